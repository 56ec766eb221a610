#include "summarize/concepts.h"

#include "base/memory.h"
#include "base/status.h"
#include "summarize/idf_rows.h"
#include "summarize/word_pairs.h"

#include <math.h>
#include <string.h>

#define NONE UINT32_MAX

struct finder {
    struct tm__concepts *concepts;
    const struct tm__reading *reading;
    uint32_t *of_term;           /* [terms] concepts, or NONE */
    uint32_t *of_pair;           /* [pairs] */
    struct tm__word_pairs pairs; /* of concepts of words */
    uint64_t *seen;              /* [concepts] 1 + its occurrence, if that is of this sentence */
    struct tm__bag_word *entry;  /* content words of all sentences, one behind the other */
    uint64_t *row_start;         /* [sentences + 1] */
    uint64_t *at;                /* [terms] 1 + its entry, if that is of this sentence */
};

/* Memory for the most there can be. */
static tm_status start(struct finder *f, tm_error *err)
{
    struct tm__concepts *c = f->concepts;
    const struct tm__reading *r = f->reading;
    const uint64_t words = r->first[r->sentences];
    bool ok = tm__word_pairs_init(&f->pairs, words);

    f->of_term = tm__alloc_array(r->terms, sizeof *f->of_term);
    f->of_pair = tm__alloc_array(words, sizeof *f->of_pair);
    f->seen = tm__alloc_array(words, 2 * sizeof *f->seen);
    f->entry = tm__alloc_array(words, sizeof *f->entry);
    f->row_start = tm__calloc(r->sentences + 1, sizeof *f->row_start);
    f->at = tm__calloc(r->terms, sizeof *f->at);
    c->of = tm__alloc_array(words, 2 * sizeof *c->of);
    c->start = tm__calloc(r->sentences + 1, sizeof *c->start);
    c->occurrence = tm__alloc_array(words, 2 * sizeof *c->occurrence);
    c->size = tm__calloc(r->sentences, sizeof *c->size);
    ok = ok && f->of_term && f->of_pair && f->seen && f->entry && f->row_start && f->at && c->of &&
         c->start && c->occurrence && c->size;
    for (size_t k = 0; ok && k < r->terms; k++)
        f->of_term[k] = NONE;
    return ok ? TM_OK : tm__fail_memory(err, "finding concepts");
}

static void finish(struct finder *f)
{
    tm__free(f->of_term);
    tm__free(f->of_pair);
    tm__word_pairs_release(&f->pairs);
    tm__free(f->seen);
    tm__free(f->entry);
    tm__free(f->row_start);
    tm__free(f->at);
}

/* Count a concept in sentence i, `words` of which are read. */
static void meet(struct finder *f, size_t i, uint32_t concept, uint32_t words)
{
    struct tm__concepts *c = f->concepts;
    uint64_t *const end = &c->start[i + 1];

    if (f->seen[concept] > c->start[i]) {
        c->occurrence[f->seen[concept] - 1].count++;
        return;
    }
    c->occurrence[(*end)++] = (struct tm__occurrence){concept, words, 1, 0};
    f->seen[concept] = *end;
}

static uint32_t new_concept(struct finder *f, struct tm__concept concept)
{
    struct tm__concepts *c = f->concepts;

    c->of[c->count] = concept;
    f->seen[c->count] = 0;
    return (uint32_t)c->count++;
}

/* The concept of a word. */
static uint32_t add_word(struct finder *f, size_t i, const struct tm__text_word *word,
                         uint32_t words)
{
    struct tm__concepts *c = f->concepts;
    const uint32_t id = (uint32_t)c->count, known = f->of_term[word->term];
    const struct tm__concept concept = {{id, id}, false, false, false};
    const uint32_t k = known == NONE ? new_concept(f, concept) : known;

    f->of_term[word->term] = k;
    c->of[k].stop = word->flags & TM__WORD_STOP;
    c->of[k].digits = word->flags & TM__WORD_DIGITS;
    meet(f, i, k, words);
    if (word->flags & TM__WORD_CAPITAL && words > 1)
        c->occurrence[f->seen[k] - 1].capitals++;
    return k;
}

/* That of two in a row, whose concepts are known. */
static void add_pair(struct finder *f, size_t i, const struct tm__text_word *word,
                     const uint32_t part[2], uint32_t words)
{
    const size_t known = f->pairs.count;
    const uint32_t pair = tm__word_pairs_add(&f->pairs, part[0], part[1]);
    const struct tm__concept concept = {
        {part[0], part[1]},
        true,
        word[0].flags & word[1].flags & TM__WORD_STOP,
        (word[0].flags | word[1].flags) & TM__WORD_DIGITS,
    };

    if (pair == known)
        f->of_pair[pair] = new_concept(f, concept);
    f->concepts->of[f->of_pair[pair]] = concept;
    meet(f, i, f->of_pair[pair], words);
}

/* Count a content word of sentence i, whose entries end at *end. */
static void add_entry(struct finder *f, size_t i, uint32_t term, uint32_t words)
{
    uint64_t *const end = &f->row_start[i + 1];

    if (f->at[term] > f->row_start[i]) {
        f->entry[f->at[term] - 1].count++;
        return;
    }
    f->entry[(*end)++] = (struct tm__bag_word){term, 1, words};
    f->at[term] = *end;
}

static void read_sentence(struct finder *f, size_t i)
{
    const struct tm__reading *r = f->reading;
    const size_t size = tm__reading_size(r, i);
    uint32_t part[2] = {NONE, NONE};

    f->concepts->start[i + 1] = f->concepts->start[i];
    f->row_start[i + 1] = f->row_start[i];
    for (size_t k = 0; k < size; k++) {
        const struct tm__text_word *word = &r->word[r->first[i] + k];
        const uint32_t words = (uint32_t)k + 1;
        part[0] = part[1];
        part[1] = NONE;
        if (word->flags & TM__WORD_NOTHING)
            continue;
        part[1] = add_word(f, i, word, words);
        if (part[0] != NONE)
            add_pair(f, i, word - 1, part, words);
        if (!(word->flags & TM__WORD_STOP))
            add_entry(f, i, word->term, words);
    }
    f->concepts->size[i] = (uint32_t)size;
}

static tm_status make_rows(struct finder *f, tm_error *err)
{
    const struct tm__reading *r = f->reading;
    double *squares = tm__calloc(r->sentences, sizeof *squares);
    const tm_status status = squares ? tm__idf_rows(&f->concepts->rows, f->row_start, f->entry,
                                                    r->sentences, r->terms, squares, err)
                                     : tm__fail_memory(err, "finding concepts");

    if (status == TM_OK)
        tm_sparse_normalize(f->concepts->rows);
    tm__free(squares);
    return status;
}

tm_status tm__concepts_find(struct tm__concepts *concepts, const struct tm__reading *reading,
                            tm_error *err)
{
    struct finder f = {.concepts = concepts, .reading = reading};
    tm_status status = start(&f, err);

    concepts->passages = reading->sentences;
    for (size_t i = 0; status == TM_OK && i < reading->sentences; i++)
        read_sentence(&f, i);
    if (status == TM_OK)
        status = make_rows(&f, err);
    finish(&f);
    return status;
}

void tm__concepts_release(struct tm__concepts *concepts)
{
    tm__free(concepts->of);
    tm__free(concepts->start);
    tm__free(concepts->occurrence);
    tm__free(concepts->size);
    tm_sparse_free(concepts->rows);
    memset(concepts, 0, sizeof *concepts);
}
