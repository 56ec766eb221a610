#include "base/memory.h"
#include "fault_alloc.h"
#include "vector/counted_pack.h"
#include "vector/grams.h"

#include <string.h>

static uint32_t length[] = {2, 0, 3};
static uint32_t term[] = {0, 127, TM__GRAM, TM__GRAM | 0x7ffffffe, 0x7fffffff};
static unsigned char tf[] = {1, 2, 1, 0, 0};
static uint32_t many[] = {UINT32_MAX, 300};
static const struct tm__counted example = {length, term, tf, many, 5, 2, NULL};

Test(counted_pack, comes_back)
{
    struct tm__buffer bytes = {NULL, 0, 0};
    struct tm__counted back = {0};

    cr_assert(tm__counted_pack(&bytes, &example, 3));
    cr_assert_eq(tm__counted_unpack(&back, 3, bytes.data, bytes.size), TM_OK);
    cr_assert_eq(back.size, 5);
    cr_expect_arr_eq(back.length, length, sizeof length);
    cr_expect_arr_eq(back.term, term, sizeof term);
    cr_expect_arr_eq(back.tf, tf, sizeof tf);
    cr_expect_arr_eq(back.many, many, sizeof many);
    tm__counted_release(&back);
    tm__buffer_release(&bytes);
}

Test(counted_pack, refuses_what_is_cut_or_changed)
{
    struct tm__buffer bytes = {NULL, 0, 0};

    cr_assert(tm__counted_pack(&bytes, &example, 3));
    for (size_t size = 0; size < bytes.size; size++) {
        struct tm__counted back = {0};

        cr_expect_eq(tm__counted_unpack(&back, 3, bytes.data, size), TM_EFORMAT, "%zu", size);
        tm__counted_release(&back);
    }
    bytes.data[1] = 1; /* fewer large counts than there are */
    {
        struct tm__counted back = {0};

        cr_expect_eq(tm__counted_unpack(&back, 3, bytes.data, bytes.size), TM_EFORMAT);
        tm__counted_release(&back);
    }
    bytes.data[1] = 2;
    bytes.data[2] = 6; /* a row longer than all entries */
    for (size_t rows = 0; rows < 4; rows++) {
        struct tm__counted back = {0};

        cr_expect_eq(tm__counted_unpack(&back, rows, bytes.data, bytes.size), TM_EFORMAT);
        tm__counted_release(&back);
    }
    tm__buffer_release(&bytes);
}

static tm_status there_and_back(void)
{
    struct tm__buffer bytes = {NULL, 0, 0};
    struct tm__counted back = {0};
    tm_status status = tm__counted_pack(&bytes, &example, 3) ? TM_OK : TM_ENOMEM;

    if (status == TM_OK)
        status = tm__counted_unpack(&back, 3, bytes.data, bytes.size);
    tm__counted_release(&back);
    tm__buffer_release(&bytes);
    return status;
}

Test(counted_pack, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(there_and_back());
    cr_expect_eq(fault_live, 0, "nothing left");
}

/* Terms of every length, and of either kind; the last numbers are near the end of the bytes. */
Test(counted_pack, terms_of_every_length)
{
    enum { TERMS = 31 };
    uint32_t terms[2 * TERMS], row = 2 * TERMS;
    unsigned char tfs[2 * TERMS];

    for (uint32_t t = 0; t < TERMS; t++) {
        terms[2 * t] = ((uint32_t)1 << t) - 1 + t % 2;
        terms[2 * t + 1] = terms[2 * t] | TM__GRAM;
        tfs[2 * t] = (unsigned char)(1 + t);
        tfs[2 * t + 1] = 1;
    }
    for (size_t size = 0; size <= row; size++) {
        uint32_t lengths[] = {(uint32_t)size};
        const struct tm__counted some = {lengths, terms, tfs, NULL, size, 0, NULL};
        struct tm__buffer bytes = {NULL, 0, 0};
        struct tm__counted back = {0};

        cr_assert(tm__counted_pack(&bytes, &some, 1));
        cr_assert_eq(tm__counted_unpack(&back, 1, bytes.data, bytes.size), TM_OK, "%zu", size);
        cr_assert_eq(back.size, size);
        cr_expect_arr_eq(back.term, terms, size * sizeof *terms);
        cr_expect_arr_eq(back.tf, tfs, size);
        tm__counted_release(&back);
        tm__buffer_release(&bytes);
    }
}
