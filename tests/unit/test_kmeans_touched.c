#include "cluster/kmeans_touched.h"
#include "kmeans_sample.h"

enum { ROWS = 300 };

/* What is listed makes its rows touched, whatever was listed before. */
Test(kmeans_touched, are_the_rows_of_columns_that_are_listed)
{
    struct kmeans_sample *s = kmeans_sample_new(random_rows(ROWS, 60, 4, 3), TM__MANY_CLUSTERS);
    struct tm__kmeans_touched touched = {0};
    uint32_t *count = calloc(s->x.columns, sizeof *count);

    for (size_t turn = 0; turn < 4; turn++) {
        const struct tm__kmeans_changes changes = {.count = count, .frequent = turn};

        for (size_t c = 0; c < s->x.columns; c++)
            count[c] = c >= turn && (c + turn) % 11 == 0;
        cr_assert_eq(tm__kmeans_touched_find(&touched, &s->x, &changes, NULL), TM_OK, "find");
        for (size_t i = 0; i < ROWS; i++) {
            bool expected = false;

            for (uint64_t e = s->x.start[i]; e < s->x.start[i + 1]; e++)
                expected = expected || count[s->x.column[e]];
            cr_expect_eq(touched.is_touched[i], expected, "turn %zu, row %zu", turn, i);
        }
    }
    tm__kmeans_touched_release(&touched);
    free(count);
    kmeans_sample_free(s);
}

static tm_status once(const struct kmeans_sample *s)
{
    struct tm__kmeans_touched touched = {0};
    uint32_t count[64] = {0};
    const struct tm__kmeans_changes changes = {.count = count};
    const tm_status status = tm__kmeans_touched_find(&touched, &s->x, &changes, NULL);

    tm__kmeans_touched_release(&touched);
    return status;
}

Test(kmeans_touched, survive_allocation_failure)
{
    kmeans_sample_faults(once);
}
