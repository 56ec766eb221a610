#include "fault_alloc.h"
#include "vector/term_list.h"

#include <string.h>

Test(term_list, ids_are_dense)
{
    struct tm__term_list list = {0};

    cr_expect_eq(tm__term_list_add(&list, "storm", 5), 0);
    cr_expect_eq(tm__term_list_add(&list, "", 0), 1, "nothing is a string, too");
    cr_expect_eq(tm__term_list_add(&list, "a\0b", 3), 2);
    cr_expect_eq(tm__term_list_get(&list, 0).size, 5);
    cr_expect_eq(tm__term_list_get(&list, 1).size, 0);
    cr_expect_arr_eq(tm__term_list_get(&list, 2).data, "a\0b", 3);
    tm__term_list_release(&list);
    cr_expect_eq(list.count, 0);
}

static tm_status fill(void)
{
    struct tm__term_list list = {0};
    bool ok = true;

    for (int i = 0; ok && i < 100; i++)
        ok = tm__term_list_add(&list, "tempest", 7) != UINT32_MAX;
    tm__term_list_release(&list);
    return ok ? TM_OK : TM_ENOMEM;
}

Test(term_list, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(fill());
    cr_expect_eq(fault_live, 0, "nothing left");
}
