#include "fault_alloc.h"
#include "phrases/spelling.h"

#include <string.h>

#define TEXT(s)                                                                                    \
    {                                                                                              \
        s, sizeof s - 1                                                                            \
    }

static void expect_tidy(const char *text, size_t size, const char *want)
{
    struct tm__buffer b = {0};

    cr_assert(tm__tidy(&b, text, size), "memory");
    cr_expect_str_eq(b.data, want, "%s", text);
    cr_expect(tm_utf8_valid(b.data, b.size), "%s", text);
    tm__buffer_release(&b);
}

Test(spelling, tidies_a_line)
{
    static const char long_line[] =
        "one two three four five six seven eight nine ten eleven twelve "
        "thirteen";
    char letters[101];

    expect_tidy("  a\t\tb \r", 7, "a b");
    expect_tidy("a\0b", 3, "a b");
    expect_tidy("caf\xc3\xa9 \xff", 7, "caf\xc3\xa9 \xef\xbf\xbd");
    expect_tidy("", 0, "");
    expect_tidy(long_line, strlen(long_line),
                "one two three four five six seven eight nine ten eleven\xe2\x80\xa6");
    memset(letters, 'x', 100);
    letters[100] = 0;
    {
        char want[64];
        memcpy(want, letters, 60);
        memcpy(want + 60, "\xe2\x80\xa6", 4);
        expect_tidy(letters, 100, want);        /* no word to cut at */
        expect_tidy(letters, 60, letters + 40); /* fits */
    }
}

Test(spelling, first_line_that_holds_something)
{
    const tm_text documents[] = {TEXT(" \n\r\n Title \nText"), TEXT("\n\n"), {NULL, 0}};
    static const char *const want[] = {"Title", "", ""};
    struct tm__buffer b = {0};

    for (int i = 0; i < 3; i++) {
        cr_assert(tm__first_line(&b, documents[i]), "memory");
        cr_expect_str_eq(b.data, want[i], "document %d", i);
    }
    tm__buffer_release(&b);
}

/* The spelling of the first word of the first document. */
static void expect_spelling(const tm_text *documents, size_t count, uint32_t length,
                            const char *want)
{
    static const uint32_t document[] = {0, 1, 2, 3, 4};
    struct tm__buffer b = {0};
    struct tm__tokens t;

    cr_assert_eq(tm__tokens_read(&t, documents, count, "en", NULL, false, NULL, NULL), TM_OK,
                 "tokens");
    cr_assert(tm__spelling(&b, 0, length, &t, documents, document, count), "memory");
    cr_expect_str_eq(b.data, want, "%.*s", (int)documents[0].size, documents[0].data);
    tm__buffer_release(&b);
    tm__tokens_release(&t);
}

Test(spelling, most_used_one_wins)
{
    const tm_text capital[] = {TEXT("Peace talks begin"), TEXT("more peace talks"),
                               TEXT("Peace talks end")};
    const tm_text lower[] = {TEXT("Peace talks begin"), TEXT("more peace talks, peace talks")};
    const tm_text name[] = {TEXT("gaza"), TEXT("in Gaza"), TEXT("in GAZA"), TEXT("of Gaza")};
    const tm_text wrapped[] = {TEXT("far-right\tparty"), TEXT("the far-right  party"),
                               TEXT("a Far-Right Party")};

    expect_spelling(capital, 3, 2, "Peace talks"); /* 1 + 1 to 2: the first met */
    expect_spelling(lower, 2, 2, "peace talks");
    expect_spelling(name, 4, 1, "Gaza");
    expect_spelling(wrapped, 3, 3, "far-right party");
}

static tm_status once(const struct tm__tokens *t, const tm_text *documents)
{
    static const uint32_t document[] = {0, 1};
    struct tm__buffer b = {0};
    const bool ok =
        tm__spelling(&b, 0, 2, t, documents, document, 2) && tm__first_line(&b, documents[0]);

    tm__buffer_release(&b);
    return ok ? TM_OK : TM_ENOMEM;
}

Test(spelling, survives_allocation_failure)
{
    const tm_text documents[] = {TEXT("peace talks"), TEXT("Peace talks")};
    struct tm__tokens t;

    fault_install();
    cr_assert_eq(tm__tokens_read(&t, documents, 2, "en", NULL, false, &fault_run, NULL), TM_OK,
                 "tokens");
    FAULT_LOOP(once(&t, documents));
    tm__tokens_release(&t);
    cr_expect_eq(fault_live, 0, "nothing left");
}
