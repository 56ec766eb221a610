#include "cluster/kmeans_changes.h"
#include "kmeans_sample.h"

enum { ROWS = 1000, CLUSTERS = TM__MANY_CLUSTERS };

/* before[rows] is where rows were; of the sums before, 1 / length. */
static void expect_change(const struct kmeans_sample *s, const struct tm__kmeans_changes *changes,
                          const uint32_t *before, const float *scale)
{
    double rest[CLUSTERS] = {0};

    for (size_t c = 0; c < s->x.columns; c++) {
        double by[CLUSTERS] = {0}, listed[CLUSTERS] = {0};

        for (size_t i = 0; i < ROWS; i++)
            for (uint64_t e = s->x.start[i]; e < s->x.start[i + 1]; e++)
                if (s->x.column[e] == c) {
                    by[before[i]] -= (double)s->x.value[e];
                    by[s->label[i]] += (double)s->x.value[e];
                }
        for (uint32_t n = 0; n < changes->count[c]; n++) {
            const struct tm__kmeans_posting p = changes->posting[2 * changes->start[c] + n];
            listed[p.cluster] = (double)p.value;
        }
        for (size_t j = 0; j < CLUSTERS; j++) {
            const double share = by[j] * (double)scale[j];
            if (c < changes->frequent)
                rest[j] += share * share;
            cr_expect_float_eq(listed[j], c < changes->frequent ? 0 : share, 1e-6,
                               "column %zu, cluster %zu", c, j);
        }
    }
    for (size_t j = 0; j < CLUSTERS; j++)
        cr_expect_float_eq(changes->rest[j], rest[j], 1e-6, "the rest of %zu", j);
}

/* What is listed and what is left to `rest` is the difference of the sums, with few moves and more.
 */
Test(kmeans_changes, are_the_difference_of_the_sums)
{
    struct kmeans_sample *s = kmeans_sample_new(random_rows(ROWS, 60, 6, 1), CLUSTERS);
    struct tm__kmeans_changes changes;
    size_t left = 0;

    cr_assert_eq(tm__kmeans_changes_new(&changes, &s->x, CLUSTERS, NULL), TM_OK, "new");
    s->sums.changes = &changes;
    for (uint32_t turn = 0; turn < 5; turn++) {
        uint32_t before[ROWS];
        float scale[CLUSTERS];

        memcpy(before, s->label, sizeof before);
        memcpy(scale, s->sums.scale, sizeof scale);
        for (uint32_t i = 0; i < ROWS; i += 160U >> turn)
            s->label[i] = (s->label[i] + 1 + turn % 2) % CLUSTERS;
        cr_assert_eq(tm__kmeans_sums_move(&s->sums, before, s->label, NULL, NULL), TM_OK, "move");
        cr_expect_eq(changes.are_known, turn < 4, "too many rows in the end");
        if (!changes.are_known)
            continue;
        expect_change(s, &changes, before, scale);
        left += changes.frequent;
    }
    cr_expect_gt(left, 0, "some columns are too frequent");
    tm__kmeans_changes_release(&changes);
    kmeans_sample_free(s);
}

static tm_status once(const struct kmeans_sample *s)
{
    struct tm__kmeans_changes changes;
    const tm_status status = tm__kmeans_changes_new(&changes, &s->x, 3, NULL);

    tm__kmeans_changes_release(&changes);
    return status;
}

Test(kmeans_changes, survive_allocation_failure)
{
    kmeans_sample_faults(once);
}
