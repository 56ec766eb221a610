#include "base/strings.h"
#include "fault_alloc.h"

#include <stdio.h>
#include <string.h>

Test(strings, gives_dense_ids_and_finds_them_again)
{
    struct tm__strings s;

    cr_assert(tm__strings_init(&s), "init");
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < 20000; i++) {
            char text[80];
            /* lengths from 1 to 60, so that every way of loading a key is used */
            const int n = snprintf(text, sizeof text, "%u%.*s", i, (int)(i % 55),
                                   "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabc");
            cr_assert_eq(tm__strings_add(&s, text, (size_t)n), i, "round %u", round);
            cr_assert_eq(tm__strings_find(&s, text, (size_t)n), i, "find %u", i);
            cr_assert_eq(tm__strings_get(&s, i).size, (size_t)n, "size of %u", i);
            cr_assert_arr_eq(tm__strings_get(&s, i).data, text, (size_t)n, "bytes of %u", i);
        }
    cr_expect_eq(s.count, 20000, "nothing twice");
    cr_expect_eq(tm__strings_find(&s, "none", 4), UINT32_MAX, "what is not there");
    tm__strings_release(&s);
}

Test(strings, tells_apart_what_differs_in_length_or_nul_only)
{
    static const struct {
        const char *data;
        size_t size;
    } cases[] = {{"", 0},
                 {"\0", 1},
                 {"\0\0", 2},
                 {"a", 1},
                 {"aa", 2},
                 {"aaa", 3},
                 {"a\0", 2},
                 {"\0a", 2},
                 {"aaaa", 4},
                 {"aaaaaaa", 7},
                 {"aaaaaaaa", 8},
                 {"abca", 4},
                 {"abcda", 5},
                 {"aaaaaaaaaaaaaaa", 15},
                 {"aaaaaaaaaaaaaaaa", 16},
                 {"aaaaaaaaaaaaaaaaa", 17}};
    struct tm__strings s;

    cr_assert(tm__strings_init(&s), "init");
    for (uint32_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(tm__strings_add(&s, cases[i].data, cases[i].size), i, "case %u is new", i);
    tm__strings_release(&s);
}

Test(strings, short_keys_never_collide)
{
    /* All strings of up to 2 bytes and many of 3: the packed key must be one to one. */
    struct tm__strings s;
    uint32_t n = 0;

    cr_assert(tm__strings_init(&s), "init");
    for (int a = 0; a < 256; a++) {
        const char one[1] = {(char)a};
        cr_assert_eq(tm__strings_add(&s, one, 1), n++, "one byte %d", a);
    }
    for (int a = 0; a < 256; a += 3)
        for (int b = 0; b < 256; b++) {
            const char two[2] = {(char)a, (char)b};
            const char three[3] = {(char)a, (char)b, (char)(a ^ b)};
            cr_assert_eq(tm__strings_add(&s, two, 2), n++, "two bytes %d %d", a, b);
            cr_assert_eq(tm__strings_add(&s, three, 3), n++, "three bytes %d %d", a, b);
        }
    tm__strings_release(&s);
}

Test(strings, every_bit_of_a_key_counts)
{
    /* The size was once packed over the top byte of 4- to 7-byte keys: "w1000" equalled "w1001". */
    for (size_t size = 1; size <= 40; size++) {
        struct tm__strings s;
        char text[40];
        uint32_t n = 1;
        memset(text, 'a', sizeof text);
        cr_assert(tm__strings_init(&s), "init");
        tm__strings_add(&s, text, size);
        for (size_t bit = 0; bit < size * 8; bit++) {
            text[bit / 8] = (char)(text[bit / 8] ^ 1 << bit % 8);
            cr_assert_eq(tm__strings_add(&s, text, size), n++, "%zu bytes, bit %zu", size, bit);
            text[bit / 8] = (char)(text[bit / 8] ^ 1 << bit % 8);
        }
        tm__strings_release(&s);
    }
}

static tm_status fill(void)
{
    struct tm__strings s;
    bool ok = tm__strings_init(&s);

    for (int i = 0; ok && i < 1000; i++)
        ok = tm__strings_add(&s, (const char *)&i, sizeof i) != UINT32_MAX;
    if (ok || s.slot)
        tm__strings_release(&s);
    return ok ? TM_OK : TM_ENOMEM;
}

Test(strings, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(fill());
    cr_expect_eq(fault_live, 0, "nothing left");
}
