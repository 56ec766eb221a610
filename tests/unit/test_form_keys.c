#include "vector/form_keys.h"

#include "base/rng.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 600, WORDS = 100 };

static void expect_keys(const struct tm__batch_word *word, const char *how, tm_text text,
                        const tm_span *span, size_t words)
{
    for (size_t i = 0; i < words; i++) {
        const size_t size = span[i].end - span[i].start;
        struct tm__form_key key;

        tm__form_key_last(&key, text.data + span[i].start, size);
        cr_assert_eq(word[i].data, text.data + span[i].start, "%s", how);
        cr_assert_eq(word[i].size, size, "%s", how);
        cr_assert_arr_eq(word[i].key.head, key.head, sizeof key.head, "%s: %zu bytes of %zu", how,
                         size, text.size);
        cr_assert_eq(word[i].key.hash, key.hash, "%s: %zu bytes of %zu", how, size, text.size);
    }
}

/* Words of every size anywhere in texts of every size, each in a block that ends where it does. */
Test(form_keys, are_those_of_single_words)
{
    struct tm__forms forms;
    struct tm__batch_word word[WORDS];
    tm_span span[WORDS];
    struct tm__rng rng;

    cr_assert(tm__forms_init(&forms));
    tm__rng_seed(&rng, 1, 0);
    for (size_t size = 1; size < MOST; size++) {
        char *const bytes = malloc(size);
        const tm_text text = {bytes, size};

        for (size_t i = 0; i < size; i++)
            bytes[i] = (char)(1 + tm__rng_below(&rng, 255));
        for (size_t i = 0; i < WORDS; i++) {
            const size_t longest = tm__rng_below(&rng, 9) ? 20 : MOST; /* longer ones are rare */

            span[i].start = tm__rng_below(&rng, (uint32_t)size);
            span[i].end = span[i].start + 1 + tm__rng_below(&rng, (uint32_t)longest);
            if (span[i].end > size)
                span[i].end = size;
        }
        tm__form_keys(word, &forms, text, span, WORDS);
        expect_keys(word, "at best", text, span, WORDS);
        tm__form_keys_plain(word, &forms, text, span, WORDS);
        expect_keys(word, "plainly", text, span, WORDS);
        free(bytes);
    }
    tm__forms_release(&forms);
}
