#include "vector/vocabulary.h"

#include <criterion/criterion.h>

/* "a", "ab", "b", "é" in byte order */
static const uint64_t offset[] = {0, 1, 3, 4, 6};
static const uint32_t df[] = {1, 1, 1, 1};
static const struct tm__vocabulary example = {4, "aabb\xc3\xa9", offset, df, NULL};

Test(vocabulary, finds_every_term_and_nothing_else)
{
    for (uint32_t id = 0; id < 4; id++) {
        const tm_text term = tm__vocabulary_term(&example, id);
        cr_expect_eq(tm__vocabulary_lookup(&example, term.data, term.size), id, "term %u", id);
    }
    cr_expect_eq(tm__vocabulary_lookup(&example, "", 0), UINT32_MAX, "before the first");
    cr_expect_eq(tm__vocabulary_lookup(&example, "aa", 2), UINT32_MAX, "between");
    cr_expect_eq(tm__vocabulary_lookup(&example, "\xff", 1), UINT32_MAX, "behind the last");
    cr_expect_eq(tm__vocabulary_term(&example, 4).size, 0, "no such id");
    cr_expect_null(tm__vocabulary_term(&example, 4).data, "no such id");
}

Test(vocabulary, orders_by_bytes_with_prefixes_first)
{
    const tm_text a = {"a", 1}, ab = {"ab", 2}, high = {"\xc3", 1}, none = {NULL, 0};

    cr_expect_lt(tm__text_compare(a, ab), 0, "a prefix comes first");
    cr_expect_gt(tm__text_compare(high, ab), 0, "bytes are unsigned");
    cr_expect_eq(tm__text_compare(ab, ab), 0, "equal");
    cr_expect_lt(tm__text_compare(none, a), 0, "nothing comes first");
}
