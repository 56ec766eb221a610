#include "fault_alloc.h"
#include "k_clusters.h"

#include <math.h>

static tm_clustering *topics(const tm_sparse *m, size_t k, const tm_run *run)
{
    tm_topics_options o = TM_TOPICS_INIT;
    tm_clustering *c = NULL;
    tm_error err = {0};

    o.clusters = k;
    o.members = 16; /* enough for rows as clear as these */
    cr_assert_eq(tm_topics(&c, NULL, m, &o, run, &err), TM_OK, "%s", err.message);
    return c;
}

Test(topics, finds_planted_groups_and_their_number)
{
    tm_sparse *m = planted_rows(300, 6, 10, 1);
    tm_topics_options o = TM_TOPICS_INIT;
    tm_topic_counts *counts;
    tm_clustering *c = topics(m, 6, NULL), *found;

    o.members = 16;
    for (size_t i = 0; i < 300; i++)
        cr_expect_eq(c->cluster[i], i % 6, "row %zu; equal sizes, so numbered by first row", i);
    expect_in_order(c, "planted");
    cr_assert_eq(tm_topics(&found, &counts, m, &o, NULL, NULL), TM_OK, "found");
    cr_expect_eq(found->clusters, 6, "found %zu", found->clusters);
    cr_assert_not_null(counts, "what was tried");
    cr_expect_eq(counts->clusters[0], 6, "the best comes first");
    expect_same_bits(c, found, "found or given");
    tm_topic_counts_free(counts);
    tm_clustering_free(c);
    tm_clustering_free(found);
    tm_sparse_free(m);
}

/* The largest number that is tried for 50 rows. */
static size_t largest_tried(size_t most)
{
    tm_sparse *m = planted_rows(50, 5, 10, 1);
    tm_topics_options o = TM_TOPICS_INIT;
    tm_topic_counts *counts;
    tm_clustering *c;
    size_t largest = 0;

    o.members = 8;
    o.most = most;
    cr_assert_eq(tm_topics(&c, &counts, m, &o, NULL, NULL), TM_OK);
    for (size_t i = 0; i < counts->count; i++)
        largest = counts->clusters[i] > largest ? counts->clusters[i] : largest;
    tm_topic_counts_free(counts);
    tm_clustering_free(c);
    tm_sparse_free(m);
    return largest;
}

Test(topics, are_few_unless_more_are_asked_for)
{
    cr_expect_eq(largest_tried(0), 10, "sqrt(2 n), got %zu", largest_tried(0));
    cr_expect_eq(largest_tried(14), 14, "a caller's bound");
    cr_expect_eq(largest_tried(4), 4, "also below");
}

Test(topics, have_the_same_bits_on_any_number_of_threads)
{
    expect_same_bits_on_any_threads(topics, 300, 80);
}

Test(topics, are_the_same_for_rows_in_another_order)
{
    tm_sparse *m = planted_rows(150, 5, 8, 3), *other;
    uint32_t order[150];
    tm_clustering *a, *b;

    shuffled(order, 150, 1);
    other = reordered_rows(m, order);
    a = topics(m, 5, NULL);
    b = topics(other, 5, NULL);
    expect_same_partition(a, b, order);
    tm_clustering_free(a);
    tm_clustering_free(b);
    tm_sparse_free(m);
    tm_sparse_free(other);
}

Test(topics, make_as_many_clusters_as_asked)
{
    expect_as_many_as_asked(topics);
}

/* How many topics are found in rows of which there is little to say. */
Test(topics, of_few_or_equal_or_empty_rows_are_one)
{
    float copies[40 * 2], apart[40 * 40] = {0};
    const struct {
        const float *x;
        size_t rows, cols, clusters;
    } tries[] = {{NULL, 0, 3, 0},
                 {(float[3]){1, 1, 0}, 1, 3, 1},
                 {(float[4]){1, 0, 0, 1}, 2, 2, 1},
                 {(float[12]){0}, 4, 3, 1},
                 {copies, 40, 2, 1}};
    tm_sparse *m;
    tm_clustering *c;

    for (size_t i = 0; i < 80; i++)
        copies[i] = 1;
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        m = rows_of(tries[i].x, tries[i].rows, tries[i].cols);
        c = topics(m, 0, NULL);
        cr_expect_eq(c->clusters, tries[i].clusters, "try %zu: %zu", i, c->clusters);
        expect_in_order(c, "few");
        tm_clustering_free(c);
        tm_sparse_free(m);
    }
    for (size_t i = 0; i < 40; i++)
        apart[i * 41] = 1;
    m = rows_of(apart, 40, 40);
    c = topics(m, 0, NULL);
    cr_expect(c->clusters >= 1 && c->clusters <= 20, "rows that share nothing: %zu", c->clusters);
    expect_in_order(c, "apart");
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(topics, can_be_cancelled_and_reject_what_they_do_not_know)
{
    int calls = 0;
    const tm_run run = {sizeof run, 1, 0, stop_at_once, &calls};
    tm_sparse *m = random_rows(40, 10, 3, 1);
    const tm_word_vectors vectors = {9, 0, NULL};
    tm_topics_options o = TM_TOPICS_INIT;
    tm_clustering *c = (tm_clustering *)&calls;
    tm_topic_counts *counts = (tm_topic_counts *)&calls;
    tm_error err = {0};

    cr_expect_eq(tm_topics(&c, &counts, m, &o, &run, &err), TM_ECANCELLED, "cancelled");
    cr_expect_null(c, "nothing made");
    cr_expect_null(counts, "nothing made");
    o.most = 1;
    cr_expect_eq(tm_topics(&c, NULL, m, &o, NULL, &err), TM_EINVAL, "nothing to find");
    o.most = 0;
    o.size = 1000;
    cr_expect_eq(tm_topics(&c, NULL, m, &o, NULL, &err), TM_EINVAL, "a size from the future");
    o.size = sizeof o;
    o.background = &vectors;
    cr_expect_eq(tm_topics(&c, NULL, m, &o, NULL, &err), TM_EINVAL, "vectors of other words");
    cr_expect_not_null(strstr(err.message, "9 words"), "%s", err.message);
    o.background = NULL;
    m->value[3] = -m->value[3];
    cr_expect_eq(tm_topics(&c, NULL, m, &o, NULL, &err), TM_EINVAL, "a weight below 0");
    m->value[3] = NAN;
    cr_expect_eq(tm_topics(&c, NULL, m, &o, NULL, &err), TM_EINVAL, "not a number");
    tm_sparse_free(m);
}

enum { FEW = 48, GROUPS = 4, WORDS = 40 };

static size_t rows_in_place(const tm_sparse *m, const tm_word_vectors *background)
{
    tm_topics_options o = TM_TOPICS_INIT;
    tm_clustering *c;
    size_t count[GROUPS][GROUPS] = {{0}}, sum = 0;

    o.clusters = GROUPS;
    o.background = background;
    cr_assert_eq(tm_topics(&c, NULL, m, &o, NULL, NULL), TM_OK, "topics");
    for (size_t i = 0; i < FEW; i++)
        count[c->cluster[i]][i % GROUPS]++;
    for (size_t k = 0; k < GROUPS; k++) {
        size_t most = 0;

        for (size_t g = 0; g < GROUPS; g++)
            most = count[k][g] > most ? count[k][g] : most;
        sum += most;
    }
    tm_clustering_free(c);
    return sum;
}

Test(topics, of_few_rows_are_found_by_what_a_background_knows_of_their_words)
{
    tm_sparse *m = scattered_rows(FEW, GROUPS, WORDS);
    const tm_word_vectors background = group_vectors(GROUPS, WORDS);

    cr_expect_gt(rows_in_place(m, &background), rows_in_place(m, NULL) + 4, "%zu, %zu without",
                 rows_in_place(m, &background), rows_in_place(m, NULL));
    free(background.vector);
    tm_sparse_free(m);
}

Test(topics, of_more_than_32_clusters_do_without_a_background)
{
    tm_sparse *m = random_rows(120, 60, 6, 1);
    const tm_word_vectors background = {60, 4, calloc(240, sizeof(float))};
    tm_topics_options o = TM_TOPICS_INIT;
    tm_clustering *a, *b;

    for (size_t i = 0; i < 240; i++)
        background.vector[i] = (float)(i * 7 % 11);
    o.clusters = 40;
    cr_assert_eq(tm_topics(&a, NULL, m, &o, NULL, NULL), TM_OK, "without");
    o.background = &background;
    cr_assert_eq(tm_topics(&b, NULL, m, &o, NULL, NULL), TM_OK, "with");
    cr_expect_arr_eq(a->cluster, b->cluster, 120 * sizeof *a->cluster, "labels");
    tm_clustering_free(a);
    tm_clustering_free(b);
    free(background.vector);
    tm_sparse_free(m);
}

Test(topics, survive_allocation_failure)
{
    const tm_run alone = {sizeof alone, 1, 0, NULL, NULL};
    tm_topics_options o = TM_TOPICS_INIT;
    tm_topic_counts *counts;
    tm_clustering *c;
    tm_sparse *m;

    fault_install();
    m = random_rows(16, 8, 2, 1);
    m->row_start[16] = m->row_start[15]; /* a zero row */
    o.most = 3;
    o.members = 4;
    FAULT_LOOP(tm_topics(&c, &counts, m, &o, &alone, NULL));
    tm_clustering_free(c);
    tm_topic_counts_free(counts);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
