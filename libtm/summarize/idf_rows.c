#include "summarize/idf_rows.h"

#include "base/memory.h"
#include "base/status.h"

#include <math.h>
#include <string.h>

struct holder {
    uint32_t row, count;
};

struct dealer {
    const uint64_t *start;
    const struct tm__bag_word *word;
    size_t n, terms;
    uint64_t *first;       /* [terms + 1] */
    struct holder *holder; /* [start[n]] rows that hold each term, rising */
    uint64_t *next;        /* [n] where the next entry of a row goes */
    double *idf;           /* [n + 1] by the number of sentences, 0: not computed yet */
    double *squares;       /* [n] */
};

/* Each start moves to where its term ends. */
static void deal_to_terms(struct dealer *d)
{
    uint64_t sum = 0;

    for (uint64_t e = 0; e < d->start[d->n]; e++)
        d->first[d->word[e].term]++;
    for (size_t k = 0; k <= d->terms; k++) {
        const uint64_t here = d->first[k];
        d->first[k] = sum;
        sum += here;
    }
    for (size_t i = 0; i < d->n; i++)
        for (uint64_t e = d->start[i]; e < d->start[i + 1]; e++)
            d->holder[d->first[d->word[e].term]++] = (struct holder){(uint32_t)i, d->word[e].count};
}

/* Few words are in many sentences, and most in as many as others. */
static double idf_of(struct dealer *d, uint64_t sentences)
{
    if (d->idf[sentences] == 0)
        d->idf[sentences] = fmax(0.05, log(((double)d->n + 1) / ((double)sentences + 0.5)));
    return d->idf[sentences];
}

static void deal_to_rows(struct dealer *d, tm_sparse *m)
{
    uint64_t h = 0;

    memcpy(m->row_start, d->start, (d->n + 1) * sizeof *m->row_start);
    if (d->n)
        memcpy(d->next, d->start, d->n * sizeof *d->next);
    for (size_t k = 0; k < d->terms; k++) {
        const uint64_t end = d->first[k];
        const double idf = h < end ? idf_of(d, end - h) : 0;
        for (; h < end; h++) {
            const uint64_t e = d->next[d->holder[h].row]++;
            const double v = d->holder[h].count * idf;
            m->column[e] = (uint32_t)k;
            m->value[e] = (float)v;
            d->squares[d->holder[h].row] += v * v;
        }
    }
}

tm_status tm__idf_rows(tm_sparse **out, const uint64_t *start, const struct tm__bag_word *word,
                       size_t n, size_t terms, double *squares, tm_error *err)
{
    struct dealer d = {.start = start, .word = word, .n = n, .terms = terms, .squares = squares};
    tm_status status = TM_OK;

    d.first = tm__calloc(terms + 1, sizeof *d.first);
    d.holder = tm__alloc_array(start[n], sizeof *d.holder);
    d.next = tm__alloc_array(n, sizeof *d.next);
    d.idf = tm__calloc(n + 1, sizeof *d.idf);
    *out = NULL;
    if (!d.first || !d.holder || !d.next || !d.idf)
        status = tm__fail_memory(err, "weighing words");
    if (status == TM_OK)
        status = tm_sparse_new(out, n, terms, start[n], err);
    if (status == TM_OK) {
        deal_to_terms(&d);
        deal_to_rows(&d, *out);
    }
    tm__free(d.first);
    tm__free(d.holder);
    tm__free(d.next);
    tm__free(d.idf);
    return status;
}
