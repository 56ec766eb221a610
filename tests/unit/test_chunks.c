#include "base/chunks.h"

#include "fault_alloc.h"

#include <string.h>

Test(chunks, pieces_do_not_overlap_and_outlive_who_took_them)
{
    enum { PIECES = 200 };
    struct tm__chunks chunks = {0};
    struct tm__chunk *chunk[PIECES];
    unsigned char *piece[PIECES];

    fault_install();
    for (size_t i = 0; i < PIECES; i++) { /* 80 MB in all */
        piece[i] = tm__chunks_take(&chunks, i * 4000 + 1, &chunk[i]);
        cr_assert_not_null(piece[i], "piece %zu", i);
        cr_expect_eq((uintptr_t)piece[i] % 64, 0, "at a cache line");
        memset(piece[i], (int)i, i * 4000 + 1);
    }
    tm__chunks_release(&chunks);
    for (size_t i = 0; i < PIECES; i++) {
        cr_assert_eq(piece[i][0], i, "the first byte of piece %zu", i);
        cr_assert_eq(piece[i][i * 4000], i, "and the last");
        tm__chunk_drop(chunk[i]);
    }
    cr_expect_eq(fault_live, 0, "nothing left");
}

Test(chunks, what_is_given_back_is_used_again)
{
    struct tm__chunks chunks = {0};
    struct tm__chunk *first, *second;
    void *const place = tm__chunks_take(&chunks, 1000, &first);

    tm__chunk_drop(first);
    cr_expect_eq(tm__chunks_take(&chunks, 900, &second), place);
    tm__chunk_drop(second);
    tm__chunks_release(&chunks);
    cr_expect_null(chunks.current, "as new");
}

Test(chunks, sizes_may_be_anything)
{
    struct tm__chunks chunks = {0};
    struct tm__chunk *chunk;

    cr_expect_null(tm__chunks_take(&chunks, SIZE_MAX, &chunk), "there is not so much");
    cr_expect_null(tm__chunks_take(&chunks, SIZE_MAX - 100, &chunk), "there is not so much");
    cr_expect_null(chunk);
    cr_expect_not_null(tm__chunks_take(&chunks, 0, &chunk), "nothing");
    tm__chunk_drop(chunk);
    tm__chunk_drop(NULL);
    tm__chunks_release(&chunks);
    tm__chunks_release(&chunks);
}

Test(chunks, much_that_is_expected_begins_with_a_large_page)
{
    struct tm__chunks chunks = {0};
    struct tm__chunk *chunk;

    tm__chunks_expect(&chunks, 1000);
    cr_expect_not_null(tm__chunks_take(&chunks, 1000, &chunk));
    cr_expect_lt(chunks.size, 2 << 20, "little: no more than asked for");
    tm__chunk_drop(chunk);
    tm__chunks_release(&chunks);
    tm__chunks_expect(&chunks, 10 << 20);
    cr_expect_not_null(tm__chunks_take(&chunks, 1000, &chunk));
    cr_expect_eq(chunks.size, 2 << 20, "much");
    tm__chunks_expect(&chunks, 10 << 20);
    cr_expect_eq(chunks.size, 2 << 20, "what there is stays as large as it is");
    tm__chunk_drop(chunk);
    tm__chunks_release(&chunks);
}

static tm_status once(void)
{
    struct tm__chunks chunks = {0};
    struct tm__chunk *chunk[3];
    bool ok = true;

    for (size_t i = 0; i < 3; i++)
        ok = tm__chunks_take(&chunks, (size_t)1000 << i, &chunk[i]) && ok;
    for (size_t i = 0; i < 3; i++)
        tm__chunk_drop(chunk[i]);
    tm__chunks_release(&chunks);
    return ok ? TM_OK : TM_ENOMEM;
}

Test(chunks, survive_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
