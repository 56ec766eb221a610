#include "cluster/cut.h"

#include "base/memory.h"
#include "base/status.h"

#include <string.h>

size_t tm__cut_at(const struct tm__merges *merges, double threshold)
{
    size_t count = 0;

    while (count < merges->count && merges->merge[count].height >= threshold)
        count++;
    return count;
}

tm_status tm__cut_number(uint32_t *label, size_t *clusters, size_t rows, tm_error *err)
{
    uint32_t *number_of = tm__alloc_array(rows, 2 * sizeof *number_of);

    *clusters = 0;
    if (!number_of)
        return tm__fail_memory(err, "cutting the tree");
    memset(number_of, 0xff, 2 * rows * sizeof *number_of);
    for (size_t i = 0; i < rows; i++) {
        uint32_t *number = &number_of[label[i]];
        if (*number == UINT32_MAX)
            *number = (uint32_t)(*clusters)++;
        label[i] = *number;
    }
    tm__free(number_of);
    return TM_OK;
}

tm_status tm__cut_label(uint32_t *label, size_t *clusters, const struct tm__merges *merges,
                        size_t count, tm_error *err)
{
    const tm_status status = tm__merges_label(label, merges, count, err);

    *clusters = 0;
    return status == TM_OK ? tm__cut_number(label, clusters, merges->rows, err) : status;
}
