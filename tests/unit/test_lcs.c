#include "base/rng.h"
#include "evaluate/lcs.h"
#include "fault_alloc.h"

#include <string.h>

enum { MOST = 200 };

/* The plain table, and the way back through it. */
static size_t by_table(bool *mark, const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
    static uint32_t t[MOST + 1][MOST + 1];

    for (size_t i = 1; i <= n; i++)
        for (size_t j = 1; j <= m; j++)
            t[i][j] = a[i - 1] == b[j - 1]        ? t[i - 1][j - 1] + 1
                      : t[i - 1][j] > t[i][j - 1] ? t[i - 1][j]
                                                  : t[i][j - 1];
    for (size_t i = n, j = m; i > 0 && j > 0;) {
        if (a[i - 1] == b[j - 1]) {
            mark[--i] = true;
            j--;
        } else if (t[i][j - 1] > t[i - 1][j]) {
            j--;
        } else {
            i--;
        }
    }
    return t[n][m];
}

Test(lcs, equals_the_table)
{
    struct tm__lcs lcs = {0};
    struct tm__rng rng;

    tm__rng_seed(&rng, 7, 0);
    for (size_t round = 0; round < 300; round++) {
        uint32_t a[MOST], b[MOST];
        bool want[MOST] = {false}, got[MOST] = {false};
        const size_t n = tm__rng_below(&rng, MOST), m = tm__rng_below(&rng, MOST);
        const uint32_t tokens = 1 + (uint32_t)tm__rng_below(&rng, 40);
        size_t length;
        for (size_t i = 0; i < MOST; i++) {
            a[i] = (uint32_t)tm__rng_below(&rng, tokens);
            b[i] = (uint32_t)tm__rng_below(&rng, tokens);
        }
        cr_assert_eq(tm__lcs_length(&length, &lcs, a, n, b, m, tokens, NULL), TM_OK, "length");
        cr_assert_eq(tm__lcs_mark(got, &lcs, a, n, b, m, tokens, NULL), TM_OK, "mark");
        cr_assert_eq(length, by_table(want, a, n, b, m), "round %zu: %zu, %zu", round, n, m);
        cr_assert_arr_eq(got, want, sizeof want, "round %zu: the same tokens", round);
    }
    tm__lcs_release(&lcs);
}

static const uint32_t few[] = {1, 2, 3}, others[] = {2, 3, 1};

static tm_status length_once(size_t *length)
{
    struct tm__lcs lcs = {0};
    const tm_status status = tm__lcs_length(length, &lcs, few, 3, others, 3, 4, NULL);

    tm__lcs_release(&lcs);
    return status;
}

static tm_status mark_once(bool *mark)
{
    struct tm__lcs lcs = {0};
    const tm_status status = tm__lcs_mark(mark, &lcs, few, 3, others, 3, 4, NULL);

    tm__lcs_release(&lcs);
    return status;
}

Test(lcs, survives_allocation_failure)
{
    bool mark[3] = {false};
    size_t length;

    fault_install();
    FAULT_LOOP(length_once(&length));
    FAULT_LOOP(mark_once(mark));
    cr_expect_eq(length, 2, "two");
    cr_expect(!mark[0] && mark[1] && mark[2], "the last two");
    cr_expect_eq(fault_live, 0, "nothing left");
}
