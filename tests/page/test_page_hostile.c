/* Pages made to break a reader: each ends with a result or an error, soon, and without a leak. */
#include "page_test.h"

static tm_status extract(const char *bytes, size_t size, struct page *page)
{
    tm_error err = {0};
    const tm_status status = page_extract(page, bytes, size, NULL, &err);

    if (status) {
        cr_expect_neq(err.message[0], '\0', "an error has a message");
        cr_expect_null(page->text, "nothing is handed out with an error");
    } else {
        cr_assert_not_null(page->text);
        cr_expect(tm_utf8_valid(page->text, strlen(page->text)), "text is UTF-8");
    }
    return status;
}

/* `piece` again and again up to about `size` bytes. */
static char *repeat(const char *piece, size_t size)
{
    const size_t length = strlen(piece);
    char *bytes = malloc(size + length + 1);
    size_t at = 0;

    for (; at < size; at += length)
        memcpy(bytes + at, piece, length);
    bytes[at] = '\0';
    return bytes;
}

Test(hostile, repeated_openings_end, .timeout = 120)
{
    static const char *const pieces[] = {
        "<div>",
        "<b>",
        "<p><div><span>",
        "<table><tr><td>",
        "<ul><li>",
        "<a href=x>",
        "</div>",
        "<",
        "<div class=\"article body content\" style=\"display:none\">",
        "<!--",
        "&amp",
        "<br>",
        "<p>word",
        "<svg><script>",
        "<div></span></p>",
        "\"'>",
        "<![CDATA[",
        "<li>a b c d e f g h.</li>",
    };

    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        char *bytes = repeat(pieces[i], 512 * 1024);
        struct page page;

        extract(bytes, strlen(bytes), &page);
        page_release(&page);
        free(bytes);
    }
}

Test(hostile, ten_megabytes_of_divisions_are_an_error, .timeout = 60)
{
    char *bytes = repeat("<div>", 10 * 1024 * 1024);
    struct page page;
    tm_error err;

    cr_expect_eq(page_extract(&page, bytes, strlen(bytes), NULL, &err), TM_EFORMAT);
    cr_expect_not_null(strstr(err.message, "deeper"), "%s", err.message);
    free(bytes);
}

Test(hostile, text_before_too_deep_a_nest_is_kept)
{
    static const char start[] =
        "<html><body><p>This paragraph stands above the nest and has quite enough "
        "words to be read by itself, all the same.</p>";
    char *nest = repeat("<div>", 100000);
    char *bytes = malloc(sizeof start + strlen(nest));
    struct page page;

    strcpy(bytes, start);
    strcat(bytes, nest);
    cr_assert_eq(extract(bytes, strlen(bytes), &page), TM_OK);
    cr_expect(page.truncated, "it says that it stopped");
    cr_expect_not_null(strstr(page.text, "above the nest"));
    page_release(&page);
    free(bytes);
    free(nest);
}

Test(hostile, a_page_over_the_limit_is_an_error)
{
    static char one[1] = "";
    struct page page;
    tm_error err;

    /* The size is looked at first, so the bytes need not be there. */
    cr_expect_eq(page_extract(&page, one, (size_t)PAGE_MAX_BYTES + 1, NULL, &err), TM_EOVERFLOW);
}

Test(hostile, laughs_and_outside_entities_stay_out)
{
    static const char laughs[] =
        "<!DOCTYPE html [<!ENTITY a \"ha ha ha ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
        "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
        "<html><body><p>Entities are not for pages: &c; and &x; are only letters in this paragraph "
        "of a dozen words.</p></body></html>";
    struct page page;

    cr_assert_eq(extract(laughs, sizeof laughs - 1, &page), TM_OK);
    cr_expect_leq(strlen(page.text), sizeof laughs, "nothing grew");
    cr_expect_null(strstr(page.text, "root:"), "no file was read");
    page_release(&page);
}

/* A literal and its size, inner NULs counted. */
#define BYTES(literal) literal, sizeof literal - 1

Test(hostile, odd_bytes_give_a_result)
{
    static const struct {
        const char *why, *bytes;
        size_t size;
    } cases[] = {
        {"empty", BYTES("")},
        {"one NUL", BYTES("\0")},
        {"NUL in a tag",
         BYTES("<p cl\0ass=x>Words and \0 more words in a paragraph that is long enough.</p>")},
        {"invalid UTF-8",
         BYTES(
             "<p>\xFF\xFE\xC3 some words \xE2\x82 that go on \xF0\x9F for a while, then end.</p>")},
        {"UTF-16", BYTES("\xFF\xFE<\0p\0>\0h\0i\0")},
        {"half of UTF-16", BYTES("\xFE\xFF\0<\0")},
        {"UTF-32", BYTES("\xFF\xFE\0\0<\0\0\0p\0\0\0>\0\0\0")},
        {"not HTML", BYTES("just a line of text")},
        {"a picture", BYTES("\x89PNG\r\n\x1A\n\0\0\0\rIHDR")},
        {"a data address",
         BYTES(
             "<a href=\"data:text/html;base64,PHA+\">x</a><img src='data:image/png;base64,AAAA'>")},
        {"a lone JSON-LD",
         BYTES("<script type='application/ld+json'>{\"articleBody\":\"\\ud800\\u0000\\")},
        {"JSON-LD of brackets",
         BYTES("<script type='application/ld+json'>{\"author\":[[[[[[[[[[{\"name\":</script>")},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        /* A copy of the exact size, so that a sanitizer sees a read past the end. */
        char *bytes = malloc(cases[i].size + 1);
        char *exact = realloc(bytes, cases[i].size ? cases[i].size : 1);
        struct page page;

        memcpy(exact, cases[i].bytes, cases[i].size);
        cr_expect_eq(extract(exact, cases[i].size, &page), TM_OK, "%s", cases[i].why);
        page_release(&page);
        free(exact);
    }
}

Test(hostile, plain_text_of_any_kind_ends, .timeout = 120)
{
    static const char *const pieces[] = {
        "a\n",
        "A word or two...\n",
        "\n\n\n",
        "word ",
        "\xFF\n",
        "\xE2\x80\xA6\n",
        "The same long line about the same thing and nothing else.\n"};

    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        char *bytes = repeat(pieces[i], 512 * 1024);
        struct page_parts parts;

        cr_assert_eq(page_from_text(&parts, bytes, strlen(bytes), "en", NULL), TM_OK, "%s",
                     pieces[i]);
        page_parts_release(&parts);
        free(bytes);
    }
}
