#include "cluster/filled.h"

#include "base/memory.h"
#include "base/status.h"

#include <string.h>

static bool is_filled(const tm_sparse *m, size_t row)
{
    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++)
        if (m->value[e] != 0)
            return true;
    return false;
}

tm_status tm__filled_find(struct tm__filled *f, const tm_sparse *m, tm_error *err)
{
    size_t count = 0;
    tm_status status = TM_OK;

    memset(f, 0, sizeof *f);
    f->all = m->rows;
    f->m = m;
    f->row = tm__alloc_array(m->rows, sizeof *f->row);
    if (!f->row)
        return tm__fail_memory(err, "looking for rows with terms");
    for (size_t i = 0; i < m->rows; i++)
        if (is_filled(m, i))
            f->row[count++] = (uint32_t)i;
    if (count < m->rows) {
        status = tm_sparse_select(&f->own, m, f->row, count, err);
        f->m = f->own;
    }
    if (status != TM_OK)
        tm__filled_release(f);
    return status;
}

void tm__filled_release(struct tm__filled *f)
{
    tm_sparse_free(f->own);
    tm__free(f->row);
    memset(f, 0, sizeof *f);
}

/* The label most rows have, and how many labels there are in use. */
static uint32_t largest(size_t *used, const uint32_t *label, size_t rows, uint32_t *size)
{
    uint32_t best = rows ? label[0] : 0;

    *used = 0;
    for (size_t i = 0; i < rows; i++)
        *used += size[label[i]]++ == 0;
    for (size_t i = 0; i < rows; i++)
        if (size[label[i]] > size[best])
            best = label[i];
    return best;
}

tm_status tm__filled_spread(uint32_t *label, const struct tm__filled *f, size_t wanted,
                            tm_error *err)
{
    uint32_t *size = tm__calloc(f->m->rows + 1, sizeof *size);
    size_t x = f->m->rows, used;
    uint32_t home, alone = (uint32_t)f->all; /* a number that no filled row has */

    if (!size)
        return tm__fail_memory(err, "numbering clusters");
    home = largest(&used, label, f->m->rows, size);
    if (!f->m->rows && f->all) /* the first of them makes the cluster that others join */
        used = 1;
    for (size_t i = f->all; i-- > 0;) {
        if (x > 0 && f->row[x - 1] == i)
            label[i] = label[--x];
        else if (used < wanted) {
            label[i] = alone++;
            used++;
        } else
            label[i] = home;
    }
    tm__free(size);
    return TM_OK;
}
