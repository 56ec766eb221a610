#include "summarize/bags.h"

#include "base/memory.h"
#include "base/status.h"
#include "summarize/word_pairs.h"

#include <math.h>
#include <string.h>

static tm_status make_rows(struct tm__bags *b, tm_error *err)
{
    double *squares = tm__calloc(b->count, sizeof *squares);
    const tm_status status =
        squares ? tm__idf_rows(&b->rows, b->start, b->word, b->count, b->terms, squares, err)
                : tm__fail_memory(err, "weighing words");

    for (size_t i = 0; status == TM_OK && i < b->count; i++)
        for (uint64_t e = b->start[i]; e < b->start[i + 1] && squares[i] > 0; e++)
            b->rows->value[e] /= (float)sqrt(squares[i]);
    tm__free(squares);
    return status;
}

static void place_sentences(struct tm__bags *b, const struct tm__reading *r,
                            const struct tm__bag_choice *c)
{
    for (size_t i = 0; i < b->count; i++) {
        const bool first = i == 0 || c->document[i] != c->document[i - 1];
        b->documents += first;
        b->sentence[i].text = c->text[i];
        b->sentence[i].size = (uint32_t)tm__reading_size(r, c->sentence[i]);
        b->sentence[i].document = (uint32_t)b->documents - 1;
        b->sentence[i].place = b->length[b->documents - 1]++;
    }
}

/* What terms of the reading are here. */
struct known {
    uint64_t entry;  /* 1 + where the term is in the bags, if that is in this sentence */
    uint32_t number; /* 1 + the term's in the bags, in order of arrival; 0: none yet */
};

/* Each word of a sentence once. known: [reading's terms] */
static void gather_words(struct tm__bags *b, const struct tm__reading *r, size_t sentence, size_t i,
                         struct known *known)
{
    const uint64_t first = r->first[sentence], from = b->start[i];
    uint64_t end = from;

    for (uint64_t k = first; k < r->first[sentence + 1]; k++) {
        struct known *term = &known[r->word[k].term];
        if (!term->number)
            term->number = (uint32_t)++b->terms;
        if (r->word[k].flags & TM__WORD_STOP)
            continue;
        if (term->entry > from) {
            b->word[term->entry - 1].count++;
            continue;
        }
        b->word[end++] = (struct tm__bag_word){term->number - 1, 1, (uint32_t)(k - first) + 1};
        term->entry = end;
    }
    b->start[i + 1] = end;
}

static tm_status gather(struct tm__bags *b, const struct tm__reading *r,
                        const struct tm__bag_choice *c, tm_error *err)
{
    struct known *known = tm__calloc(r->terms, sizeof *known);

    if (!known)
        return tm__fail_memory(err, "gathering words");
    for (size_t i = 0; i < b->count; i++)
        gather_words(b, r, c->sentence[i], i, known);
    tm__free(known);
    return make_rows(b, err);
}

/* Pairs of a sentence once each. last: [pairs so far] 1 + the sentence that held each last */
static void gather_sentence_pairs(struct tm__bags *b, const struct tm__reading *r, size_t sentence,
                                  size_t i, struct tm__word_pairs *pairs, size_t *last)
{
    uint64_t end = b->pair_start[i];

    for (uint64_t k = r->first[sentence]; k + 1 < r->first[sentence + 1]; k++) {
        const struct tm__text_word *word = &r->word[k];
        uint32_t id;
        if (word[0].flags & word[1].flags & TM__WORD_STOP)
            continue;
        id = tm__word_pairs_add(pairs, word[0].term, word[1].term);
        if (last[id] != i + 1)
            b->pair[end++] = id;
        last[id] = i + 1;
    }
    b->pair_start[i + 1] = end;
}

static tm_status gather_pairs(struct tm__bags *b, const struct tm__reading *r,
                              const struct tm__bag_choice *c, size_t words, tm_error *err)
{
    size_t *last = tm__calloc(words, sizeof *last);
    struct tm__word_pairs pairs;
    const bool ok = tm__word_pairs_init(&pairs, words) && last;

    for (size_t i = 0; ok && i < b->count; i++)
        gather_sentence_pairs(b, r, c->sentence[i], i, &pairs, last);
    b->pairs = pairs.count;
    tm__word_pairs_release(&pairs);
    tm__free(last);
    return ok ? TM_OK : tm__fail_memory(err, "gathering words");
}

tm_status tm__bags_make(struct tm__bags *b, const struct tm__reading *reading,
                        const struct tm__bag_choice *choice, bool pairs, tm_error *err)
{
    size_t words = 0;
    tm_status status;

    b->count = choice->count;
    for (size_t i = 0; i < b->count; i++)
        words += tm__reading_size(reading, choice->sentence[i]);
    b->sentence = tm__calloc(b->count, sizeof *b->sentence);
    b->length = tm__calloc(b->count, sizeof *b->length);
    b->start = tm__calloc(b->count + 1, sizeof *b->start);
    b->word = tm__alloc_array(words, sizeof *b->word);
    b->pair_start = tm__calloc(b->count + 1, sizeof *b->pair_start);
    b->pair = tm__alloc_array(pairs ? words : 0, sizeof *b->pair);
    if (!b->sentence || !b->length || !b->start || !b->word || !b->pair_start || !b->pair)
        return tm__fail_memory(err, "gathering words");
    place_sentences(b, reading, choice);
    status = gather(b, reading, choice, err);
    return status == TM_OK && pairs ? gather_pairs(b, reading, choice, words, err) : status;
}

void tm__bags_release(struct tm__bags *bags)
{
    tm__free(bags->sentence);
    tm__free(bags->length);
    tm__free(bags->start);
    tm__free(bags->word);
    tm__free(bags->pair_start);
    tm__free(bags->pair);
    tm_sparse_free(bags->rows);
    memset(bags, 0, sizeof *bags);
}
