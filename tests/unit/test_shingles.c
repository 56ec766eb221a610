#include "fault_alloc.h"

#include <string.h>

#define TEXT(literal)                                                                              \
    {                                                                                              \
        literal, sizeof literal - 1                                                                \
    }

static const tm_text texts[] = {
    TEXT("Storm hits coast"),        TEXT("STORM hits, \"coast\"!"),
    TEXT("coast hits storm"),        TEXT("..."),
    TEXT("storm storm storm storm"), TEXT("\xff\xfe storm"),
};

static size_t size_of(const tm_sparse *m, size_t i)
{
    return (size_t)(m->row_start[i + 1] - m->row_start[i]);
}

Test(shingles, same_words_are_the_same_row)
{
    tm_sparse *m;

    cr_assert_eq(tm_shingles(&m, texts, 6, 0, NULL), TM_OK, "cut");
    cr_assert_eq(tm_sparse_check(m, NULL), TM_OK, "in order");
    cr_expect_eq(size_of(m, 0), 5, "three words and two pairs");
    cr_expect_eq(size_of(m, 1), 5, "the same");
    cr_expect_arr_eq(m->column, m->column + 5, 5 * sizeof *m->column, "the same");
    cr_expect_eq(size_of(m, 2), 5, "other pairs");
    cr_expect_neq(memcmp(m->column, m->column + 10, 5 * sizeof *m->column), 0, "order matters");
    cr_expect_eq(size_of(m, 3), 0, "no words");
    cr_expect_eq(size_of(m, 4), 2, "each once");
    cr_expect_geq(size_of(m, 5), 1, "any bytes");
    tm_sparse_free(m);
}

Test(shingles, have_as_many_words_as_asked_for)
{
    tm_sparse *m;

    cr_assert_eq(tm_shingles(&m, texts, 1, 1, NULL), TM_OK, "words");
    cr_expect_eq(size_of(m, 0), 3, "words");
    tm_sparse_free(m);
    cr_assert_eq(tm_shingles(&m, texts, 1, 16, NULL), TM_OK, "long runs");
    cr_expect_eq(size_of(m, 0), 6, "1 + 2 + 3");
    tm_sparse_free(m);
    cr_assert_eq(tm_shingles(&m, texts, 0, 2, NULL), TM_OK, "nothing");
    cr_expect_eq(m->rows, 0, "no rows");
    tm_sparse_free(m);
    cr_expect_eq(tm_shingles(&m, texts, 1, 17, NULL), TM_EINVAL, "too long");
    cr_expect_null(m, "nothing comes back");
}

Test(shingles, survive_allocation_failure)
{
    tm_sparse *m;

    fault_install();
    FAULT_LOOP(tm_shingles(&m, texts, 6, 2, NULL));
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
    tm_set_allocator(NULL);
}
