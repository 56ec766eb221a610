#include "fault_alloc.h"
#include "vector/spill.h"

#include <string.h>
#include <sys/stat.h>

Test(spill, gives_back_what_was_written)
{
    struct tm__spill spill;
    uint64_t first, second, none;
    char got[8] = "";

    cr_assert_eq(tm__spill_init(&spill, NULL, NULL), TM_OK);
    cr_expect_eq(spill.file, -1, "no file before it is needed");
    cr_assert_eq(tm__spill_write(&spill, &first, "abcd", 4, NULL), TM_OK);
    cr_assert_eq(tm__spill_write(&spill, &none, NULL, 0, NULL), TM_OK);
    cr_assert_eq(tm__spill_write(&spill, &second, "efg", 3, NULL), TM_OK);
    cr_expect(first == 0 && second == 4 && spill.end == 7);
    cr_assert_eq(tm__spill_read(&spill, got, 3, second, NULL), TM_OK);
    cr_expect_str_eq(got, "efg");
    cr_assert_eq(tm__spill_read(&spill, got, 4, first, NULL), TM_OK);
    cr_expect_str_eq(got, "abcd");
    cr_expect_eq(tm__spill_read(&spill, got, 4, second, NULL), TM_EIO, "behind the end");
    tm__spill_release(&spill);
}

Test(spill, lets_go_of_what_is_not_read_again)
{
    enum { SIZE = 1 << 20, REST = 5000 };
    static char data[SIZE + REST], got[REST];
    struct tm__spill spill;
    struct stat before, after;
    uint64_t at;

    memset(data, 'x', sizeof data);
    cr_assert_eq(tm__spill_init(&spill, NULL, NULL), TM_OK);
    cr_assert_eq(tm__spill_write(&spill, &at, data, sizeof data, NULL), TM_OK);
    cr_assert_eq(fstat(spill.file, &before), 0);
    tm__spill_drop(&spill, 0, SIZE);
    tm__spill_drop(&spill, 0, 0);
    cr_assert_eq(fstat(spill.file, &after), 0);
    cr_expect_eq(after.st_size, before.st_size, "places stay as they were");
    cr_expect_leq(after.st_blocks, before.st_blocks);
    cr_assert_eq(tm__spill_read(&spill, got, REST, SIZE, NULL), TM_OK);
    cr_expect_arr_eq(got, data, REST, "the rest is there");
    tm__spill_release(&spill);
}

Test(spill, names_the_folder_it_cannot_write_to)
{
    struct tm__spill spill;
    uint64_t at;
    tm_error err;

    cr_assert_eq(tm__spill_init(&spill, "/no/such", NULL), TM_OK);
    cr_expect_eq(tm__spill_write(&spill, &at, "a", 1, &err), TM_EIO);
    cr_expect_str_eq(err.message, "a temporary file in /no/such: No such file or directory");
    tm__spill_release(&spill);
}

static tm_status write_once(void)
{
    struct tm__spill spill = {NULL, -1, 0};
    uint64_t at;
    tm_status status = tm__spill_init(&spill, NULL, NULL);

    if (status == TM_OK)
        status = tm__spill_write(&spill, &at, "a", 1, NULL);
    tm__spill_release(&spill);
    return status;
}

Test(spill, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(write_once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
