#include "cluster/consensus.h"

#include "base/rng.h"
#include "fault_alloc.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

enum { ROWS = 120, MEMBERS = 6 };

/* Members with 3 groups, each row misplaced by one member in six. */
static struct tm__members members_new(void)
{
    struct tm__members m = {MEMBERS, ROWS, NULL, NULL, NULL, 0, {NULL, 0, 0}};

    m.label = malloc(MEMBERS * ROWS * sizeof *m.label);
    m.clusters = malloc(MEMBERS * sizeof *m.clusters);
    for (uint32_t i = 0; i < MEMBERS; i++) {
        m.clusters[i] = 3;
        for (uint32_t r = 0; r < ROWS; r++)
            m.label[i * ROWS + r] = (r + (r / 3 % MEMBERS == i) + i) % 3;
    }
    return m;
}

static void members_free(struct tm__members *m)
{
    free(m->label);
    free(m->clusters);
}

Test(consensus, brings_together_what_most_members_do)
{
    struct tm__members m = members_new();
    struct tm__consensus c;
    float *x = malloc(ROWS * 3 * sizeof *x);

    cr_assert_eq(tm__consensus_new(&c, &m, NULL, MEMBERS, 3, NULL, NULL), TM_OK, "new");
    cr_assert_eq(c.components, 3, "components");
    tm__consensus_rows(x, &c, NULL, ROWS, 3);
    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j <= i; j++) {
            double dot = 0;
            for (size_t t = 0; t < 3; t++)
                dot += (double)x[i * 3 + t] * (double)x[j * 3 + t];
            cr_assert(i % 3 == j % 3 ? dot > 0.9 : dot < 0.5, "rows %zu and %zu: %g", i, j, dot);
        }
    tm__consensus_release(&c);
    members_free(&m);
    free(x);
}

Test(consensus, may_be_of_some_members_and_shown_for_some_rows)
{
    struct tm__members m = members_new();
    const uint32_t use[] = {4, 1}, row[] = {7, 3};
    struct tm__consensus c;
    float x[4], all[ROWS * 2];

    cr_assert_eq(tm__consensus_new(&c, &m, use, 2, 2, NULL, NULL), TM_OK, "new");
    tm__consensus_rows(all, &c, NULL, ROWS, 2);
    tm__consensus_rows(x, &c, row, 2, 2);
    cr_expect_arr_eq(x, all + 14, 2 * sizeof *x, "row 7");
    cr_expect_arr_eq(x + 2, all + 6, 2 * sizeof *x, "row 3");
    cr_expect_float_eq(hypot((double)x[0], (double)x[1]), 1, 1e-5, "length");
    tm__consensus_release(&c);
    members_free(&m);
}

Test(consensus, survives_allocation_failure)
{
    struct tm__members m = members_new();
    struct tm__consensus c;

    fault_install();
    FAULT_LOOP(tm__consensus_new(&c, &m, NULL, MEMBERS, 2, &fault_run, NULL));
    tm__consensus_release(&c);
    members_free(&m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
