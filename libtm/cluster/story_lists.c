#include "cluster/story_lists.h"

#include "base/memory.h"
#include "base/status.h"

#include <math.h>

enum { CHUNK = 8192 /* rows whose sums are added up together: they stay in the first cache */ };
/* A term in more rows than both of these brings nobody into question. */
static const size_t frequent = 1000, frequent_share = 50;

/* What is left of the list of a term, and the term's value in the row that is asked about. */
struct tm__story_list {
    uint64_t from, to;
    float value;
};

/*
 * The lists of the terms of row i that are not frequent; returns how many. *sure: a product that
 * as many rows as are wanted have by one of these terms alone.
 */
static size_t find_lists(const struct tm__story_lists *s, struct tm__story_reading *r, size_t i,
                         float *sure)
{
    const tm_sparse *m = s->rows, *index = s->index;
    size_t lists = 0;

    *sure = 0;
    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
        const uint64_t from = index->row_start[m->column[e]];
        const uint64_t to = index->row_start[m->column[e] + 1];

        if (to - from > s->most || !(m->value[e] > 0))
            continue;
        r->list[lists++] = (struct tm__story_list){from, to, m->value[e]};
        *sure = fmaxf(*sure, m->value[e] * s->enough[m->column[e]]);
    }
    return lists;
}

/* Add the lists up to row `first` + CHUNK to r->sum; those that are met are in r->met. */
static size_t add_lists(const struct tm__story_lists *s, struct tm__story_reading *r, size_t lists,
                        uint32_t first)
{
    const uint32_t *const rows = s->index->column;
    const float *const values = s->index->value;
    float *const sum = r->sum;
    uint32_t *const met = r->met;
    size_t n = 0;

    for (size_t l = 0; l < lists; l++) {
        const uint64_t to = r->list[l].to;
        const float value = r->list[l].value;
        uint64_t p = r->list[l].from;

        for (; p < to && rows[p] - first < CHUNK; p++) {
            const uint32_t row = rows[p] - first;
            const float product = value * values[p], before = sum[row];

            met[n] = row; /* overwritten by the next if it is known already */
            n += (before == 0) & (product > 0);
            sum[row] = before + product;
        }
        r->list[l].from = p;
    }
    return n;
}

size_t tm__story_lists_read(const struct tm__story_lists *s, struct tm__story_reading *r, size_t i)
{
    float sure;
    const size_t lists = find_lists(s, r, i, &sure);
    struct tm__bar bar;
    size_t kept = 0;

    tm__bar_start(&bar, s->wanted, sure, r->histogram);
    for (size_t first = 0; first < s->rows->rows; first += CHUNK) {
        const size_t n = add_lists(s, r, lists, (uint32_t)first), before = kept;

        for (size_t x = 0; x < n; x++) {
            const uint32_t row = (uint32_t)first + r->met[x];
            const float similarity = r->sum[r->met[x]];

            r->sum[r->met[x]] = 0;
            r->candidate[kept] = (struct tm__candidate){similarity, row};
            kept += (similarity >= bar.least) & (row != i);
        }
        tm__bar_raise(&bar, r->candidate + before, kept - before);
    }
    return tm__candidates_cut(r->candidate, kept, s->wanted, r->histogram);
}

/* A value that so many rows of a term have, rounded down to a step of the histogram. */
static float value_of(const tm_sparse *index, size_t term, size_t rows, uint32_t *histogram)
{
    struct tm__bar bar;

    tm__bar_start(&bar, rows, 0, histogram);
    for (uint64_t p = index->row_start[term]; p < index->row_start[term + 1]; p++) {
        const struct tm__candidate one = {index->value[p], index->column[p]};

        if (one.similarity >= bar.least)
            tm__bar_raise(&bar, &one, 1);
    }
    return bar.least;
}

tm_status tm__story_lists_new(struct tm__story_lists *lists, const tm_sparse *rows, size_t wanted,
                              tm_error *err)
{
    const size_t share = rows->rows / frequent_share;
    uint32_t histogram[TM__CANDIDATE_STEPS + 1];
    tm_status status;

    *lists = (struct tm__story_lists){.rows = rows, .wanted = wanted};
    lists->most = share > frequent ? share : frequent;
    lists->enough = tm__calloc(rows->cols, sizeof *lists->enough);
    if (!lists->enough)
        return tm__fail_memory(err, "looking for neighbours");
    status = tm_sparse_transpose(&lists->index, rows, err);
    if (status != TM_OK) {
        tm__story_lists_release(lists);
        return status;
    }
    for (size_t t = 0; t < rows->cols; t++) {
        const size_t count = lists->index->row_start[t + 1] - lists->index->row_start[t];

        if (count > wanted && count <= lists->most)
            lists->enough[t] = value_of(lists->index, t, wanted + 1, histogram);
    }
    return TM_OK;
}

void tm__story_lists_release(struct tm__story_lists *lists)
{
    tm_sparse_free(lists->index);
    tm__free(lists->enough);
    *lists = (struct tm__story_lists){0};
}

bool tm__story_reading_new(struct tm__story_reading *r, const struct tm__story_lists *lists)
{
    *r = (struct tm__story_reading){0};
    r->list = tm__alloc_array(lists->rows->cols, sizeof *r->list);
    r->sum = tm__calloc(CHUNK, sizeof *r->sum);
    r->met = tm__alloc_array(CHUNK + 1, sizeof *r->met);
    r->candidate = tm__alloc_array(lists->rows->rows + 1, sizeof *r->candidate);
    r->histogram = tm__alloc_array(TM__CANDIDATE_STEPS + 1, sizeof *r->histogram);
    return r->list && r->sum && r->met && r->candidate && r->histogram;
}

void tm__story_reading_release(struct tm__story_reading *r)
{
    tm__free(r->list);
    tm__free(r->sum);
    tm__free(r->met);
    tm__free(r->candidate);
    tm__free(r->histogram);
    *r = (struct tm__story_reading){0};
}
