#include "cluster/member_list.h"

#include <criterion/criterion.h>
#include <string.h>

Test(member_list, has_the_rows_of_every_cluster_in_order)
{
    static const uint32_t label[] = {2, 0, 2, 4, 0, 2};
    static const uint32_t rows[] = {1, 4, 0, 2, 5, 3};
    static const size_t starts[] = {0, 2, 2, 5, 5, 6, 6};
    uint32_t member[6];
    size_t first[7] = {9, 9, 9, 9, 9, 9, 9};

    tm__list_members(member, first, label, 6, 6);
    cr_expect(memcmp(member, rows, sizeof rows) == 0, "rows");
    cr_expect(memcmp(first, starts, sizeof starts) == 0, "1, 3 and 5 have none");
}

Test(member_list, of_nothing_is_empty)
{
    size_t first[1] = {9};

    tm__list_members(NULL, first, NULL, 0, 0);
    cr_expect_eq(first[0], 0);
}
