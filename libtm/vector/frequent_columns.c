#include "vector/frequent_columns.h"

#include "base/memory.h"
#include "base/status.h"

/* How many columns are in more than so many rows, by rows: above[rows + 1]. */
static void count_above(uint32_t *above, const uint32_t *in, size_t cols, size_t rows)
{
    for (size_t c = 0; c < cols; c++)
        above[in[c]]++;
    for (size_t r = rows, more = 0; r < SIZE_MAX; r--) {
        const size_t here = above[r];

        above[r] = (uint32_t)more;
        more += here;
    }
}

/* number[c]: in how many rows column c is, becomes its place or UINT32_MAX; returns how many stay.
 */
static size_t number_columns(uint32_t *number, const uint32_t *above, size_t cols, size_t most)
{
    size_t used = 0, at_limit = 0;

    for (size_t c = 0; c < cols; c++) {
        const size_t more = above[number[c]];
        bool stays = more < most;

        /* Of columns that are as frequent some may be too many. */
        if (stays && (number[c] == 0 || above[number[c] - 1] > most))
            stays = at_limit++ < most - more;
        number[c] = stays ? (uint32_t)used++ : UINT32_MAX;
    }
    return used;
}

static tm_status keep_columns(tm_sparse **out, const tm_sparse *m, const uint32_t *number,
                              size_t used, tm_error *err)
{
    uint64_t entries = 0, at = 0;
    tm_status status;

    for (uint64_t e = 0; e < m->row_start[m->rows]; e++)
        entries += number[m->column[e]] != UINT32_MAX;
    status = tm_sparse_new(out, m->rows, used, entries, err);
    for (size_t d = 0; status == TM_OK && d < m->rows; d++) {
        for (uint64_t e = m->row_start[d]; e < m->row_start[d + 1]; e++)
            if (number[m->column[e]] != UINT32_MAX) {
                (*out)->column[at] = number[m->column[e]];
                (*out)->value[at++] = m->value[e];
            }
        (*out)->row_start[d + 1] = at;
    }
    return status;
}

tm_status tm__frequent_columns(tm_sparse **out, uint32_t *number, const tm_sparse *m, size_t most,
                               tm_error *err)
{
    uint32_t *const above = tm__calloc(m->rows + 1, sizeof *above);
    size_t used;

    *out = NULL;
    if (!above)
        return tm__fail_memory(err, "choosing words");
    for (size_t c = 0; c < m->cols; c++)
        number[c] = 0;
    for (uint64_t e = 0; e < m->row_start[m->rows]; e++)
        number[m->column[e]]++;
    count_above(above, number, m->cols, m->rows);
    used = number_columns(number, above, m->cols, most);
    tm__free(above);
    return keep_columns(out, m, number, used, err);
}
