#include "base/memory.h"
#include "fault_alloc.h"
#include "vector/term_union.h"

#include <string.h>

/* A count whose terms are single letters. */
static struct tm__counts count_of(const char *letters, uint32_t df)
{
    const size_t n = strlen(letters);
    struct tm__counts c = {0};

    c.own_bytes = tm__strndup(letters, n);
    c.own_offset = tm__alloc_array(n + 1, sizeof *c.own_offset);
    c.own_df = tm__alloc_array(n, sizeof *c.own_df);
    cr_assert(c.own_bytes && c.own_offset && c.own_df);
    for (size_t i = 0; i <= n; i++)
        c.own_offset[i] = i;
    for (size_t i = 0; i < n; i++)
        c.own_df[i] = df;
    c.vocabulary = (struct tm__vocabulary){n, c.own_bytes, c.own_offset, c.own_df, NULL};
    return c;
}

static tm_status add(struct tm__term_union *u, const char *letters, uint32_t df, uint32_t *id)
{
    struct tm__counts c;
    const long left = fault_after;
    tm_status status;

    fault_after = -1; /* only the union's own allocations fail */
    c = count_of(letters, df);
    fault_after = left;
    status = tm__term_union_add(u, &c, id, NULL);
    tm__counts_release(&c);
    return status;
}

Test(term_union, sorts_terms_and_keeps_ids)
{
    struct tm__term_union u = {0};
    uint32_t id[4];

    cr_assert_eq(add(&u, "bd", 1, id), TM_OK);
    cr_expect(id[0] == 0 && id[1] == 1);
    cr_assert_eq(add(&u, "abce", 10, id), TM_OK);
    cr_expect(id[0] == 2 && id[1] == 0 && id[2] == 3 && id[3] == 4, "old ones stay");
    cr_assert_eq(add(&u, "", 10, id), TM_OK);
    cr_assert_eq(u.terms, 5);
    cr_expect_arr_eq(u.bytes, "abcde", 5);
    cr_expect_eq(u.offset[5], 5);
    cr_expect_arr_eq(u.df, ((uint32_t[]){10, 11, 10, 1, 10}), 5 * sizeof *u.df);
    cr_expect_arr_eq(u.id, ((uint32_t[]){2, 0, 3, 1, 4}), 5 * sizeof *u.id);
    tm__term_union_release(&u);
}

static tm_status two(void)
{
    struct tm__term_union u = {0};
    uint32_t id[2];
    tm_status status = add(&u, "ac", 1, id);

    if (status == TM_OK)
        status = add(&u, "bc", 1, id);
    tm__term_union_release(&u);
    return status;
}

Test(term_union, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(two());
    cr_expect_eq(fault_live, 0, "nothing left");
}
