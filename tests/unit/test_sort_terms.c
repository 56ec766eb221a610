#include "fault_alloc.h"
#include "vector/sort_terms.h"
#include "vector/vocabulary.h"

#include <stdio.h>
#include <string.h>

static struct tm__strings strings;
static const struct tm__strings *const set[] = {&strings};

static void expect_sorted(void)
{
    const size_t n = strings.count;
    struct tm__ranked *item = malloc((n + 1) * sizeof *item);
    struct tm__ranked *spare = malloc((n + 1) * sizeof *spare);
    bool *seen = calloc(n + 1, sizeof *seen);

    tm__sort_terms(item, spare, set, 0);
    for (size_t i = 0; i < n; i++) {
        cr_assert(item[i].id < n && !seen[item[i].id], "each id once, %zu", i);
        seen[item[i].id] = true;
        cr_assert(i == 0 || tm__text_compare(tm__strings_get(&strings, item[i - 1].id),
                                             tm__strings_get(&strings, item[i].id)) < 0,
                  "rising, %zu", i);
    }
    free(item);
    free(spare);
    free(seen);
}

/* Prefixes of each other, NUL bytes, bytes above ASCII, and nothing at all. */
Test(sort_terms, odd_strings)
{
    cr_assert(tm__strings_init(&strings), "init");
    expect_sorted();
    tm__strings_add(&strings, "b\0", 2);
    tm__strings_add(&strings, "b", 1);
    tm__strings_add(&strings, "", 0);
    tm__strings_add(&strings, "\xFFz", 2);
    tm__strings_add(&strings, "b\0\0", 3);
    tm__strings_add(&strings, "internationally", 15);
    tm__strings_add(&strings, "internat", 8);
    tm__strings_add(&strings, "international", 13);
    tm__strings_add(&strings, "internat\0", 9);
    tm__strings_add(&strings, "zz", 2);
    expect_sorted();
    tm__strings_release(&strings);
}

/* Many that differ only behind the first 8 bytes. */
Test(sort_terms, many_with_one_prefix)
{
    char text[40];

    cr_assert(tm__strings_init(&strings), "init");
    for (unsigned i = 0; i < 5000; i++) {
        const int size = sprintf(text, i % 3 ? "prefixes%u" : "%u", i * 2654435761u % 100000);

        tm__strings_add(&strings, text, (size_t)size);
    }
    expect_sorted();
    tm__strings_release(&strings);
}
