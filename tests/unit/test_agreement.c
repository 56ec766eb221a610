#include "cluster/agreement.h"

#include <criterion/criterion.h>
#include <math.h>

Test(agreement, is_1_for_the_same_and_as_by_hand_for_others)
{
    const uint32_t a[6] = {0, 0, 1, 1, 2, 2}, b[6] = {2, 2, 0, 0, 1, 1}, c[6] = {0, 0, 0, 1, 1, 1};
    double table[32];
    struct tm__agreement x = tm__agreement(a, 3, b, 3, 6, table);

    cr_expect_float_eq(x.nmi, 1, 1e-12, "the same");
    cr_expect_float_eq(x.ari, 1, 1e-12, "the same");
    x = tm__agreement(a, 3, c, 2, 6, table);
    /* By hand: table 2 0 / 1 1 / 0 2; MI = 2/3 ln 2, entropies ln 3 and ln 2. */
    cr_expect_float_eq(x.nmi, 2 * (2.0 / 3) * log(2) / (log(3) + log(2)), 1e-12, "NMI");
    cr_expect_float_eq(x.ari, (2 - 1.2) / (4.5 - 1.2), 1e-12, "ARI");
    x = tm__agreement(c, 2, c, 2, 1, table);
    cr_expect(x.nmi == 1 && x.ari == 1, "one row");
}
