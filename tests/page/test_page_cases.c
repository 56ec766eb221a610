/* Pages written for this test, cases/x.html, and what should be read of them, cases/x.txt. */
#include "page_test.h"

#include <dirent.h>

static void append(char *out, size_t room, const char *name, const char *value)
{
    const size_t size = strlen(out);

    snprintf(out + size, room - size, "%s: %s\n", name, value ? value : "-");
}

static void check(const char *stem)
{
    char name[512], got[65536] = "";
    size_t html_size = 0, want_size = 0;
    char *html, *want;
    struct page page;
    tm_error err = {0};

    snprintf(name, sizeof name, "tests/page/cases/%s.html", stem);
    html = page_test_file(name, &html_size);
    snprintf(name, sizeof name, "tests/page/cases/%s.txt", stem);
    want = page_test_file(name, &want_size);
    cr_assert(html && want, "%s: no such pair of files", stem);
    cr_assert_eq(page_extract(&page, html, html_size, NULL, &err), TM_OK, "%s: %s", stem,
                 err.message);
    append(got, sizeof got, "title", page.title);
    append(got, sizeof got, "date", page.date);
    append(got, sizeof got, "author", page.author);
    append(got, sizeof got, "lang", page.language);
    append(got, sizeof got, "site", page.site);
    append(got, sizeof got, "url", page.canonical);
    snprintf(got + strlen(got), sizeof got - strlen(got), "\n%s\n", page.text);
    cr_expect(strcmp(got, want) == 0, "%s: read\n%s", stem, got);
    page_release(&page);
    free(html);
    free(want);
}

Test(page, reads_what_people_would)
{
    DIR *folder = opendir(TM_SOURCE_DIR "/tests/page/cases");
    int count = 0;

    cr_assert_not_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        char *dot = strrchr(entry->d_name, '.');

        if (!dot || strcmp(dot, ".html") != 0)
            continue;
        *dot = '\0';
        check(entry->d_name);
        count++;
    }
    closedir(folder);
    cr_assert_geq(count, 6, "the cases were found");
}

static char *body_of(const char *html, const char *charset)
{
    struct page page;
    char *text;

    cr_assert_eq(page_extract(&page, html, strlen(html), charset, NULL), TM_OK);
    text = page.text;
    page.text = NULL;
    page_release(&page);
    return text;
}

Test(page, a_declared_charset_wins_over_the_page)
{
    char *text = body_of(
        "<html><head><meta charset=koi8-r></head><body><p>Der Bach f\xFChrt heute so "
        "viel Wasser wie lange nicht mehr, sagte der M\xFCller am Sonntag.</p></body></html>",
        "iso-8859-1");

    cr_expect_str_eq(text, "Der Bach führt heute so viel Wasser wie lange nicht mehr, sagte der "
                           "Müller am Sonntag.");
    free(text);
}

Test(page, valid_utf8_wins_over_a_wrong_declaration_inside)
{
    char *text =
        body_of("<html><head><meta charset=iso-8859-1></head><body><p>Der Bach führt heute so "
                "viel Wasser wie lange nicht mehr, sagte der Müller am Sonntag.</p></body></html>",
                NULL);

    cr_expect_not_null(strstr(text, "Müller"), "%s", text);
    free(text);
}

Test(page, an_unknown_charset_is_passed_over)
{
    char *text =
        body_of("<p>A plain paragraph of a dozen words or so, which says nothing of note.</p>",
                "x-no-such-charset");

    cr_expect_not_null(strstr(text, "plain paragraph"), "%s", text);
    free(text);
}
