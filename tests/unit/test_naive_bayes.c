#include "cluster/naive_bayes.h"

#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

static void relabel(uint32_t *label, const tm_sparse *m, size_t k, bool leave_out, unsigned passes)
{
    const struct tm__bayes_rule rule = {0.1, leave_out, passes};
    uint32_t *next = calloc(m->rows, sizeof *next);
    struct tm__bayes b;

    cr_assert_eq(tm__bayes_new(&b, m->cols, k, NULL), TM_OK, "new");
    tm__bayes_relabel(label, &b, m, k, &rule, next);
    tm__bayes_release(&b);
    free(next);
}

/* One pass, straight from the definition. */
static uint32_t likeliest(const tm_sparse *m, const uint32_t *label, size_t k, bool leave_out,
                          size_t row)
{
    double best = -INFINITY;
    uint32_t at = 0;

    for (size_t j = 0; j < k; j++) {
        double *count = calloc(m->cols, sizeof *count), total = 0, score, rows = 0;
        for (size_t i = 0; i < m->rows; i++) {
            const bool counted = label[i] == j && !(leave_out && i == row);
            rows += counted;
            for (uint64_t e = m->row_start[i]; counted && e < m->row_start[i + 1]; e++) {
                count[m->column[e]] += (double)m->value[e];
                total += (double)m->value[e];
            }
        }
        score = log(rows);
        for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++)
            score += (double)m->value[e] *
                     log((count[m->column[e]] + 0.1) / (total + 0.1 * (double)m->cols));
        if (score > best) {
            best = score;
            at = (uint32_t)j;
        }
        free(count);
    }
    return at;
}

static void expect_its_definition(bool leave_out)
{
    for (uint64_t seed = 0; seed < 10; seed++) {
        tm_sparse *m = random_rows(60, 25, 5, seed);
        uint32_t label[60], expected[60];
        for (uint32_t i = 0; i < 60; i++)
            label[i] = i * 7 % 60 / 20;
        for (size_t i = 0; i < 60; i++)
            expected[i] = likeliest(m, label, 3, leave_out, i);
        relabel(label, m, 3, leave_out, 1);
        cr_expect_arr_eq(label, expected, sizeof label, "seed %d", (int)seed);
        tm_sparse_free(m);
    }
}

Test(naive_bayes, is_what_its_definition_says)
{
    expect_its_definition(false);
}

Test(naive_bayes, can_leave_a_row_out_of_its_own_class)
{
    expect_its_definition(true);
}

/* Row 3 says nothing that others of its class say; its own words would keep it there. */
Test(naive_bayes, moves_a_row_that_only_its_own_words_hold)
{
    tm_sparse *m = rows_of((float[15]){1, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1, 0, 1, 0}, 5, 3);
    uint32_t label[5] = {0, 0, 1, 1, 1};

    relabel(label, m, 2, false, 1);
    cr_expect_eq(label[3], 1, "it stays");
    relabel(label, m, 2, true, 1);
    cr_expect_eq(label[3], 0, "it goes");
    tm_sparse_free(m);
}

/* Classifying says what relabelling would do, and does it even where that empties a class. */
Test(naive_bayes, classifies_without_moving_anything)
{
    const struct tm__bayes_rule rule = {0.1, true, 1};
    tm_sparse *m = rows_of((float[8]){1, 0, 1, 0, 1, 0, 1, 0}, 4, 2);
    const uint32_t label[4] = {0, 0, 0, 1};
    uint32_t next[4];
    struct tm__bayes b;

    cr_assert_eq(tm__bayes_new(&b, m->cols, 2, NULL), TM_OK, "new");
    tm__bayes_classify(next, &b, label, m, 2, &rule);
    cr_expect(!next[0] && !next[1] && !next[2] && !next[3], "all rows are alike");
    tm__bayes_release(&b);
    tm_sparse_free(m);
}

Test(naive_bayes, learns_nothing_from_rows_without_a_class)
{
    const struct tm__bayes_rule rule = {0.1, true, 1};
    tm_sparse *m = rows_of((float[10]){1, 0, 0, 1, 1, 0, 0, 1, 0, 1}, 5, 2);
    const uint32_t label[5] = {0, 1, TM__BAYES_NONE, TM__BAYES_NONE, TM__BAYES_NONE};
    uint32_t next[5];
    struct tm__bayes b;

    cr_assert_eq(tm__bayes_new(&b, m->cols, 2, NULL), TM_OK, "new");
    tm__bayes_classify(next, &b, label, m, 2, &rule);
    cr_expect_arr_eq(next, ((uint32_t[5]){0, 1, 0, 1, 1}), sizeof next, "by their words");
    cr_expect(b.size[0] == 1 && b.size[1] == 1, "two rows were learnt from");
    tm__bayes_release(&b);
    tm_sparse_free(m);
}

Test(naive_bayes, says_how_likely_rows_are)
{
    const struct tm__bayes_rule seen = {0.5, false, 1}, left_out = {0.5, true, 1};
    tm_sparse *m = rows_of((float[6]){1, 0, 1, 0, 0, 1}, 3, 2);
    const uint32_t label[3] = {0, 0, 1};
    uint32_t next[3];
    struct tm__bayes b;

    cr_assert_eq(tm__bayes_new(&b, m->cols, 2, NULL), TM_OK, "new");
    cr_expect_float_eq(tm__bayes_classify(next, &b, label, m, 2, &seen),
                       2 * log(2 * 2.5 / 3) + log(1.5 / 2), 1e-6, "two of three words, one of two");
    cr_expect_float_eq(tm__bayes_classify(next, &b, label, m, 2, &left_out),
                       2 * log(1.5 / 2) + log(1.5 / 2), 1e-6, "each of two without the other");
    tm__bayes_release(&b);
    tm_sparse_free(m);
}

Test(naive_bayes, leaves_a_row_that_is_alone_in_its_class)
{
    tm_sparse *m = rows_of((float[6]){1, 0, 1, 0, 0, 1}, 3, 2);
    uint32_t label[3] = {0, 0, 1};

    relabel(label, m, 2, true, 4);
    cr_expect(label[0] == 0 && label[1] == 0 && label[2] == 1, "nothing moves");
    tm_sparse_free(m);
}

Test(naive_bayes, puts_right_what_is_wrong_here_and_there)
{
    tm_sparse *m = planted_rows(200, 4, 8, 1);
    uint32_t label[200];

    for (uint32_t i = 0; i < 200; i++)
        label[i] = i % 9 == 0 ? (i + 1) % 4 : i % 4;
    relabel(label, m, 4, false, 8);
    for (uint32_t i = 0; i < 200; i++)
        cr_expect_eq(label[i], i % 4, "row %u", i);
    tm_sparse_free(m);
}

Test(naive_bayes, never_empties_a_class)
{
    tm_sparse *m = rows_of((float[8]){1, 0, 1, 0, 1, 0, 1, 0}, 4, 2);
    uint32_t label[4] = {0, 0, 0, 1};

    relabel(label, m, 2, false, 8);
    cr_expect_eq(label[3], 1, "all rows are alike, and class 0 is larger");
    tm_sparse_free(m);
}

Test(naive_bayes, takes_counts_back_out_of_tf_idf_rows)
{
    const tm_text document[] = {{"red red red blue", 16}, {"blue green", 10}, {"green red", 9}};
    tm_tfidf_options o = TM_TFIDF_INIT;
    tm_tfidf *model;
    tm_sparse *m, *counts;

    cr_assert_eq(tm_tfidf_fit(&model, &m, document, 3, &o, NULL, NULL), TM_OK, "fit");
    cr_assert_eq(tm__bayes_counts(&counts, m, NULL), TM_OK, "counts");
    for (uint64_t e = 0; e < 6; e++) {
        const bool thrice = e < 2 && m->column[e] == tm_tfidf_lookup(model, "red", 3);
        cr_expect_float_eq(counts->value[e], thrice ? 1 + log(3) : 1, 1e-5, "entry %d", (int)e);
    }
    tm_tfidf_free(model);
    tm_sparse_free(m);
    tm_sparse_free(counts);
}

Test(naive_bayes, bounds_counts_of_strange_rows)
{
    tm_sparse *m = rows_of((float[4]){1, 1e-6f, 0, 1}, 2, 2), *counts;

    cr_assert_eq(tm__bayes_counts(&counts, m, NULL), TM_OK, "counts");
    for (uint64_t e = 0; e < 3; e++)
        cr_expect(counts->value[e] >= 1 && counts->value[e] <= 10, "entry %d", (int)e);
    tm_sparse_free(m);
    tm_sparse_free(counts);
}

Test(naive_bayes, survives_allocation_failure)
{
    struct tm__bayes b;
    tm_sparse *m, *counts;

    fault_install();
    m = random_rows(10, 5, 2, 1);
    FAULT_LOOP(tm__bayes_new(&b, 5, 3, NULL));
    tm__bayes_release(&b);
    FAULT_LOOP(tm__bayes_counts(&counts, m, NULL));
    tm_sparse_free(counts);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
