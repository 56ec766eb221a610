#include "linalg/svd_rows.h"

#include "base/memory.h"

float *tm__svd_rows(const tm_svd *svd)
{
    float *const x = tm__alloc_array(svd->rows, svd->components * sizeof *x);

    for (size_t i = 0; x && i < svd->rows; i++)
        for (size_t j = 0; j < svd->components; j++)
            x[i * svd->components + j] = svd->left[i * svd->components + j] * svd->sigma[j];
    return x;
}
