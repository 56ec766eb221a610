#include "text/word_batch.h"

#include "random_texts.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { CAPACITY = 96 };

/* The words of a text in batches are those of tm__words_next(). */
static void expect_same(const char *text, size_t size, tm_word_rules rules)
{
    struct tm__words one, many;
    tm_span want, got[CAPACITY];
    size_t n;

    tm__words_start(&one, text, size, rules);
    tm__words_start(&many, text, size, rules);
    while ((n = tm__words_batch(&many, got, CAPACITY)) > 0) {
        cr_assert(n <= CAPACITY, "%zu words", n);
        for (size_t i = 0; i < n; i++) {
            cr_assert(tm__words_next(&one, &want), "'%.*s': one too many", (int)size, text);
            cr_assert(got[i].start == want.start && got[i].end == want.end,
                      "'%.*s': [%zu, %zu), not [%zu, %zu)", (int)size, text, got[i].start,
                      got[i].end, want.start, want.end);
        }
    }
    cr_assert_not(tm__words_next(&one, &want), "'%.*s': one is missing", (int)size, text);
}

/* Texts of up to three blocks, on the heap, where a byte too many is seen. */
Test(word_batch, agrees_with_one_after_the_other)
{
    static const char *const pieces[] = {
        "a",      "storm ", "C",      "D",      "1",
        "22",     "_",      ".",      ",",      "'",
        ":",      ";",      "&",      " ",      " ",
        "-",      "/",      "://",    "\u00E9", "\u00C9",
        "\u0301", "\u2019", "\u201C", "\u0434", "\u05D0",
        "www.",   "@",      "\u00A0", "\u30AB", "\u1EBF",
        "\u4E2D", "\xC3",   "\u0E01", "\u200D", "\u0660",
        "#",      " the ",  ". The ", "over, ", "antidisestablishmentarianism"};
    uint32_t state = 11;

    for (int round = 0; round < 60000; round++) {
        const int plain = round % 4 ? 6 : 0; /* most pieces are words, as in texts */
        char *text = malloc(2000);
        size_t size = 0;

        for (uint32_t n = next_random(&state) % 40; n > 0; n--) {
            const size_t piece = next_random(&state) % (sizeof pieces / sizeof *pieces);
            const char *p = (int)(next_random(&state) % 8) < plain ? "storm over " : pieces[piece];

            memcpy(text + size, p, strlen(p));
            size += strlen(p);
        }
        text = realloc(text, size ? size : 1);
        expect_same(text, size, round % 16 ? TM_WORDS_NEWS : TM_WORDS_UAX29);
        free(text);
    }
}

Test(word_batch, random_bytes)
{
    uint32_t state = 5;

    for (int round = 0; round < 20000; round++) {
        const size_t size = next_random(&state) % 200;
        char *text = malloc(size ? size : 1);

        for (size_t i = 0; i < size; i++)
            text[i] = (char)(next_random(&state) % (next_random(&state) % 8 ? 128 : 256));
        expect_same(text, size, TM_WORDS_NEWS);
        free(text);
    }
}

/* Runs as long as a block and longer, at every place. */
Test(word_batch, long_runs)
{
    char text[400];

    for (size_t size = 60; size < 140; size++)
        for (size_t shift = 0; shift < 70; shift++) {
            memset(text, ' ', sizeof text);
            memset(text + shift, 'x', size);
            expect_same(text, shift + size, TM_WORDS_NEWS);
            expect_same(text, shift + size + 20, TM_WORDS_NEWS);
        }
}
