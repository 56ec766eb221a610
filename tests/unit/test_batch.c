#include "similarity/batch.h"

#include "batch_sample.h"
#include "fault_alloc.h"

/* A batch and a probe are asked the same, and the tests of probes ask brute force. */
static void expect_answers_of_probes(const struct tm__question *question, size_t begin, size_t end)
{
    struct tm__batch *batch = tm__batch_new(question);
    struct tm__probe probe;

    cr_assert(tm__probe_make(&probe, question), "probe");
    cr_assert(tm__batch_ask(batch, begin, end), "batch");
    for (size_t i = begin; i < end; i++) {
        const size_t n =
            tm__probe_row(&probe, question, i, question->against == TM__LATER ? i + 1 : 0,
                          question->against == TM__OTHERS ? i : SIZE_MAX);
        const uint64_t *key;
        size_t found;
        cr_assert(tm__batch_answers(batch, i - begin, &key, &found), "answers");
        cr_assert_eq(found, n, "row %zu", i);
        for (size_t k = 0; k < n; k++) {
            const struct tm__answer a = tm__answer_of(key[k]), b = tm__probe_answer(&probe, k);
            cr_expect(a.row == b.row && a.similarity == b.similarity, "answer %zu of row %zu", k,
                      i);
        }
    }
    tm__probe_release(&probe);
    tm__batch_free(batch);
}

Test(batch, answers_as_probes_do)
{
    static const size_t top[] = {0, 1, 10, SIZE_MAX}, cols[] = {20, 300};

    for (size_t x = 0; x < 24; x++) { /* lists of several tiles, and of a few rows */
        tm_sparse *m = random_rows(600, cols[x / 12], 7, x);
        struct tm__inverted index;
        struct tm__question question = {&index, m, top[x % 4], 0.2f, (enum tm__against)(x / 4 % 3)};

        m->value[9] = 0; /* a stored zero is nothing */
        cr_assert_eq(tm__inverted_build(&index, m, NULL, NULL), TM_OK, "index");
        expect_answers_of_probes(&question, 0, 600);
        expect_answers_of_probes(&question, 211, 212);
        expect_answers_of_probes(&question, 300, 300);
        tm__inverted_release(&index);
        tm_sparse_free(m);
    }
}

Test(batch, finds_nothing_for_rows_of_nothing)
{
    static const float x[6] = {0};
    tm_sparse *m = rows_of(x, 3, 2);
    struct tm__inverted index;
    const struct tm__question question = {&index, m, 10, 0.2f, TM__ALL};

    cr_assert_eq(tm__inverted_build(&index, m, NULL, NULL), TM_OK, "index");
    expect_answers_of_probes(&question, 0, 3);
    tm__inverted_release(&index);
    tm_sparse_free(m);
}

Test(batch, counts_a_pair_once_however_small_its_values)
{
    /* Products of the first common column are 0 as floats. */
    static const float x[6] = {1e-30f, 1e-28f, 1e-28f, 1e-30f, 1e-28f, 1e-28f};
    tm_sparse *m = rows_of(x, 2, 3);
    struct tm__inverted index;
    const struct tm__question question = {&index, m, SIZE_MAX, 0.2f, TM__OTHERS};

    for (size_t e = 0; e < 6; e++)
        m->value[e] = x[e];
    cr_assert_eq(tm__inverted_build(&index, m, NULL, NULL), TM_OK, "index");
    expect_answers_of_probes(&question, 0, 2);
    tm__inverted_release(&index);
    tm_sparse_free(m);
}

Test(batch, is_used_again)
{
    struct batch_sample *s = batch_sample_new(random_rows(300, 40, 6, 3), 5, 0.1f);
    const uint64_t *key;
    size_t n, again;

    cr_assert(tm__batch_ask(s->batch, 0, 100), "first");
    cr_assert(tm__batch_ask(s->batch, 50, 300), "larger");
    cr_assert(tm__batch_ask(s->batch, 7, 8), "smaller");
    cr_assert(tm__batch_answers(s->batch, 0, &key, &n), "answers");
    cr_expect_eq(n, 5, "of the last only");
    cr_assert(tm__batch_ask(s->batch, 0, 300), "all");
    cr_assert(tm__batch_answers(s->batch, 7, &key, &again), "answers");
    cr_expect_eq(again, n, "the same");
    batch_sample_free(s);
}

Test(batch, suits_many_short_rows)
{
    struct batch_sample *shorter = batch_sample_new(random_rows(300, 200, 7, 3), 10, 0.1f),
                        *longer = batch_sample_new(random_rows(300, 200, 150, 3), 10, 0.1f);
    tm_sparse *few = random_rows(5, 200, 7, 4);
    struct tm__question question = shorter->question;

    cr_expect(tm__batch_suits(&question), "the best of short rows");
    cr_expect_not(tm__batch_suits(&longer->question), "long ones");
    question.queries = few;
    cr_expect_not(tm__batch_suits(&question), "a few questions");
    tm_sparse_free(few);
    batch_sample_free(shorter);
    batch_sample_free(longer);
}

static tm_status once(const struct tm__question *question)
{
    struct tm__batch *batch = tm__batch_new(question);
    const uint64_t *key;
    size_t n;
    const bool good = batch && tm__batch_ask(batch, 0, 4) && tm__batch_ask(batch, 0, 60) &&
                      tm__batch_answers(batch, 3, &key, &n);

    tm__batch_free(batch);
    return good ? TM_OK : TM_ENOMEM;
}

Test(batch, survives_allocation_failure)
{
    struct batch_sample *s;

    fault_install();
    s = batch_sample_new(random_rows(60, 10, 3, 1), 12, 0.1f);
    FAULT_LOOP(once(&s->question));
    batch_sample_free(s);
    cr_expect_eq(fault_live, 0, "nothing left");
}
