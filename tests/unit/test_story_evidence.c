#include "cluster/story_evidence.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

enum { ROWS = 128, COLS = 90, THREADS = 8 };

static struct tm__pool pool[THREADS];
static unsigned threads = 1;
static uint32_t copies[ROWS];
static bool inside[2 * ROWS][ROWS]; /* which rows are in a cluster */

static void stop(void)
{
    for (size_t p = 0; p < THREADS; p++)
        tm__pool_release(&pool[p]);
}

TestSuite(story_evidence, .fini = stop);

static tm_status weigh(struct tm__evidence *evidence, const struct tm__merges *merges,
                       const tm_sparse *m)
{
    tm_run run = TM_RUN_INIT;

    run.threads = threads;
    return tm__story_evidence(evidence, merges, m, copies, pool, &run, NULL);
}

/* All rows in pairs, pairs of pairs and so on. */
static void pair_up(struct tm__merge *merge)
{
    memset(inside, 0, sizeof inside);
    for (uint32_t i = 0; i < ROWS; i++)
        inside[i][i] = true;
    for (uint32_t i = 0; i < ROWS - 1; i++) {
        merge[i] = (struct tm__merge){2 * i, 2 * i + 1, 0.5};
        for (size_t row = 0; row < ROWS; row++)
            inside[ROWS + i][row] = inside[2 * i][row] || inside[2 * i + 1][row];
    }
}

static double climb(double start, double by)
{
    return lgamma(start + by) - lgamma(start);
}

static void count_words(double *count, const tm_sparse *m, const bool *in)
{
    memset(count, 0, COLS * sizeof *count);
    for (size_t i = 0; i < ROWS; i++)
        for (uint64_t e = m->row_start[i]; in[i] && e < m->row_start[i + 1]; e++)
            count[m->column[e]] += copies[i];
}

/* ln of the chance of the words of a cluster. */
static double chance(const tm_sparse *m, const bool *in)
{
    static bool every[ROWS];
    double all[COLS], count[COLS], sum = 0, total = 0, words = 0;

    memset(every, true, sizeof every);
    count_words(all, m, every);
    count_words(count, m, in);
    for (size_t w = 0; w < COLS; w++)
        total += all[w] > 1 ? all[w] : 0;
    for (size_t w = 0; w < COLS; w++)
        if (all[w] > 1) {
            sum += climb(1000 * all[w] / total, count[w]);
            words += count[w];
        }
    return sum - climb(1000, words);
}

/* Rows, some of them copied, paired up and weighed. */
static tm_sparse *weigh_pairs(struct tm__evidence *evidence, struct tm__merge *merge)
{
    const struct tm__merges merges = {ROWS, ROWS - 1, merge};
    tm_sparse *m = random_rows(ROWS, COLS, 6, 7);

    pair_up(merge);
    for (size_t i = 0; i < ROWS; i++)
        copies[i] = i % 10 == 0 ? 17 : 1;
    cr_assert_eq(weigh(evidence, &merges, m), TM_OK, "evidence");
    return m;
}

Test(story_evidence, is_the_bayes_factor_a_row)
{
    struct tm__merge merge[ROWS];
    struct tm__evidence evidence[ROWS];
    tm_sparse *m = weigh_pairs(evidence, merge);

    for (size_t i = 0; i < ROWS - 1; i++) {
        double rows = 0, factor = chance(m, inside[ROWS + i]);
        factor -= chance(m, inside[merge[i].a]) + chance(m, inside[merge[i].b]);
        for (size_t j = 0; j < ROWS; j++)
            rows += inside[ROWS + i][j] ? copies[j] : 0;
        cr_expect_float_eq(evidence[i].likelier, factor / rows, 1e-8, "merge %zu: %g, %g", i,
                           evidence[i].likelier, factor / rows);
    }
    tm_sparse_free(m);
}

/* What a word of a cluster is worth to its rows. */
static void add_values(double *sum, const tm_sparse *m, const bool *in)
{
    memset(sum, 0, COLS * sizeof *sum);
    for (size_t i = 0; i < ROWS; i++)
        for (uint64_t e = m->row_start[i]; in[i] && e < m->row_start[i + 1]; e++)
            sum[m->column[e]] += (double)copies[i] * m->value[e];
}

static double focus(const tm_sparse *m, const bool *in, const bool *a, const bool *b)
{
    static bool every[ROWS];
    double all[COLS], count[COLS], of_a[COLS], of_b[COLS], inside_it = 0, product = 0;

    memset(every, true, sizeof every);
    count_words(all, m, every);
    count_words(count, m, in);
    add_values(of_a, m, a);
    add_values(of_b, m, b);
    for (size_t w = 0; w < COLS; w++) {
        product += of_a[w] * of_b[w];
        if (of_a[w] * of_b[w] > 0)
            inside_it += of_a[w] * of_b[w] * (count[w] - 1) / (all[w] - 1);
    }
    return product > 0 ? inside_it / product : 0;
}

Test(story_evidence, knows_whose_else_words_are)
{
    struct tm__merge merge[ROWS];
    struct tm__evidence evidence[ROWS];
    tm_sparse *m = weigh_pairs(evidence, merge);

    for (size_t i = 0; i < ROWS - 1; i++) {
        const double wanted = focus(m, inside[ROWS + i], inside[merge[i].a], inside[merge[i].b]);
        cr_expect_float_eq(evidence[i].focus, wanted, 1e-4, "merge %zu: %g, %g", i,
                           evidence[i].focus, wanted);
    }
    cr_expect_float_eq(evidence[ROWS - 2].focus, 1, 1e-6, "all rows: nobody else");
    tm_sparse_free(m);
}

Test(story_evidence, is_the_same_on_any_number_of_threads)
{
    struct tm__merge merge[ROWS];
    struct tm__evidence one[ROWS], more[ROWS];

    tm_sparse_free(weigh_pairs(one, merge));
    for (threads = 2; threads <= THREADS; threads *= 2) {
        tm_sparse_free(weigh_pairs(more, merge));
        cr_expect_arr_eq(more, one, (ROWS - 1) * sizeof *one, "%u threads", threads);
    }
}

static int refuse(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    (void)ctx, (void)stage, (void)done, (void)total;
    return 1;
}

Test(story_evidence, can_be_cancelled)
{
    struct tm__merge merge[ROWS];
    const struct tm__merges merges = {ROWS, ROWS - 1, merge};
    struct tm__evidence evidence[ROWS];
    tm_run run = TM_RUN_INIT;
    tm_sparse *m = weigh_pairs(evidence, merge);

    run.progress = refuse;
    cr_expect_eq(tm__story_evidence(evidence, &merges, m, copies, pool, &run, NULL), TM_ECANCELLED);
    tm_sparse_free(m);
}

/* Two groups of 64 rows: what joins rows of one has words in common, the last merge has none. */
Test(story_evidence, tells_two_stories_from_parts_of_one)
{
    struct tm__merge merge[ROWS];
    const struct tm__merges merges = {ROWS, ROWS - 1, merge};
    float x[ROWS * 20] = {0};
    struct tm__evidence evidence[ROWS];
    tm_sparse *m;

    pair_up(merge);
    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j < 5; j++)
            x[20 * i + (i < ROWS / 2 ? 0 : 10) + (3 * i + j) % 10] = 1;
    for (size_t i = 0; i < ROWS; i++)
        copies[i] = 1;
    m = rows_of(x, ROWS, 20);
    cr_assert_eq(weigh(evidence, &merges, m), TM_OK, "evidence");
    cr_expect_gt(evidence[ROWS - 3].likelier, 0.1, "of one: %g", evidence[ROWS - 3].likelier);
    cr_expect_lt(evidence[ROWS - 2].likelier, -0.1, "of two: %g", evidence[ROWS - 2].likelier);
    tm_sparse_free(m);
}

static tm_status once(const tm_sparse *m, const struct tm__merges *merges)
{
    struct tm__evidence evidence[ROWS];
    const tm_status status = weigh(evidence, merges, m);

    stop();
    return status;
}

Test(story_evidence, survives_allocation_failure)
{
    struct tm__merge merge[ROWS];
    const struct tm__merges merges = {ROWS, ROWS - 1, merge};
    tm_sparse *m = random_rows(ROWS, COLS, 6, 7);

    pair_up(merge);
    for (size_t i = 0; i < ROWS; i++)
        copies[i] = 1;
    fault_install();
    for (threads = 1; threads <= 2; threads++)
        FAULT_LOOP(once(m, &merges));
    cr_expect_eq(fault_live, 0, "nothing left");
    tm_sparse_free(m);
}
