#include "cluster/phrase_evidence.h"

#include "base/memory.h"
#include "cluster/phrase_finder.h"
#include "cluster/phrase_shape.h"
#include "phrases/noun_phrase.h"

/* Words that so many documents have, nearly all of them together, are a name. */
enum { FEWEST_BOUND = 5 };
static const double together = 0.8;

/* Where a phrase was met. */
struct meeting {
    uint32_t mentions, first; /* in the document being read: first word of the first */
    uint32_t met, loose;      /* in all; where it looked like a piece of something */
    bool name;                /* words with capitals at both ends */
    bool bound;               /* its words are hardly ever apart */
};

struct evidence {
    struct tm__phrases *phrases;
    struct tm__phrase *phrase; /* [count] */
    size_t count;
    struct tm__phrase_finder finder; /* mark: which phrase */
    struct meeting *meeting;         /* [count] */
    struct tm__shape_text text;      /* the document being read */
    uint32_t *found;                 /* [count] phrases in it */
    size_t founds;
};

static void meet(void *ctx, struct tm__ngram *run, uint64_t at)
{
    struct evidence *e = ctx;
    const struct tm__shape_text *t = &e->text;
    struct meeting *m = &e->meeting[run->mark];

    if (m->mentions++ == 0) {
        m->first = (uint32_t)(at - t->start);
        e->found[e->founds++] = run->mark;
    }
    m->met++;
    m->loose += tm__shape_is_cut(t, at, run->length) || tm__shape_is_clause(t, at, run->length) ||
                (!m->bound && !tm__is_noun_phrase(e->phrases->tokens, e->phrases->name, at,
                                                  run->length, t->end));
    m->name = t->token[at].flags & t->token[at + run->length - 1].flags & TM__TOKEN_CAPITAL;
}

/* How much a phrase stands for a document, 0 to 1. */
static double stands(const struct evidence *e, uint32_t which)
{
    const struct tm__shape_text *t = &e->text;
    const struct meeting *m = &e->meeting[which];
    const struct tm__phrase *p = &e->phrase[which];
    const uint32_t last = e->phrases->mentions[t->token[p->at + p->length - 1].term];
    const double mentions = m->name && last > m->mentions ? last : m->mentions;
    const double said = mentions + (m->first < TM__LEAD_WORDS);
    const uint64_t words = t->end - t->start;
    const double lead = words > TM__LEAD_WORDS ? (double)TM__LEAD_WORDS / (double)words : 1;

    return lead + (1 - lead) * said / (said + 2);
}

static void read_document(struct evidence *e, uint32_t document)
{
    const struct tm__phrases *p = e->phrases;
    const struct tm__token *token = p->tokens->token;

    e->text = tm__shape_start(p->tokens, p->documents, document, p->language);
    for (uint64_t i = e->text.start; i < e->text.end; i++)
        p->mentions[token[i].term]++;
    e->founds = 0;
    tm__phrase_finder_read(&e->finder, document, meet, e);
    for (size_t f = 0; f < e->founds; f++) {
        const uint32_t which = e->found[f];
        e->phrase[which].weight += stands(e, which);
        e->meeting[which].mentions = 0;
    }
    for (uint64_t i = e->text.start; i < e->text.end; i++)
        p->mentions[token[i].term] = 0;
}

/* Whatever its words may be elsewhere: "keith urban" of texts without capitals. */
static bool is_bound(const struct tm__tokens *tokens, const struct tm__phrase *phrase)
{
    if (phrase->length < 2 || phrase->inside < FEWEST_BOUND)
        return false;
    for (uint32_t i = 0; i < phrase->length; i++)
        if (phrase->inside < together * tokens->df[tokens->token[phrase->at + i].term])
            return false;
    return true;
}

static bool start(struct evidence *e, const struct tm__phrases *p)
{
    tm__phrase_finder_start(&e->finder, p->tokens, p->starts);
    e->meeting = tm__calloc(e->count, sizeof *e->meeting);
    e->found = tm__alloc_array(e->count, sizeof *e->found);
    if (!e->meeting || !e->found)
        return false;
    for (size_t i = 0; i < e->count; i++) {
        struct tm__phrase *phrase = &e->phrase[i];
        struct tm__ngram *run =
            tm__phrase_finder_add(&e->finder, phrase->hash, phrase->at, phrase->length);
        if (!run)
            return false;
        run->mark = (uint32_t)i;
        e->meeting[i].bound = is_bound(p->tokens, phrase);
        phrase->weight = 0;
    }
    return true;
}

static void finish(struct evidence *e)
{
    for (size_t i = 0; e->meeting && i < e->count; i++)
        if (2 * e->meeting[i].loose > e->meeting[i].met)
            e->phrase[i].loose = true;
    tm__phrase_finder_release(&e->finder);
    tm__free(e->meeting);
    tm__free(e->found);
}

tm_status tm__phrase_evidence(struct tm__phrases *phrases, size_t from, const uint32_t *document,
                              size_t count)
{
    struct evidence e = {.phrases = phrases,
                         .phrase = phrases->size > from ? phrases->phrase + from : NULL,
                         .count = phrases->size - from};
    const bool ok = start(&e, phrases);

    for (size_t d = 0; ok && d < count; d++)
        read_document(&e, document[d]);
    finish(&e);
    return ok ? TM_OK : TM_ENOMEM;
}
