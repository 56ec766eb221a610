#include "base/buffer.h"
#include "base/memory.h"
#include "fault_alloc.h"

#include <string.h>

Test(buffer, appends_and_stays_terminated)
{
    struct tm__buffer b = {0};

    cr_assert(tm__buffer_append(&b, "ab", 2), "two bytes");
    cr_assert(tm__buffer_byte(&b, '\0'), "NUL is a byte");
    cr_assert(tm__buffer_append(&b, NULL, 0), "nothing");
    cr_expect_eq(b.size, 3, "size");
    cr_expect_arr_eq(b.data, "ab\0", 4, "bytes and terminator");
    tm__buffer_clear(&b);
    cr_expect_eq(b.size, 0, "cleared");
    tm__buffer_release(&b);
    cr_expect_null(b.data, "released");
}

Test(buffer, room_is_there_until_it_is_used)
{
    struct tm__buffer b = {0};

    cr_assert(tm__buffer_append(&b, "ab", 2), "two bytes");
    cr_assert(tm__buffer_room(&b, 1000), "room");
    cr_expect_geq(b.capacity, 1003, "for what is there, what is to come, and a NUL");
    cr_expect_eq(b.size, 2, "which is empty");
    cr_expect_str_eq(b.data, "ab");
    cr_expect_not(tm__buffer_room(&b, SIZE_MAX - 2), "there is not so much");
    tm__buffer_release(&b);
}

Test(buffer, hands_over_its_bytes)
{
    struct tm__buffer b = {0};
    char *text = tm__buffer_detach(&b);

    cr_expect_str_eq(text, "", "an empty buffer gives an empty string");
    tm__free(text);
    cr_assert(tm__buffer_append(&b, "xyz", 3), "append");
    text = tm__buffer_detach(&b);
    cr_expect_str_eq(text, "xyz", "the bytes");
    cr_expect_eq(b.capacity, 0, "starts anew");
    tm__free(text);
}

static tm_status fill(void)
{
    struct tm__buffer b = {0};
    bool ok = true;

    for (int i = 0; ok && i < 100; i++)
        ok = tm__buffer_append(&b, "word", 4);
    tm__buffer_release(&b);
    return ok ? TM_OK : TM_ENOMEM;
}

Test(buffer, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(fill());
    cr_expect_eq(fault_live, 0, "nothing left");
}
