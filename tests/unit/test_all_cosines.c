#include "cluster/all_cosines.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

Test(all_cosines, are_those_of_single_pairs)
{
    tm_sparse *m = random_rows(60, 25, 4, 1);
    struct tm__all_cosines c;
    double cosine[60];

    m->row_start[60] = m->row_start[59]; /* a zero row */
    for (uint64_t e = 0; e < m->row_start[30]; e++)
        m->value[e] *= 3;
    cr_assert_eq(tm__all_cosines_new(&c, m, NULL), TM_OK, "new");
    for (size_t i = 0; i < 60; i++) {
        cosine[i] = -1;
        tm__all_cosines_row(cosine, &c, i, i);
        cr_expect_eq(cosine[i], -1.0, "not beyond the limit");
        tm__all_cosines_row(cosine, &c, i, 60);
        for (size_t j = 0; j < 60; j++)
            cr_expect_float_eq(cosine[j], tm_cosine(m, i, m, j), 1e-14, "%zu and %zu", i, j);
        cr_expect_leq(cosine[i], 1.0, "not above 1");
    }
    tm__all_cosines_release(&c);
    tm_sparse_free(m);
}

Test(all_cosines, survive_allocation_failure)
{
    struct tm__all_cosines c;
    tm_sparse *m;

    fault_install();
    m = random_rows(12, 10, 2, 1);
    FAULT_LOOP(tm__all_cosines_new(&c, m, NULL));
    tm__all_cosines_release(&c);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
