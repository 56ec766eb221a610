#include "summarize/bags.h"

#include "base/memory.h"
#include "base/status.h"
#include "phrases/ngrams.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int by_term(const void *a, const void *b)
{
    const struct tm__bag_word *x = a, *y = b;

    return (x->term > y->term) - (x->term < y->term);
}

/* One row: tf times idf, scaled to length 1. */
static void fill_row(tm_sparse *rows, size_t i, struct tm__bag_word *word, size_t words,
                     const double *idf)
{
    const uint64_t from = rows->row_start[i];
    double squares = 0;

    if (words)
        qsort(word, words, sizeof *word, by_term);
    for (size_t k = 0; k < words; k++) {
        const double v = word[k].count * idf[word[k].term];
        rows->column[from + k] = word[k].term;
        rows->value[from + k] = (float)v;
        squares += v * v;
    }
    for (size_t k = 0; k < words && squares > 0; k++)
        rows->value[from + k] /= (float)sqrt(squares);
    rows->row_start[i + 1] = from + words;
}

/* ln((n + 1) / (sf + .5)), at least .05, where sf sentences hold a word. */
static void find_idf(double *idf, const struct tm__bags *b)
{
    for (uint64_t e = 0; e < b->start[b->count]; e++)
        idf[b->word[e].term]++;
    for (size_t k = 0; k < b->terms; k++)
        idf[k] = fmax(0.05, log(((double)b->count + 1) / (idf[k] + 0.5)));
}

static tm_status make_rows(struct tm__bags *b, tm_error *err)
{
    const uint64_t entries = b->start[b->count];
    double *idf = tm__calloc(b->terms, sizeof *idf);
    struct tm__bag_word *sorted = tm__alloc_array(entries, sizeof *sorted);
    tm_status status = idf && sorted ? tm_sparse_new(&b->rows, b->count, b->terms, entries, err)
                                     : tm__fail_memory(err, "weighing words");

    if (status == TM_OK) {
        find_idf(idf, b);
        if (entries)
            memcpy(sorted, b->word, entries * sizeof *sorted);
        for (size_t i = 0; i < b->count; i++)
            fill_row(b->rows, i, sorted + b->start[i], b->start[i + 1] - b->start[i], idf);
    }
    tm__free(idf);
    tm__free(sorted);
    return status;
}

static tm_status allocate(struct tm__bags *b, const struct tm__tokens *t, tm_error *err)
{
    const uint64_t words = t->first[b->count];

    b->sentence = tm__calloc(b->count, sizeof *b->sentence);
    b->length = tm__calloc(b->count, sizeof *b->length);
    b->start = tm__calloc(b->count + 1, sizeof *b->start);
    b->word = tm__alloc_array(words, sizeof *b->word);
    b->pair_start = tm__calloc(b->count + 1, sizeof *b->pair_start);
    b->pair = tm__alloc_array(words, sizeof *b->pair);
    return b->sentence && b->length && b->start && b->word && b->pair_start && b->pair
               ? TM_OK
               : tm__fail_memory(err, "reading sentences");
}

static void place_sentences(struct tm__bags *b, const struct tm__tokens *t, const tm_text *text,
                            const size_t *document)
{
    for (size_t i = 0; i < b->count; i++) {
        const bool first = i == 0 || document[i] != document[i - 1];
        b->documents += first;
        b->sentence[i].text = text[i];
        b->sentence[i].size = (uint32_t)(t->first[i + 1] - t->first[i]);
        b->sentence[i].document = (uint32_t)b->documents - 1;
        b->sentence[i].place = b->length[b->documents - 1]++;
    }
}

/* Each word of a sentence once. entry: [terms] 1 + where a term is in the bags, if that is in this
 * sentence. */
static void read_words(struct tm__bags *b, const struct tm__tokens *t, size_t i, uint64_t *entry)
{
    const uint64_t from = b->start[i];
    uint64_t end = from;

    for (uint64_t k = t->first[i]; k < t->first[i + 1]; k++) {
        const struct tm__token *token = &t->token[k];
        const uint64_t known = entry[token->term];
        if (token->flags & TM__TOKEN_STOP)
            continue;
        if (known > from) {
            b->word[known - 1].count++;
            continue;
        }
        b->word[end++] = (struct tm__bag_word){token->term, 1, (uint32_t)(k - t->first[i]) + 1};
        entry[token->term] = end;
    }
    b->start[i + 1] = end;
}

/* The same of pairs; the last sentence that holds a pair is its run's last document. */
static bool read_pairs(struct tm__bags *b, struct tm__ngrams *runs, size_t i)
{
    const struct tm__tokens *t = runs->tokens;
    uint64_t end = b->pair_start[i];

    for (uint64_t k = t->first[i]; k + 1 < t->first[i + 1]; k++) {
        const struct tm__token *token = &t->token[k];
        const uint64_t hash = tm__ngram_hash(tm__ngram_hash(0, token[0].term), token[1].term);
        struct tm__ngram *run;
        if (token[0].flags & token[1].flags & TM__TOKEN_STOP)
            continue;
        run = tm__ngrams_add(runs, hash, k, 2);
        if (!run)
            return false;
        if (run->documents == 0)
            run->mark = (uint32_t)b->pairs++;
        if (run->documents == 0 || run->last != i)
            b->pair[end++] = run->mark;
        tm__ngram_meet(run, (uint32_t)i);
    }
    b->pair_start[i + 1] = end;
    return true;
}

static tm_status read_all(struct tm__bags *b, const struct tm__tokens *t, tm_error *err)
{
    uint64_t *entry = tm__calloc(t->terms, sizeof *entry);
    struct tm__ngrams runs;
    bool ok = entry != NULL;

    b->terms = t->terms;
    tm__ngrams_start(&runs, t);
    for (size_t i = 0; i < b->count && ok; i++) {
        read_words(b, t, i, entry);
        ok = read_pairs(b, &runs, i);
    }
    tm__ngrams_release(&runs);
    tm__free(entry);
    return ok ? make_rows(b, err) : tm__fail_memory(err, "reading sentences");
}

tm_status tm__bags_read(struct tm__bags *bags, const tm_text *text, const size_t *document,
                        size_t count, const char *language, const tm_run *run, tm_error *err)
{
    struct tm__tokens tokens;
    tm_status status = tm__tokens_read(&tokens, text, count, language, true, run, err);

    if (status != TM_OK)
        return status;
    bags->count = count;
    status = allocate(bags, &tokens, err);
    if (status == TM_OK) {
        place_sentences(bags, &tokens, text, document);
        status = read_all(bags, &tokens, err);
    }
    tm__tokens_release(&tokens);
    return status;
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
