#include "fault_alloc.h"
#include "text/language_sgd.h"

static const tm_language_sample two[] = {{"aa", {"barbar", 6}}, {"bb", {"dorduk", 6}}};
static const uint32_t label[] = {0, 1}, order[] = {0, 1};
static const struct tm__sgd_data data = {two, label, order, 2};

/* output[k] . sum of rows, for k = 0 and 1 */
static void logits(const struct tm__sgd *sgd, tm_text text, float *logit)
{
    struct tm__gram g[64];
    struct tm__grams reader;
    size_t n;

    tm__grams_start(&reader, text.data, text.size, NULL);
    n = tm__grams_next(&reader, g, 64);
    for (uint32_t k = 0; k < 2; k++) {
        logit[k] = 0;
        for (size_t i = 0; i < n; i++)
            for (uint32_t d = 0; d < TM__LANGUAGE_RANK; d++)
                logit[k] +=
                    sgd->output[k * TM__LANGUAGE_RANK + d] *
                    sgd->row[tm__language_row(g[i].hash, sgd->rows) * TM__LANGUAGE_RANK + d];
    }
}

Test(language_sgd, tells_two_texts_apart)
{
    struct tm__sgd sgd;
    float logit[2];

    cr_assert_eq(tm__sgd_init(&sgd, 500, 2, NULL, 1, NULL), TM_OK, "init");
    cr_assert_eq(tm__sgd_learn(&sgd, &data, 50, "train", NULL, NULL), TM_OK, "learn");
    logits(&sgd, two[0].text, logit);
    cr_expect_gt(logit[0], logit[1] + 1, "the first");
    logits(&sgd, two[1].text, logit);
    cr_expect_gt(logit[1], logit[0] + 1, "the second");
    tm__sgd_release(&sgd);
}

Test(language_sgd, the_seed_decides)
{
    struct tm__sgd a, b, c;
    const size_t bytes = 500 * TM__LANGUAGE_RANK * sizeof(float);

    cr_assert_eq(tm__sgd_init(&a, 500, 2, NULL, 1, NULL), TM_OK, "init");
    cr_assert_eq(tm__sgd_init(&b, 500, 2, NULL, 1, NULL), TM_OK, "init");
    cr_assert_eq(tm__sgd_init(&c, 500, 2, NULL, 2, NULL), TM_OK, "init");
    cr_expect_arr_neq(a.row, c.row, bytes, "other seed, other start");
    cr_assert_eq(tm__sgd_learn(&a, &data, 3, "train", NULL, NULL), TM_OK, "learn");
    cr_expect_arr_neq(a.row, b.row, bytes, "something was learnt");
    cr_assert_eq(tm__sgd_learn(&b, &data, 3, "train", NULL, NULL), TM_OK, "learn");
    cr_expect_arr_eq(a.row, b.row, bytes, "the same seed, the same bits");
    tm__sgd_release(&a);
    tm__sgd_release(&b);
    tm__sgd_release(&c);
}

static tm_status once(void)
{
    struct tm__sgd sgd;
    tm_status status = tm__sgd_init(&sgd, 10, 2, NULL, 1, NULL);

    if (status == TM_OK) {
        status = tm__sgd_learn(&sgd, &data, 1, "train", &fault_run, NULL);
        tm__sgd_release(&sgd);
    }
    return status;
}

Test(language_sgd, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
