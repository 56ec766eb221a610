#include "fault_alloc.h"

#include <math.h>
#include <string.h>

static const tm_text here[] = {
    {"Beirut says", 11},
    {"Beirut port", 11},
    {"Beirut Zagreb", 13},
};
static const tm_text elsewhere[] = {
    {"he says port", 12}, {"she says port", 13}, {"it says no", 10}, {"Beirut", 6}, {"", 0},
};

struct models {
    tm_tfidf *model, *background;
    tm_sparse *rows;
};

static struct models fit(void)
{
    tm_tfidf_options o = TM_TFIDF_INIT;
    struct models m = {NULL, NULL, NULL};

    o.analyzer.keep_stopwords = true;
    cr_assert_eq(tm_tfidf_fit(&m.model, &m.rows, here, 3, &o, NULL, NULL), TM_OK, "here");
    cr_assert_eq(tm_tfidf_fit(&m.background, NULL, elsewhere, 5, &o, NULL, NULL), TM_OK, "there");
    return m;
}

static void release(struct models *m)
{
    tm_tfidf_free(m->model);
    tm_tfidf_free(m->background);
    tm_sparse_free(m->rows);
}

static double weight(const struct models *m, size_t row, const char *term)
{
    const uint32_t id = tm_tfidf_lookup(m->model, term, strlen(term));

    for (uint64_t e = m->rows->row_start[row]; e < m->rows->row_start[row + 1]; e++)
        if (m->rows->column[e] == id)
            return m->rows->value[e];
    return 0;
}

Test(background, weighs_by_the_mean_of_both)
{
    struct models m = fit();
    const double beirut = 0.5 * (log(4.0 / 4) + 1) + 0.5 * (log(6.0 / 2) + 1);
    const double says = 0.5 * (log(4.0 / 2) + 1) + 0.5 * (log(6.0 / 4) + 1);
    const double zagreb = 0.5 * (log(4.0 / 2) + 1) + 0.5 * (log(6.0) + 1);

    cr_assert_eq(tm_tfidf_add_background(m.rows, m.model, m.background, 0.5, NULL), TM_OK, "weigh");
    cr_expect_float_eq(weight(&m, 0, "beirut") / weight(&m, 0, "says"), beirut / says, 1e-6, "0");
    cr_expect_float_eq(weight(&m, 2, "zagreb") / weight(&m, 2, "beirut"), zagreb / beirut, 1e-6,
                       "an unknown word is as rare as can be");
    for (size_t i = 0; i < 3; i++)
        cr_expect_float_eq(tm_cosine(m.rows, i, m.rows, i), 1, 1e-6, "row %zu", i);
    release(&m);
}

Test(background, share_0_changes_nothing_and_1_forgets_the_rows)
{
    struct models m = fit(), same = fit();

    cr_assert_eq(tm_tfidf_add_background(m.rows, m.model, m.background, 0, NULL), TM_OK, "0");
    for (uint64_t e = 0; e < m.rows->row_start[3]; e++)
        cr_expect_float_eq(m.rows->value[e], same.rows->value[e], 1e-6, "entry %d", (int)e);
    cr_assert_eq(tm_tfidf_add_background(m.rows, m.model, m.background, 1, NULL), TM_OK, "1");
    cr_expect_float_eq(weight(&m, 1, "beirut") / weight(&m, 1, "port"),
                       (log(6.0 / 2) + 1) / (log(6.0 / 3) + 1), 1e-6, "there alone");
    release(&m);
    release(&same);
}

Test(background, rejects_what_does_not_fit)
{
    struct models m = fit();
    tm_error err;

    cr_expect_eq(tm_tfidf_add_background(m.rows, m.background, m.model, 0.5, &err), TM_EINVAL,
                 "rows of another model");
    cr_expect_eq(tm_tfidf_add_background(m.rows, m.model, m.background, 1.5, &err), TM_EINVAL,
                 "share");
    cr_expect_eq(tm_tfidf_add_background(m.rows, m.model, m.background, NAN, &err), TM_EINVAL,
                 "NaN");
    release(&m);
}

Test(background, survives_failing_allocations, .init = fault_install)
{
    struct models m = fit();

    FAULT_LOOP(tm_tfidf_add_background(m.rows, m.model, m.background, 0.5, NULL));
    release(&m);
}
