#include "base/status.h"

#include <criterion/criterion.h>
#include <string.h>
#include <tm.h>

Test(status, describes_every_code)
{
    for (int code = TM_OK; code <= TM_ENOTFOUND; code++)
        cr_expect_str_neq(tm_strerror((tm_status)code), "unknown status", "code %d", code);
    cr_expect_str_eq(tm_strerror((tm_status)99), "unknown status", "a code from the future");
}

Test(status, records_code_position_and_message)
{
    tm_error err = {0};

    cr_expect_eq(tm__fail_at(&err, TM_EFORMAT, 42, "version %d, not %d", 2, 1), TM_EFORMAT,
                 "returned");
    cr_expect_eq(err.code, TM_EFORMAT, "stored");
    cr_expect_eq(err.position, 42, "position");
    cr_expect_str_eq(err.message, "version 2, not 1", "formatted");
    cr_expect_eq(tm__fail(NULL, TM_EINVAL, "x"), TM_EINVAL, "NULL is accepted");
    cr_expect_eq(tm__fail_memory(&err, "testing"), TM_ENOMEM, "memory");
    cr_expect_eq(err.position, 0, "an old position does not survive");
}

Test(status, cuts_a_long_message_at_the_end_of_the_array)
{
    char text[600];
    tm_error err;

    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    tm__fail(&err, TM_EINVAL, "%s", text);
    cr_expect_eq(strlen(err.message), sizeof err.message - 1, "filled, NUL kept");
}

Test(status, tells_the_version_of_the_headers)
{
    cr_expect_str_eq(tm_version(), TM_VERSION, "library and header agree");
}
