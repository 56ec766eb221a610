#include "tsv.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect_field(const char *text, size_t size, const char *field)
{
    struct cli_bytes out = {NULL, 0, 0};

    cli_bytes_add_string(&out, "<");
    cli_tsv_add_field(&out, (tm_text){text, size});
    cr_expect_str_eq(out.data + 1, field);
    cli_bytes_free(&out);
}

Test(tsv, fields_have_no_control_characters_and_valid_bytes)
{
    expect_field("", 0, "");
    expect_field("plain ~ text", 12, "plain ~ text");
    expect_field("\ta\r\nb\x7f", 6, " a  b ");
    expect_field("a\0b", 3, "a b");
    expect_field("caf\xc3\xa9 \xe2\x82\xac", 9, "caf\xc3\xa9 \xe2\x82\xac");
    expect_field("x\xff\xe2\x82", 4, "x\xef\xbf\xbd\xef\xbf\xbd");
}
