#include "copies.h"

#include <criterion/criterion.h>
#include <stdlib.h>

Test(copies, are_of_the_first_that_is_the_same)
{
    static const tm_text text[] = {{"storm on the coast", 18},
                                   {"", 0},
                                   {"storm on the coasts", 19},
                                   {"storm on the coast", 18},
                                   {NULL, 0},
                                   {"storm on the coas", 17},
                                   {"storm on the coast", 18},
                                   {"tsorm on the coast", 18}};
    static const size_t want[] = {0, 1, 2, 0, 1, 5, 0, 7};
    size_t *const first = cli_copies(text, 8);

    for (size_t i = 0; i < 8; i++)
        cr_expect_eq(first[i], want[i], "text %zu", i);
    free(first);
    free(cli_copies(NULL, 0));
}

/* Texts of 0 to 31 bytes that differ in one, each three times. */
Test(copies, every_byte_counts)
{
    enum { LENGTHS = 32, TEXTS = LENGTHS * LENGTHS };
    static char bytes[TEXTS][LENGTHS];
    static tm_text text[3 * TEXTS];
    size_t *first;

    for (size_t i = 0; i < TEXTS; i++) {
        const size_t length = i / LENGTHS, place = i % LENGTHS;

        if (place < length)
            bytes[i][place] = 1;
        for (size_t k = 0; k < 3; k++)
            text[k * TEXTS + i] = (tm_text){bytes[i], length};
    }
    first = cli_copies(text, 3 * TEXTS);
    for (size_t i = 0; i < 3 * TEXTS; i++) {
        const size_t length = i % TEXTS / LENGTHS, place = i % LENGTHS;

        cr_expect_eq(first[i], length * LENGTHS + (place < length ? place : length));
    }
    free(first);
}
