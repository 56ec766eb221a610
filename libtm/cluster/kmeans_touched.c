#include "cluster/kmeans_touched.h"

#include "base/memory.h"
#include "base/status.h"

#include <string.h>

void tm__kmeans_touched_release(struct tm__kmeans_touched *touched)
{
    tm__free(touched->start);
    tm__free(touched->row);
    tm__free(touched->is_touched);
    *touched = (struct tm__kmeans_touched){0};
}

/* The rows of every column. */
static void list_rows(struct tm__kmeans_touched *touched, const struct tm__kmeans_rows *x)
{
    uint64_t *const place = touched->start + 1; /* becomes start as it is used up */
    uint64_t sum = 0;

    touched->start[0] = 0;
    for (size_t c = 0; c < x->columns; c++) {
        place[c] = sum;
        sum += x->rows_with[c];
    }
    for (size_t i = 0; i < x->rows; i++)
        for (uint64_t e = x->start[i]; e < x->start[i + 1]; e++)
            touched->row[place[x->column[e]]++] = (uint32_t)i;
}

static tm_status touched_new(struct tm__kmeans_touched *touched, const struct tm__kmeans_rows *x,
                             tm_error *err)
{
    touched->start = tm__alloc_array(x->columns + 1, sizeof *touched->start);
    touched->row = tm__alloc_array(x->start[x->rows], sizeof *touched->row);
    touched->is_touched = tm__alloc_array(x->rows, sizeof *touched->is_touched);
    if (touched->start && touched->row && touched->is_touched) {
        list_rows(touched, x);
        return TM_OK;
    }
    tm__kmeans_touched_release(touched);
    return tm__fail_memory(err, "assigning rows to clusters");
}

tm_status tm__kmeans_touched_find(struct tm__kmeans_touched *touched,
                                  const struct tm__kmeans_rows *x,
                                  const struct tm__kmeans_changes *changes, tm_error *err)
{
    const tm_status status = touched->start ? TM_OK : touched_new(touched, x, err);

    if (status != TM_OK)
        return status;
    memset(touched->is_touched, 0, x->rows * sizeof *touched->is_touched);
    for (size_t c = changes->frequent; c < x->columns; c++)
        if (changes->count[c])
            for (uint64_t n = touched->start[c]; n < touched->start[c + 1]; n++)
                touched->is_touched[touched->row[n]] = true;
    return TM_OK;
}
