#include "cluster/phrases.h"

#include "base/memory.h"
#include "base/status.h"
#include "cluster/phrase_evidence.h"
#include "phrases/noun_phrase.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_PHRASES = 512 };
/* Words of the runs that are looked at; those longer than a label tell what is a fragment. */
enum { LONGEST_RUN = TM__LONGEST_NGRAM + 2 };
/* In a large cluster a phrase in less than this share of the documents says little. */
static const double least_share = 0.02;
/* A phrase goes if a longer one around it is this often seen, relative to it. */
static const double complete = 0.7;
/* The worth of a fragment; where a cluster is copies of one headline there is nothing else. */
static const double fragment = 0.5;

/* The worth of what looks like a piece of a sentence. */
static const double loose = 0.25;
/* Beyond the words of a lead, so many words of a text more make its words count as a document more
 * does in how specific a run is. */
static const double words_a_document = 150;
/* A word in more of the documents outside is no edge of a run, where so many are outside. */
static const double common = 0.125;
enum { FEWEST_OUTSIDE = 16 };
/* A form in -ing is said of what is behind it if a noun is there in this share of its documents,
 * and what is before it in less. */
static const double nearly_always = 0.9;

double tm__phrase_specific(uint32_t inside, uint32_t total, double share)
{
    const double kept = total ? (double)inside / total : 0;
    const double specific = share < 1 ? (kept - share) / (1 - share) : 1;

    return specific > 0 ? specific : 0;
}

double tm__phrase_bonus(uint32_t words)
{
    static const double bonus[] = {0, 1, 1.7, 2.1, 2.3};

    return bonus[words];
}

double tm__phrase_worth(const struct tm__phrase *phrase, uint32_t total, double share)
{
    const double inside = phrase->inside;
    const double specific = (inside * tm__phrase_specific(phrase->inside, total, share) +
                             phrase->prior * phrase->word) /
                            (inside + phrase->prior);

    return phrase->weight * specific * tm__phrase_bonus(phrase->content) *
           (phrase->fragment ? fragment : 1) * (phrase->loose ? loose : 1);
}

bool tm__phrases_start(struct tm__phrases *phrases, const struct tm__tokens *tokens,
                       const tm_text *documents, const char *language, const bool *name)
{
    *phrases = (struct tm__phrases){
        .tokens = tokens,
        .documents = documents,
        .language = language,
        .name = name,
        .seen = tm__calloc(tokens->terms, sizeof *phrases->seen),
        .last = tm__calloc(tokens->terms, sizeof *phrases->last),
        .touched = tm__alloc_array(tokens->terms, sizeof *phrases->touched),
        .alone = tm__calloc(tokens->terms, sizeof *phrases->alone),
        .mentions = tm__calloc(tokens->terms, sizeof *phrases->mentions),
        .starts = tm__calloc(tokens->terms, sizeof *phrases->starts),
    };
    if (phrases->seen && phrases->last && phrases->touched && phrases->alone && phrases->mentions &&
        phrases->starts)
        return true;
    tm__phrases_release(phrases);
    return false;
}

void tm__phrases_release(struct tm__phrases *phrases)
{
    tm__free(phrases->phrase);
    tm__free(phrases->seen);
    tm__free(phrases->last);
    tm__free(phrases->touched);
    tm__free(phrases->alone);
    tm__free(phrases->mentions);
    tm__free(phrases->starts);
    memset(phrases, 0, sizeof *phrases);
}

/* One cluster being read. */
struct reading {
    struct tm__phrases *phrases;
    const struct tm__tokens *tokens;
    const uint32_t *document;
    size_t count;
    uint32_t least; /* documents a phrase must be in */
    double prior;
    struct tm__ngrams ngrams;
};

/* In how many documents of the cluster every term is. */
static void count_terms(struct reading *r)
{
    struct tm__phrases *p = r->phrases;

    for (size_t d = 0; d < r->count; d++) {
        const uint32_t document = r->document[d];
        const uint64_t end = r->tokens->first[document + 1];
        for (uint64_t t = r->tokens->first[document]; t < end; t++) {
            const uint32_t term = r->tokens->token[t].term;
            if (!p->seen[term])
                p->touched[p->count++] = term;
            if (!p->seen[term] || p->last[term] != document) {
                p->last[term] = document;
                p->seen[term]++;
            }
            if (r->tokens->token[t].flags & TM__TOKEN_GERUND)
                p->alone[term] += !tm__tells_of_next(r->tokens, t, end);
        }
    }
}

/* How much the words of a run say of how specific it is. */
static double prior_of(const struct reading *r)
{
    uint64_t words = 0;

    for (size_t d = 0; d < r->count; d++)
        words += r->tokens->first[r->document[d] + 1] - r->tokens->first[r->document[d]];
    words /= r->count;
    return words > TM__LEAD_WORDS ? (double)(words - TM__LEAD_WORDS) / words_a_document : 0;
}

static void forget_terms(struct tm__phrases *p)
{
    for (size_t i = 0; i < p->count; i++)
        p->seen[p->touched[i]] = p->alone[p->touched[i]] = 0;
    p->count = 0;
}

static bool edge(const struct tm__token *token)
{
    return !(token->flags & TM__TOKEN_STOP);
}

/* Count the runs that start at word `at` of a document that ends at `end`. */
static bool count_runs(struct reading *r, uint32_t document, uint64_t at, uint64_t end)
{
    const struct tm__token *token = r->tokens->token + at;
    uint64_t hash = 0;
    uint32_t flags = 0;

    if (!edge(token))
        return true;
    for (uint32_t n = 1; n <= LONGEST_RUN && at + n <= end; n++) {
        const struct tm__token *last = token + n - 1;
        if (n > 1 && !(last->flags & TM__TOKEN_JOINED))
            return true;
        if (r->phrases->seen[last->term] < r->least) /* nor can any longer run be frequent */
            return true;
        hash = tm__ngram_hash(hash, last->term);
        flags |= last->flags;
        if (edge(last) && !tm__token_leads(r->tokens, at + n - 1, end) &&
            flags & TM__TOKEN_LETTER) {
            struct tm__ngram *ngram = tm__ngrams_add(&r->ngrams, hash, at, n);
            if (!ngram)
                return false;
            tm__ngram_meet(ngram, document);
        }
    }
    return true;
}

static bool count_phrases(struct reading *r)
{
    for (size_t d = 0; d < r->count; d++) {
        const uint32_t document = r->document[d];
        const uint64_t end = r->tokens->first[document + 1];
        for (uint64_t t = r->tokens->first[document]; t < end; t++)
            if (!count_runs(r, document, t, end))
                return false;
    }
    return true;
}

/* Leave in mark how often the most frequent longer phrase around a phrase is seen. */
static void mark_parts(struct reading *r, const struct tm__ngram *whole)
{
    const struct tm__token *token = r->tokens->token + whole->at;

    for (uint32_t from = 0; from < whole->length; from++) {
        uint64_t hash = 0;
        for (uint32_t to = from; to < whole->length; to++) {
            struct tm__ngram *part;
            hash = tm__ngram_hash(hash, token[to].term);
            if (to - from + 1 == whole->length)
                break;
            part = tm__ngrams_find(&r->ngrams, hash, whole->at + from, to - from + 1);
            if (part && part->mark < whole->documents)
                part->mark = whole->documents;
        }
    }
}

/* Is a form in -ing behind other words said of a noun behind it: man | burning truck? It is one
 * with the words before it if it is hardly without them: email marketing software. */
static bool is_split(const struct reading *r, const struct tm__ngram *n)
{
    const struct tm__token *token = r->tokens->token + n->at;
    const struct tm__phrases *p = r->phrases;
    uint64_t hash = 0;

    for (uint32_t i = 0; i < n->length; i++) {
        const uint32_t term = token[i].term;
        const struct tm__ngram *before;
        hash = tm__ngram_hash(hash, term);
        if (i == 0 || !(token[i].flags & TM__TOKEN_GERUND) ||
            p->alone[term] >= (1 - nearly_always) * p->seen[term])
            continue;
        before = tm__ngrams_find(&r->ngrams, hash, n->at, i + 1);
        if (!before || before->documents < nearly_always * p->seen[term])
            return true;
    }
    return false;
}

/* Does it look like a name where it was met first? What is a piece of a sentence is no longer name
 * of anything: "yuan steadies" leaves the yuan as it is. */
static bool is_whole(const struct reading *r, const struct tm__ngram *n)
{
    return n->length > TM__LONGEST_NGRAM ||
           (!is_split(r, n) && tm__is_noun_phrase(r->tokens, r->phrases->name, n->at, n->length,
                                                  r->tokens->first[r->tokens->documents]));
}

/* The same for every phrase, of the runs of these lengths. */
static void mark_all(struct reading *r, uint32_t shortest, uint32_t longest)
{
    for (size_t s = 0; s < r->ngrams.slots; s++)
        r->ngrams.slot[s].mark = 0;
    for (size_t s = 0; s < r->ngrams.slots; s++) {
        const struct tm__ngram *n = &r->ngrams.slot[s];
        if (n->length >= shortest && n->length <= longest && n->documents >= r->least &&
            is_whole(r, n))
            mark_parts(r, n);
    }
}

static bool is_part(const struct tm__ngram *n)
{
    return n->mark >= complete * n->documents;
}

/* The best first; ties: the longer, then the earlier. */
static int by_score(const void *a, const void *b)
{
    const struct tm__phrase *x = a, *y = b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->length != y->length)
        return x->length > y->length ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* Is a word without a capital so common outside that it says nothing at an edge? */
static bool is_common(const struct reading *r, const struct tm__token *token)
{
    const size_t outside = r->tokens->documents - r->count;
    const uint32_t met = r->tokens->df[token->term] - r->phrases->seen[token->term];

    return outside >= FEWEST_OUTSIDE && !(token->flags & TM__TOKEN_CAPITAL) &&
           met > common * (double)outside;
}

/* A phrase as its words show it; each document counts in full. */
static struct tm__phrase describe(const struct reading *r, const struct tm__ngram *n)
{
    const struct tm__token *token = r->tokens->token + n->at;
    const double share = (double)r->count / (double)r->tokens->documents;
    struct tm__phrase phrase = {.hash = n->hash,
                                .at = n->at,
                                .length = n->length,
                                .inside = n->documents,
                                .weight = n->documents,
                                .weakest = 1,
                                .prior = r->prior};

    for (uint32_t i = 0; i < n->length; i++) {
        const uint32_t term = token[i].term;
        const double specific =
            tm__phrase_specific(r->phrases->seen[term], r->tokens->df[term], share);
        if (token[i].flags & TM__TOKEN_STOP)
            continue;
        phrase.content++;
        if (specific > phrase.word)
            phrase.word = specific;
        if (specific < phrase.weakest)
            phrase.weakest = specific;
    }
    phrase.loose = n->length > 1 &&
                   (is_common(r, token) || is_common(r, token + n->length - 1) || is_split(r, n));
    return phrase;
}

/* Append what is frequent and no part of another label. */
static tm_status append(struct reading *r)
{
    struct tm__phrases *p = r->phrases;

    mark_all(r, 2, TM__LONGEST_NGRAM);
    for (size_t s = 0; s < r->ngrams.slots; s++) {
        const struct tm__ngram *n = &r->ngrams.slot[s];
        if (!n->length || n->length > TM__LONGEST_NGRAM || n->documents < r->least || is_part(n))
            continue;
        if (!tm__grow(&p->phrase, &p->capacity, p->size + 1, sizeof *p->phrase))
            return TM_ENOMEM;
        p->phrase[p->size++] = describe(r, n);
    }
    return TM_OK;
}

static void judge(struct reading *r, size_t from)
{
    struct tm__phrases *p = r->phrases;
    const double share = (double)r->count / (double)r->tokens->documents;

    mark_all(r, TM__LONGEST_NGRAM + 1, LONGEST_RUN);
    for (size_t i = from; i < p->size; i++) {
        struct tm__phrase *phrase = &p->phrase[i];
        /* How often a longer run is seen outside is not known yet: hope for the best. */
        const uint32_t total =
            phrase->length == 1 ? r->tokens->df[r->tokens->token[phrase->at].term] : phrase->inside;

        phrase->fragment =
            is_part(tm__ngrams_find(&r->ngrams, phrase->hash, phrase->at, phrase->length));
        phrase->score = tm__phrase_worth(phrase, total, share);
    }
}

/* Append what could be a label; of too many, what promises most. */
static tm_status keep(struct reading *r)
{
    struct tm__phrases *p = r->phrases;
    const size_t before = p->size;
    const tm_status status = append(r);

    if (status != TM_OK)
        return status;
    judge(r, before);
    if (p->size - before > 1)
        qsort(p->phrase + before, p->size - before, sizeof *p->phrase, by_score);
    if (p->size - before > MOST_PHRASES)
        p->size = before + MOST_PHRASES;
    return tm__phrase_evidence(p, before, r->document, r->count);
}

static tm_status read_cluster(struct reading *r, uint32_t least)
{
    bool ok;
    tm_status status = TM_ENOMEM;

    r->least = least;
    tm__ngrams_start(&r->ngrams, r->tokens);
    ok = count_phrases(r);
    if (ok)
        status = keep(r);
    tm__ngrams_release(&r->ngrams);
    return status;
}

tm_status tm__phrases_collect(struct tm__phrases *phrases, const uint32_t *document, size_t count)
{
    struct reading r = {
        .phrases = phrases, .tokens = phrases->tokens, .document = document, .count = count};
    const size_t before = phrases->size;
    const uint32_t least = (uint32_t)(least_share * (double)count);
    tm_status status = TM_OK;

    r.prior = prior_of(&r);
    count_terms(&r);
    if (least > 2)
        status = read_cluster(&r, least);
    if (status == TM_OK && phrases->size == before)
        status = read_cluster(&r, 2);
    forget_terms(phrases);
    return status;
}
