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
    uint32_t *of_term;            /* [terms] concepts, or NONE */
    uint32_t *of_pair;            /* [pairs] */
    struct tm__word_pairs *pairs; /* of concepts of words */
    uint64_t *seen;               /* [concepts] 1 + its occurrence, if that is of this sentence */
    struct tm__bag_word *entry;   /* content words of all sentences, one behind the other */
    uint64_t *row_start;          /* [sentences + 1] */
    uint64_t *at;                 /* [terms] 1 + its entry, if that is of this sentence */

    /* What grows, and what of `concepts` grows with it. */
    struct tm__concept *of;
    struct tm__occurrence *occurrence;
    size_t count;                                /* concepts */
    uint64_t occurrences, entries;               /* up to now */
    uint64_t occurrences_before, entries_before; /* this sentence */
};

/* Memory for the most there can be. */
static tm_status start(struct finder *f, tm_error *err)
{
    struct tm__concepts *c = f->concepts;
    const struct tm__reading *r = f->reading;
    const uint64_t words = r->first[r->sentences];
    bool ok = tm__word_pairs_init(f->pairs, words);

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
    f->of = c->of;
    f->occurrence = c->occurrence;
    return ok ? TM_OK : tm__fail_memory(err, "finding concepts");
}

static void finish(struct finder *f)
{
    tm__free(f->of_term);
    tm__free(f->of_pair);
    tm__word_pairs_release(f->pairs);
    tm__free(f->seen);
    tm__free(f->entry);
    tm__free(f->row_start);
    tm__free(f->at);
}

/* Count a concept in a sentence, `words` of which are read. */
static inline void meet(struct finder *f, uint32_t concept, uint32_t words)
{
    if (f->seen[concept] > f->occurrences_before) {
        f->occurrence[f->seen[concept] - 1].count++;
        return;
    }
    f->occurrence[f->occurrences++] = (struct tm__occurrence){concept, words, 1, 0};
    f->seen[concept] = f->occurrences;
}

/* The concept of a word. */
static inline uint32_t add_word(struct finder *f, const struct tm__text_word *word, uint32_t words)
{
    uint32_t k = f->of_term[word->term];

    if (k == NONE) {
        k = f->of_term[word->term] = (uint32_t)f->count++;
        f->of[k] = (struct tm__concept){{k, k}, false, false, false};
        f->seen[k] = 0;
    }
    f->of[k].stop = word->flags & TM__WORD_STOP;
    f->of[k].digits = word->flags & TM__WORD_DIGITS;
    meet(f, k, words);
    if (word->flags & TM__WORD_CAPITAL && words > 1)
        f->occurrence[f->seen[k] - 1].capitals++;
    return k;
}

/* That of two in a row, whose concepts are known. */
static inline void add_pair(struct finder *f, const struct tm__text_word *word,
                            const uint32_t part[2], uint32_t words)
{
    const size_t known = f->pairs->count;
    const uint32_t pair = tm__word_pairs_add(f->pairs, part[0], part[1]);
    const uint32_t k = pair == known ? (uint32_t)f->count++ : f->of_pair[pair];

    if (pair == known) {
        f->of_pair[pair] = k;
        f->seen[k] = 0;
    }
    f->of[k] = (struct tm__concept){
        {part[0], part[1]},
        true,
        word[0].flags & word[1].flags & TM__WORD_STOP,
        (word[0].flags | word[1].flags) & TM__WORD_DIGITS,
    };
    meet(f, k, words);
}

/* Count a content word. */
static inline void add_entry(struct finder *f, uint32_t term, uint32_t words)
{
    if (f->at[term] > f->entries_before) {
        f->entry[f->at[term] - 1].count++;
        return;
    }
    f->entry[f->entries++] = (struct tm__bag_word){term, 1, words};
    f->at[term] = f->entries;
}

static inline void read_sentence(struct finder *f, const struct tm__text_word *word, size_t size)
{
    uint32_t part[2] = {NONE, NONE};

    f->occurrences_before = f->occurrences;
    f->entries_before = f->entries;
    for (size_t k = 0; k < size; k++, word++) {
        const uint32_t words = (uint32_t)k + 1;
        part[0] = part[1];
        part[1] = NONE;
        if (word->flags & TM__WORD_NOTHING)
            continue;
        part[1] = add_word(f, word, words);
        if (part[0] != NONE)
            add_pair(f, word - 1, part, words);
        if (!(word->flags & TM__WORD_STOP))
            add_entry(f, word->term, words);
    }
}

/* With a finder of its own, so that the compiler sees that no store changes where things are. */
static void read_sentences(const struct finder *from)
{
    struct finder f = *from;
    const struct tm__reading *const r = f.reading;
    struct tm__concepts *const c = from->concepts;

    for (size_t i = 0; i < r->sentences; i++) {
        const size_t size = tm__reading_size(r, i);

        read_sentence(&f, r->word + r->first[i], size);
        c->start[i + 1] = f.occurrences;
        from->row_start[i + 1] = f.entries;
        c->size[i] = (uint32_t)size;
    }
    c->count = f.count;
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
    struct tm__word_pairs pairs;
    struct finder f = {.concepts = concepts, .reading = reading, .pairs = &pairs};
    tm_status status = start(&f, err);

    concepts->passages = reading->sentences;
    if (status == TM_OK)
        read_sentences(&f);
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
