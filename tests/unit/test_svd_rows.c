#include "linalg/svd_rows.h"

#include "base/memory.h"
#include "cluster_rows.h"

Test(svd_rows, are_where_projecting_puts_them)
{
    enum { ROWS = 60, COMPONENTS = 5 };
    tm_sparse *m = planted_rows(ROWS, 5, 8, 1);
    tm_svd_options o = TM_SVD_INIT;
    float *x, projected[ROWS * COMPONENTS];
    tm_svd *svd;

    o.components = COMPONENTS;
    cr_assert_eq(tm_svd_new(&svd, m, &o, NULL, NULL), TM_OK, "svd");
    cr_assert_eq(svd->components, COMPONENTS, "components");
    cr_assert_eq(tm_svd_project(projected, svd, m, NULL, NULL), TM_OK, "project");
    x = tm__svd_rows(svd);
    cr_assert_not_null(x, "memory");
    for (size_t i = 0; i < (size_t)ROWS * COMPONENTS; i++)
        cr_expect_float_eq(x[i], projected[i], 1e-3, "%zu: %g, %g", i, (double)x[i],
                           (double)projected[i]);
    tm__free(x);
    tm_svd_free(svd);
    tm_sparse_free(m);
}
