#include "models/checksum.h"

#include <criterion/criterion.h>
#include <string.h>

Test(checksum, notices_every_single_flipped_bit)
{
    unsigned char data[100];
    uint64_t whole;

    for (size_t i = 0; i < sizeof data; i++)
        data[i] = (unsigned char)(i * 7);
    whole = tm__checksum(data, sizeof data);
    for (size_t bit = 0; bit < sizeof data * 8; bit++) {
        data[bit / 8] ^= (unsigned char)(1 << bit % 8);
        cr_assert_neq(tm__checksum(data, sizeof data), whole, "bit %zu", bit);
        data[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }
    cr_expect_eq(tm__checksum(data, sizeof data), whole, "back to what it was");
}

Test(checksum, notices_a_changed_length)
{
    static const unsigned char zero[64];
    uint64_t seen[65];

    for (size_t n = 0; n <= 64; n++) {
        seen[n] = tm__checksum(zero, n);
        for (size_t m = 0; m < n; m++)
            cr_assert_neq(seen[n], seen[m], "%zu and %zu zeros", n, m);
    }
}
