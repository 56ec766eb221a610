#include "base/hash.h"

#include <criterion/criterion.h>
#include <stdio.h>

Test(hash, crc32_of_the_standard_check_value)
{
    cr_expect_eq(tm__crc32(0, "123456789", 9), 0xcbf43926u, "the check value of CRC-32");
    cr_expect_eq(tm__crc32(tm__crc32(0, "1234", 4), "56789", 5), 0xcbf43926u, "in two pieces");
}

Test(hash, tells_length_and_padding_apart)
{
    cr_expect_neq(tm__hash("a", 1), tm__hash("a\0", 2), "a trailing NUL counts");
    cr_expect_neq(tm__hash("", 0), tm__hash("\0", 1), "empty and NUL");
    cr_expect_eq(tm__hash("word", 4), tm__hash("word", 4), "repeatable");
}

Test(hash, spreads_similar_words_over_low_bits)
{
    static int bucket[1 << 12];
    int worst = 0;

    for (int i = 0; i < 1 << 14; i++) {
        char word[24];
        const int n = snprintf(word, sizeof word, "word%d", i);
        int *b = &bucket[tm__hash(word, (size_t)n) & 0xfff];
        if (++*b > worst)
            worst = *b;
    }
    cr_expect_leq(worst, 20, "4 expected in a bucket, the fullest has %d", worst);
}
