#include "markup.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

typedef void writer(FILE *, tm_text);

static char *written(writer *write, const char *text, size_t size)
{
    char *out = NULL;
    size_t got;
    FILE *const file = open_memstream(&out, &got);

    write(file, (tm_text){text, size});
    fclose(file);
    return out;
}

static void expect(writer *write, const char *text, const char *want)
{
    char *const got = written(write, text, strlen(text));

    cr_expect_str_eq(got, want, "%s: %s", text, got);
    free(got);
}

Test(markup, leaves_no_markup_in_text)
{
    char *got;

    expect(cli_markup_text, "<b>\"R&D\"</b> 'x'",
           "&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt; &#39;x&#39;");
    expect(cli_markup_text, "  two\n\n lines ", "two lines");
    expect(cli_markup_text,
           "a\x01"
           "b\xC3(",
           "a\xEF\xBF\xBD"
           "b\xEF\xBF\xBD(");
    expect(cli_markup_text, "\xEF\xBF\xBE", "\xEF\xBF\xBD"); /* U+FFFE */
    got = written(cli_markup_text, "a\0b", 3);
    cr_expect_str_eq(got, "a\xEF\xBF\xBD"
                          "b");
    free(got);
}

Test(markup, links_to_the_web_only)
{
    static const char *const good[] = {"http://e.org", "HTTPS://e.org/a?b=c&d#e",
                                       "https://e.org/ä"};
    static const char *const bad[] = {"",        "javascript:alert(1)", " https://e.org",
                                      "//e.org", "data:text/html,x",    "https://e.org/\"x",
                                      "http://", "https://e.org/a b",   "https://e.org/\xC3("};

    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        cr_expect(cli_markup_is_link((tm_text){good[i], strlen(good[i])}), "%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect_not(cli_markup_is_link((tm_text){bad[i], strlen(bad[i])}), "%s", bad[i]);
}

Test(markup, leaves_no_markdown_in_text)
{
    expect(cli_markdown_text, "1. [x](y) *z* `c` # <b>",
           "1\\. \\[x\\](y) \\*z\\* \\`c\\` \\# \\<b\\>");
    expect(cli_markdown_text, "- item", "\\- item");
    expect(cli_markdown_text, "2026 - a year", "2026 - a year");
    expect(cli_markdown_text, "12) twelve", "12\\) twelve");
    expect(cli_markdown_text, "no. 5", "no. 5");
}
