/* Every allocation of the page readers failed in turn. Linked with --wrap: see CMakeLists.txt. */
#include "page_test.h"

static size_t until_failure = SIZE_MAX; /* allocations that still succeed */
static bool failed;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

static bool fails(void)
{
    if (until_failure == SIZE_MAX || until_failure-- > 0)
        return false;
    until_failure = 0;
    failed = true;
    return true;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return fails() ? NULL : __real_realloc(old, size);
}

Test(fault, extraction_survives_failing_allocations, .timeout = 120)
{
    size_t size = 0, step = 0;
    char *html = page_test_file("tests/page/cases/news.html", &size);

    for (bool done = false; !done; step++) {
        struct page page;
        tm_error err = {0};
        tm_status status;

        failed = false;
        until_failure = step;
        status = page_extract(&page, html, size, NULL, &err);
        until_failure = SIZE_MAX;
        done = !failed;
        cr_assert(status == TM_OK || status == TM_ENOMEM, "allocation %zu: %d", step, (int)status);
        cr_expect(status == TM_OK || (page.text == NULL && page.title == NULL), "allocation %zu",
                  step);
        cr_expect(done || status == TM_ENOMEM, "allocation %zu failed without a word", step);
        page_release(&page);
    }
    cr_expect_gt(step, 20, "there were allocations to fail");
    free(html);
}

Test(fault, parting_survives_failing_allocations, .timeout = 120)
{
    size_t size = 0, step = 0;
    char *text = page_test_file("tests/page/data/harbour.txt", &size);

    cr_assert_not_null(text);
    for (bool done = false; !done; step++) {
        struct page_parts parts;
        tm_status status;

        failed = false;
        until_failure = step;
        status = page_from_text(&parts, text, size, "en", NULL);
        until_failure = SIZE_MAX;
        done = !failed;
        cr_assert(status == TM_OK || status == TM_ENOMEM, "allocation %zu: %d", step, (int)status);
        cr_expect(status == TM_OK || parts.count == 0, "allocation %zu", step);
        page_parts_release(&parts);
    }
    cr_expect_gt(step, 10, "there were allocations to fail");
    free(text);
}

Test(fault, a_look_survives_failing_allocations, .timeout = 120)
{
    size_t size = 0, step = 0;
    char *text = page_test_file("tests/page/data/harbour.txt", &size);

    cr_assert_not_null(text);
    for (bool done = false; !done; step++) {
        bool looks;

        failed = false;
        until_failure = step;
        looks = page_looks_scraped(text, size, "en");
        until_failure = SIZE_MAX;
        done = !failed;
        cr_expect(!done || looks);
    }
    cr_expect_gt(step, 10, "there were allocations to fail");
    free(text);
}
