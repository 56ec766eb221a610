#include "text/fold_ascii.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <string.h>

/* Every byte at every place of words of every size. */
Test(fold_ascii, agrees_with_a_byte_at_a_time)
{
    for (size_t size = 0; size <= 20; size++)
        for (size_t at = 0; at < size; at++)
            for (int byte = 0; byte < 256; byte++) {
                const bool plain = byte < 128 && isalnum(byte);
                char from[20], to[21];

                memset(from, 'Q', sizeof from);
                memset(to, '!', sizeof to);
                from[at] = (char)byte;
                cr_assert_eq(tm__fold_ascii(to, from, size, true), plain, "byte %d", byte);
                cr_assert_eq(to[size], '!', "not behind the end");
                if (!plain)
                    continue;
                for (size_t i = 0; i < size; i++)
                    cr_assert_eq(to[i], tolower(from[i]), "byte %d at %zu of %zu", byte, at, size);
                cr_assert(tm__fold_ascii(to, from, size, false), "kept");
                cr_assert_arr_eq(to, from, size, "as it is");
            }
    cr_expect(tm__fold_ascii(NULL, "", 0, true), "nothing");
}
