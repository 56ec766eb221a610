#include "cluster/story_lists.h"

#include "base/memory.h"
#include "base/status.h"

#include <math.h>
#include <string.h>

/* A term in more rows than `frequent` brings nobody into question. Behind `many_rows` that grows
 * with the root of the rows: lists that grew with them would be read n times. */
static const double frequent = 1000, many_rows = 50000;

static size_t length_of(const tm_sparse *index, size_t term)
{
    return index->row_start[term + 1] - index->row_start[term];
}

/* The longest list of row i that is neither that of a frequent term nor that of `but`. */
static uint32_t longest_list(const struct tm__story_lists *s, size_t i, uint32_t but)
{
    const tm_sparse *m = s->rows;
    uint32_t longest = TM__NO_TERM;

    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
        const uint32_t term = m->column[e];
        const size_t length = length_of(s->index, term);

        if (term != but && length <= s->most && m->value[e] > 0 &&
            (longest == TM__NO_TERM || length > length_of(s->index, longest)))
            longest = term;
    }
    return longest;
}

/* Put rows in the order of by[], those without a term last; start[terms + 2] is scratch. */
static void sort_rows(uint32_t *out, const uint32_t *rows, size_t n, const uint32_t *by,
                      uint32_t *start, size_t terms)
{
    memset(start, 0, (terms + 2) * sizeof *start);
    for (size_t i = 0; i < n; i++)
        start[(by[i] < terms ? by[i] : terms) + 1]++;
    for (size_t t = 0; t <= terms; t++)
        start[t + 1] += start[t];
    for (size_t x = 0; x < n; x++) {
        const uint32_t i = rows ? rows[x] : (uint32_t)x;
        out[start[by[i] < terms ? by[i] : terms]++] = i;
    }
}

static tm_status put_in_order(struct tm__story_lists *s, tm_error *err)
{
    const size_t n = s->rows->rows, terms = s->rows->cols;
    uint32_t *const start = tm__alloc_array(terms + 2, sizeof *start);
    uint32_t *const by_second = tm__alloc_array(n, sizeof *by_second);
    const bool ok = start && by_second;

    for (size_t i = 0; ok && i < n; i++) {
        s->longest[0][i] = longest_list(s, i, TM__NO_TERM);
        s->longest[1][i] = longest_list(s, i, s->longest[0][i]);
    }
    if (ok) {
        sort_rows(by_second, NULL, n, s->longest[1], start, terms);
        sort_rows(s->order, by_second, n, s->longest[0], start, terms);
    }
    tm__free(start);
    tm__free(by_second);
    return ok ? TM_OK : tm__fail_memory(err, "looking for neighbours");
}

tm_status tm__story_lists_new(struct tm__story_lists *lists, const tm_sparse *rows, size_t wanted,
                              tm_error *err)
{
    tm_status status;

    *lists = (struct tm__story_lists){.rows = rows, .wanted = wanted};
    lists->most = (size_t)(frequent * sqrt(fmax(1, (double)rows->rows / many_rows)));
    lists->enough = tm__calloc(rows->cols, sizeof *lists->enough);
    lists->longest[0] = tm__alloc_array(rows->rows, sizeof **lists->longest);
    lists->longest[1] = tm__alloc_array(rows->rows, sizeof **lists->longest);
    lists->order = tm__alloc_array(rows->rows, sizeof *lists->order);
    status = lists->enough && lists->longest[0] && lists->longest[1] && lists->order
                 ? tm_sparse_transpose(&lists->index, rows, err)
                 : tm__fail_memory(err, "looking for neighbours");
    if (status == TM_OK)
        status = put_in_order(lists, err);
    if (status != TM_OK) {
        tm__story_lists_release(lists);
        return status;
    }
    for (size_t t = 0; t < rows->cols; t++) {
        const size_t count = length_of(lists->index, t);

        if (count > wanted && count <= lists->most)
            lists->enough[t] =
                tm__bar_find(lists->index->value + lists->index->row_start[t], count, wanted + 1, 0)
                    .low;
    }
    return TM_OK;
}

void tm__story_lists_release(struct tm__story_lists *lists)
{
    tm_sparse_free(lists->index);
    tm__free(lists->enough);
    tm__free(lists->longest[0]);
    tm__free(lists->longest[1]);
    tm__free(lists->order);
    *lists = (struct tm__story_lists){0};
}
