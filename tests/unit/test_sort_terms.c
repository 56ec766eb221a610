#include "fault_alloc.h"
#include "vector/sort_terms.h"
#include "vector/vocabulary.h"

#include <stdio.h>
#include <string.h>

static struct tm__term_list strings;
static const struct tm__term_list *const set[] = {&strings};

static void expect_sorted(void)
{
    const size_t n = strings.count;
    struct tm__ranked *item = malloc((n + 1) * sizeof *item);
    struct tm__ranked *spare = malloc((n + 1) * sizeof *spare);
    bool *seen = calloc(n + 1, sizeof *seen);

    for (uint32_t id = 0; id < n; id++)
        item[id] = tm__ranked_term(&strings, 0, id);
    tm__sort_terms(item, spare, n, set);
    for (size_t i = 0; i < n; i++) {
        cr_assert(item[i].id < n && !seen[item[i].id], "each id once, %zu", i);
        seen[item[i].id] = true;
        cr_assert(i == 0 || tm__text_compare(tm__term_list_get(&strings, item[i - 1].id),
                                             tm__term_list_get(&strings, item[i].id)) < 0,
                  "rising, %zu", i);
    }
    free(item);
    free(spare);
    free(seen);
}

/* Prefixes of each other, NUL bytes, bytes above ASCII, and nothing at all. */
Test(sort_terms, odd_strings)
{
    expect_sorted();
    tm__term_list_add(&strings, "b\0", 2);
    tm__term_list_add(&strings, "b", 1);
    tm__term_list_add(&strings, "", 0);
    tm__term_list_add(&strings, "\xFFz", 2);
    tm__term_list_add(&strings, "b\0\0", 3);
    tm__term_list_add(&strings, "internationally", 15);
    tm__term_list_add(&strings, "internat", 8);
    tm__term_list_add(&strings, "international", 13);
    tm__term_list_add(&strings, "internat\0", 9);
    tm__term_list_add(&strings, "zz", 2);
    expect_sorted();
    tm__term_list_release(&strings);
}

/* Many that differ only behind the first 8 bytes. */
Test(sort_terms, many_with_one_prefix)
{
    char text[40];

    for (unsigned i = 0; i < 5000; i++) {
        const int size = sprintf(text, i % 3 ? "prefixes%u" : "%u", i * 2654435761u % 100000);

        tm__term_list_add(&strings, text, (size_t)size);
    }
    expect_sorted();
    tm__term_list_release(&strings);
}
