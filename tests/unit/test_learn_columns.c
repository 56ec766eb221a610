#include "counting_sample.h"
#include "fault_alloc.h"
#include "vector/choose_terms.h"
#include "vector/count.h"

#include <string.h>

static tm_status learn(struct tm__columns *columns, struct tm__counts *counts,
                       const tm_tfidf_options *options, const struct tm__vocabulary *known)
{
    struct tm__count_job job;
    tm_status status = count_sample(&job, options);

    memset(columns, 0, sizeof *columns);
    *counts = (struct tm__counts){.documents = COUNTING_SAMPLE};
    if (status == TM_OK)
        status = tm__learn_columns(columns, counts, &job, known, &fault_run, NULL);
    tm__release_workers(&job);
    tm__end_parts(&job);
    return status;
}

static void expect_terms(const struct tm__vocabulary *v, size_t count, const char *const *term)
{
    cr_assert_eq(v->terms, count);
    for (uint32_t t = 0; t < count; t++) {
        const tm_text got = tm__vocabulary_term(v, t);

        cr_expect(got.size == strlen(term[t]) && memcmp(got.data, term[t], got.size) == 0, "%s",
                  term[t]);
    }
}

Test(learn_columns, are_the_terms_in_byte_order)
{
    static const char *const all[] = {"coast", "hits", "minister", "resigns", "storm"};
    static const uint32_t by_appearance[] = {4, 1, 0, 2, 3}, df[] = {2, 1, 1, 1, 2};
    const tm_tfidf_options options = TM_TFIDF_INIT;
    struct tm__columns columns;
    struct tm__counts counts;

    cr_assert_eq(learn(&columns, &counts, &options, NULL), TM_OK);
    expect_terms(&counts.vocabulary, 5, all);
    cr_expect_arr_eq(columns.of[0], by_appearance, sizeof by_appearance);
    cr_expect_arr_eq(counts.own_df, df, sizeof df);
    cr_expect(!columns.gaps);
    tm__columns_release(&columns);
    tm__counts_release(&counts);
}

Test(learn_columns, leave_out_what_the_options_do_not_let_pass)
{
    static const char *const common[] = {"coast", "storm"};
    static const uint32_t by_appearance[] = {1, TM__NO_TERM, 0, TM__NO_TERM, TM__NO_TERM};
    tm_tfidf_options options = TM_TFIDF_INIT;
    struct tm__columns columns;
    struct tm__counts counts;

    options.min_df = 2;
    cr_assert_eq(learn(&columns, &counts, &options, NULL), TM_OK);
    expect_terms(&counts.vocabulary, 2, common);
    cr_expect_arr_eq(columns.of[0], by_appearance, sizeof by_appearance);
    cr_expect(columns.gaps);
    tm__columns_release(&columns);
    tm__counts_release(&counts);

    options = (tm_tfidf_options)TM_TFIDF_INIT;
    options.max_terms = 1;
    cr_assert_eq(learn(&columns, &counts, &options, NULL), TM_OK);
    expect_terms(&counts.vocabulary, 1, (const char *const[]){"storm"}); /* three times */
    tm__columns_release(&columns);
    tm__counts_release(&counts);
}

static tm_status once(void)
{
    const tm_tfidf_options options = TM_TFIDF_INIT;
    struct tm__columns columns;
    struct tm__counts counts;
    const tm_status status = learn(&columns, &counts, &options, NULL);

    tm__columns_release(&columns);
    tm__counts_release(&counts);
    return status;
}

Test(learn_columns, survive_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
