#include "base/rng.h"
#include "fault_alloc.h"

#include <math.h>
#include <string.h>

/* n sets; many are copies of an earlier one, or copies with some elements changed. */
static tm_sparse *random_sets(size_t n, uint64_t seed)
{
    struct tm__rng rng;
    tm_sparse *m;
    uint64_t at = 0;

    cr_assert_eq(tm_sparse_new(&m, n, 60, n * 60, NULL), TM_OK, "new");
    tm__rng_seed(&rng, seed, n);
    for (size_t i = 0; i < n; i++) {
        const size_t kind = (size_t)tm__rng_below(&rng, 4), from = i ? tm__rng_below(&rng, i) : 0;
        bool in[60] = {false};

        if (i > 0 && kind < 3)
            for (uint64_t e = m->row_start[from]; e < m->row_start[from + 1]; e++)
                in[m->column[e]] = true;
        for (size_t c = 0; kind == 3 && c < 60; c++)
            in[c] = tm__rng_below(&rng, 4 + c) < 3;
        for (size_t k = 0; k < kind; k++)
            in[tm__rng_below(&rng, 60)] ^= true;
        for (uint32_t c = 0; c < 60; c++)
            if (in[c]) {
                m->column[at] = c;
                m->value[at++] = (float)(1 + i % 3);
            }
        m->row_start[i + 1] = at;
    }
    return m;
}

static double jaccard(const tm_sparse *m, size_t a, size_t b)
{
    size_t common = 0, all = (size_t)(m->row_start[a + 1] - m->row_start[a] + m->row_start[b + 1] -
                                      m->row_start[b]);

    for (uint64_t x = m->row_start[a]; x < m->row_start[a + 1]; x++)
        for (uint64_t y = m->row_start[b]; y < m->row_start[b + 1]; y++)
            common += m->column[x] == m->column[y];
    return all ? (double)common / (double)(all - common) : 0;
}

/* What the header promises, by comparing every row with every representative before it. */
static void expect_definition(const tm_sparse *m, double threshold)
{
    uint32_t *of = malloc(m->rows * sizeof *of);
    float *similarity = malloc(m->rows * sizeof *similarity);

    cr_assert_eq(tm_near_duplicates(of, similarity, m, threshold, NULL, NULL), TM_OK, "find");
    for (size_t i = 0; i < m->rows; i++) {
        double best = 0;
        size_t expected = i;

        for (size_t j = 0; j < i; j++)
            if (of[j] == j && jaccard(m, i, j) >= threshold && jaccard(m, i, j) > best) {
                best = jaccard(m, i, j);
                expected = j;
            }
        for (size_t j = i; j-- > 0;)
            if (jaccard(m, i, j) == 1) { /* the first that is equal decides */
                expected = of[j];
                best = jaccard(m, i, expected);
            }
        cr_assert_eq(of[i], expected, "row %zu at %g: %u, not %zu", i, threshold, of[i], expected);
        cr_assert_eq(similarity[i], expected == i ? 1.0f : (float)best, "similarity of %zu", i);
    }
    free(of);
    free(similarity);
}

Test(duplicates, equal_comparing_all)
{
    static const double thresholds[] = {0.01, 0.3, 0.5, 0.7, 0.75, 0.9, 1.0};

    for (uint64_t seed = 1; seed <= 4; seed++) {
        tm_sparse *m = random_sets(400, seed);

        for (size_t t = 0; t < sizeof thresholds / sizeof *thresholds; t++)
            expect_definition(m, thresholds[t]);
        tm_sparse_free(m);
    }
}

Test(duplicates, empty_sets_stand_for_themselves)
{
    uint64_t start[] = {0, 0, 2, 2, 4};
    uint32_t column[] = {1, 4, 1, 4}, of[4];
    float value[] = {1, 1, 5, 0.5f}, similarity[4];
    const tm_sparse m = {4, 5, start, column, value};

    cr_assert_eq(tm_near_duplicates(of, similarity, &m, 1, NULL, NULL), TM_OK, "find");
    cr_expect_eq(of[0], 0, "empty");
    cr_expect_eq(of[1], 1, "first");
    cr_expect_eq(of[2], 2, "empty too");
    cr_expect_eq(of[3], 1, "the same set of other values");
    cr_expect_eq(similarity[3], 1.0f, "equal");
}

Test(duplicates, rejects_what_it_cannot_answer)
{
    uint64_t start[] = {0, 1};
    uint32_t column[] = {7}, of[1];
    float value[] = {1}, similarity[1];
    const tm_sparse m = {1, 5, start, column, value};

    cr_expect_eq(tm_near_duplicates(of, similarity, &m, 0.5, NULL, NULL), TM_EINVAL, "column 7");
    column[0] = 2;
    cr_expect_eq(tm_near_duplicates(of, similarity, &m, 0, NULL, NULL), TM_EINVAL, "threshold 0");
    cr_expect_eq(tm_near_duplicates(of, similarity, &m, 1.5, NULL, NULL), TM_EINVAL, "above 1");
    cr_expect_eq(tm_near_duplicates(of, similarity, &m, (double)NAN, NULL, NULL), TM_EINVAL, "NaN");
}

Test(duplicates, survive_allocation_failure)
{
    tm_sparse *m = random_sets(100, 9);
    uint32_t of[100];
    float similarity[100];

    fault_install();
    FAULT_LOOP(tm_near_duplicates(of, similarity, m, 0.7, &fault_run, NULL));
    cr_expect_eq(fault_live, 0, "nothing left");
    tm_set_allocator(NULL);
    tm_sparse_free(m);
}
