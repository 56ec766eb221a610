/* What every way to cluster has to bear: the table is all there are. */
#include "cluster/distinct.h"
#include "cluster_rows.h"

#include <math.h>
#include <stdio.h>

/* k 0: not given */
typedef tm_status (*run_fn)(tm_clustering **, const tm_sparse *, size_t k, const tm_run *,
                            tm_error *);

#define WITH_K(NAME, OPTIONS, INIT, CALL, SETTING)                                                 \
    static tm_status NAME(tm_clustering **out, const tm_sparse *m, size_t k, const tm_run *run,    \
                          tm_error *err)                                                           \
    {                                                                                              \
        OPTIONS o = INIT;                                                                          \
        o.clusters = k;                                                                            \
        SETTING;                                                                                   \
        return CALL;                                                                               \
    }
WITH_K(topics, tm_topics_options, TM_TOPICS_INIT, tm_topics(out, NULL, m, &o, run, err), (void)0)
WITH_K(kmeans, tm_kmeans_options, TM_KMEANS_INIT, tm_kmeans(out, m, &o, run, err), (void)0)
WITH_K(mixture, tm_dirichlet_mixture_options, TM_DIRICHLET_MIXTURE_INIT,
       tm_dirichlet_mixture(out, m, &o, run, err), (void)0)
WITH_K(bisecting, tm_bisecting_options, TM_BISECTING_INIT, tm_bisecting(out, m, &o, run, err),
       (void)0)
WITH_K(average, tm_agglomerate_options, TM_AGGLOMERATE_INIT, tm_agglomerate(out, m, &o, run, err),
       o.method = TM_LINKAGE_AVERAGE)
WITH_K(complete, tm_agglomerate_options, TM_AGGLOMERATE_INIT, tm_agglomerate(out, m, &o, run, err),
       o.method = TM_LINKAGE_COMPLETE)
WITH_K(ward, tm_agglomerate_options, TM_AGGLOMERATE_INIT, tm_agglomerate(out, m, &o, run, err),
       o.method = TM_LINKAGE_WARD)
WITH_K(single, tm_agglomerate_options, TM_AGGLOMERATE_INIT, tm_agglomerate(out, m, &o, run, err),
       o.method = TM_LINKAGE_SINGLE)
WITH_K(lsa_kmeans, tm_lsa_kmeans_options, TM_LSA_KMEANS_INIT, tm_lsa_kmeans(out, m, &o, run, err),
       (void)0)
WITH_K(naive_bayes, tm_naive_bayes_options, TM_NAIVE_BAYES_INIT,
       tm_naive_bayes(out, NULL, m, &o, run, err), (void)0)
WITH_K(soft_bayes, tm_naive_bayes_options, TM_NAIVE_BAYES_INIT,
       tm_naive_bayes(out, NULL, m, &o, run, err), o.soft = true)
WITH_K(nmf, tm_nmf_topics_options, TM_NMF_TOPICS_INIT, tm_nmf_topics(out, NULL, m, &o, run, err),
       (void)0)

#define WITHOUT_K(NAME, CALL)                                                                      \
    static tm_status NAME(tm_clustering **out, const tm_sparse *m, size_t k, const tm_run *run,    \
                          tm_error *err)                                                           \
    {                                                                                              \
        (void)k;                                                                                   \
        return CALL;                                                                               \
    }
WITHOUT_K(stories, tm_stories(out, m, NULL, run, err))
WITHOUT_K(components, tm_components(out, m, NULL, run, err))
WITHOUT_K(hdbscan, tm_hdbscan(out, m, NULL, run, err))

static const struct algorithm {
    const char *name;
    run_fn run;
    bool exact; /* makes k clusters of k rows or more */
} algorithms[] = {
    {"stories", stories, false},
    {"topics", topics, true},
    {"kmeans", kmeans, true},
    {"mixture", mixture, false},
    {"components", components, false},
    {"bisecting", bisecting, true},
    {"average", average, false},
    {"complete", complete, false},
    {"ward", ward, false},
    {"single", single, false},
    {"hdbscan", hdbscan, false},
    {"lsa-kmeans", lsa_kmeans, true},
    {"naive-bayes", naive_bayes, true},
    {"soft-naive-bayes", soft_bayes, false},
    {"nmf", nmf, false},
};
enum { ALGORITHMS = sizeof algorithms / sizeof *algorithms };

static tm_sparse *all_alike(void)
{
    float x[12 * 3];

    for (size_t i = 0; i < 36; i++)
        x[i] = 1 + (float)(i % 3);
    return rows_of(x, 12, 3);
}

static tm_sparse *all_disjoint(void)
{
    float x[12 * 12] = {0};

    for (size_t i = 0; i < 12; i++)
        x[13 * i] = 1;
    return rows_of(x, 12, 12);
}

static void expect_copies_together(const tm_clustering *c, const struct tm__distinct *kinds,
                                   const char *name)
{
    for (size_t i = 0; i < c->rows; i++)
        cr_expect_eq(c->cluster[i], c->cluster[kinds->row[kinds->kind[i]]], "%s: copy %zu", name,
                     i);
}

/* Every k, also more than there are rows, gives a clustering in order that is the same again, and
 * no more clusters than rows that differ. */
static void expect_defined(const struct algorithm *a, const tm_sparse *m, const char *what)
{
    tm_run run = TM_RUN_INIT;
    struct tm__distinct kinds;

    run.threads = 1;
    cr_assert_eq(tm__distinct_find(&kinds, m, NULL), TM_OK, "%s", what);
    for (size_t k = 0; k < 20; k = k < 3 ? k + 1 : k + 8) {
        tm_clustering *c = NULL, *again = NULL;
        tm_error err = {0};
        char name[80];
        snprintf(name, sizeof name, "%s, %s, k = %zu", a->name, what, k);
        cr_assert_eq(a->run(&c, m, k, &run, &err), TM_OK, "%s: %s", name, err.message);
        cr_expect_eq(c->rows, m->rows, "%s: rows", name);
        expect_in_order(c, name);
        if (a->exact && k)
            cr_expect_eq(c->clusters, k < kinds.count ? k : kinds.count, "%s: %zu clusters", name,
                         c->clusters);
        if (a->exact && k >= kinds.count)
            expect_copies_together(c, &kinds, name);
        cr_assert_eq(a->run(&again, m, k, &run, &err), TM_OK, "%s: again", name);
        expect_same_bits(c, again, name);
        tm_clustering_free(c);
        tm_clustering_free(again);
    }
    tm__distinct_release(&kinds);
}

Test(every_algorithm, gives_a_defined_result_for_odd_rows)
{
    tm_sparse *const m[] = {rows_of(NULL, 0, 3),
                            rows_of((float[]){1, 2}, 1, 2),
                            rows_of((float[]){1, 2, 1, 2}, 2, 2),
                            rows_of((float[]){1, 0, 0, 1}, 2, 2),
                            all_alike(),
                            all_disjoint(),
                            rows_of((float[12]){0}, 6, 2),
                            rows_of((float[]){1, 0, 0, 0, 0, 1, 0, 0}, 4, 2),
                            rows_of(NULL, 0, 0),
                            random_rows(40, 15, 4, 3)};
    static const char *const what[] = {
        "no rows",      "one row",  "two copies", "two strangers", "all identical",
        "all disjoint", "all zero", "some zero",  "no columns",    "random"};

    for (size_t a = 0; a < ALGORITHMS; a++)
        for (size_t x = 0; x < sizeof m / sizeof *m; x++)
            expect_defined(&algorithms[a], m[x], what[x]);
    for (size_t x = 0; x < sizeof m / sizeof *m; x++)
        tm_sparse_free(m[x]);
}

Test(every_algorithm, keeps_rows_that_say_nothing_of_each_other_or_zero_rows_defined)
{
    tm_sparse *m = rows_of((float[]){1, 0, 0, 0, 0, 0, 1, 0}, 4, 2);

    for (size_t a = 0; a < ALGORITHMS; a++) {
        tm_clustering *c;
        cr_assert_eq(algorithms[a].run(&c, m, 2, NULL, NULL), TM_OK, "%s", algorithms[a].name);
        for (size_t i = 1; i < 3; i++) {
            cr_expect_eq(c->score[i], 0.0f, "%s: a zero row scores 0", algorithms[a].name);
            cr_expect_eq(c->margin[i], 0.0f, "%s: and has no margin", algorithms[a].name);
        }
        tm_clustering_free(c);
    }
    tm_sparse_free(m);
}

Test(every_algorithm, refuses_what_is_no_number_and_what_is_below_0)
{
    static const float bad[] = {NAN, INFINITY, -INFINITY, -0.25f};
    tm_sparse *m = random_rows(20, 10, 3, 1);
    const float good = m->value[5];

    for (size_t a = 0; a < ALGORITHMS; a++)
        for (size_t b = 0; b < sizeof bad / sizeof *bad; b++) {
            tm_clustering *c = (tm_clustering *)&bad;
            tm_error err = {0};
            m->value[5] = bad[b];
            cr_expect_eq(algorithms[a].run(&c, m, 3, NULL, &err), TM_EINVAL, "%s, %g",
                         algorithms[a].name, (double)bad[b]);
            cr_expect_null(c, "%s: nothing made", algorithms[a].name);
            cr_expect(strstr(err.message, "row"), "%s: %s", algorithms[a].name, err.message);
        }
    m->value[5] = good;
    m->column[1] = m->column[0];
    for (size_t a = 0; a < ALGORITHMS; a++) {
        tm_clustering *c;
        cr_expect_eq(algorithms[a].run(&c, m, 3, NULL, NULL), TM_EINVAL,
                     "%s: twice the same column", algorithms[a].name);
    }
    tm_sparse_free(m);
}

Test(every_algorithm, has_the_same_bits_on_more_threads)
{
    tm_sparse *m = random_rows(120, 60, 6, 4);

    for (size_t a = 0; a < ALGORITHMS; a++) {
        tm_run run = TM_RUN_INIT;
        tm_clustering *one, *c;
        run.seed = 7;
        run.threads = 1;
        cr_assert_eq(algorithms[a].run(&one, m, 9, &run, NULL), TM_OK, "%s", algorithms[a].name);
        run.threads = 3;
        cr_assert_eq(algorithms[a].run(&c, m, 9, &run, NULL), TM_OK, "%s", algorithms[a].name);
        expect_same_bits(one, c, algorithms[a].name);
        tm_clustering_free(c);
        tm_clustering_free(one);
    }
    tm_sparse_free(m);
}

Test(every_algorithm, can_be_cancelled)
{
    tm_sparse *m = random_rows(40, 20, 4, 1);

    for (size_t a = 0; a < ALGORITHMS; a++) {
        int calls = 0;
        const tm_run run = {sizeof run, 1, 0, stop_at_once, &calls};
        tm_clustering *c = (tm_clustering *)&calls;
        tm_error err = {0};
        cr_expect_eq(algorithms[a].run(&c, m, 3, &run, &err), TM_ECANCELLED, "%s",
                     algorithms[a].name);
        cr_expect_null(c, "%s: nothing made", algorithms[a].name);
        cr_expect_eq(calls, 1, "%s: asked once", algorithms[a].name);
    }
    tm_sparse_free(m);
}

Test(every_algorithm, takes_many_copies_of_one_row, .timeout = 100)
{
    enum { COPIES = 50000 };
    float *x = malloc(COPIES * sizeof *x);
    tm_run run = TM_RUN_INIT;
    tm_sparse *m;

    run.threads = 1;
    for (size_t i = 0; i < COPIES; i++)
        x[i] = 1;
    m = rows_of(x, COPIES, 1);
    for (size_t a = 0; a < ALGORITHMS; a++) {
        tm_clustering *c;
        cr_assert_eq(algorithms[a].run(&c, m, 1, &run, NULL), TM_OK, "%s", algorithms[a].name);
        cr_expect_eq(c->clusters, 1, "%s: %zu clusters of copies", algorithms[a].name, c->clusters);
        tm_clustering_free(c);
    }
    tm_sparse_free(m);
    free(x);
}
