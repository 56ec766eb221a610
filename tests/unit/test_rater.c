#include "rater_sample.h"

static void read_bags(struct tm__bags *bags)
{
    static const char *const sentences[] = {"Ships left the harbour.", "Rain fell.", NULL};

    sample_bags(bags, sentences, NULL);
}

/* Rates by the seed; what is chosen is remembered in total. */
static tm_status start(struct tm__rating *rating, const tm_run *run, tm_error *err)
{
    (void)run;
    (void)err;
    for (size_t i = 0; i < rating->bags->count; i++)
        rating->score[i] = (double)rating->seed + (double)i;
    return TM_OK;
}

static double value(const struct tm__rating *rating, size_t sentence)
{
    return 10 * rating->score[sentence] + rating->total;
}

static void choose(struct tm__rating *rating, size_t sentence)
{
    rating->total += 100 * (double)(sentence + 1);
}

Test(rater, takes_the_score_where_there_is_no_value)
{
    const struct tm__rater rater = {.start = start};
    const tm_run run = {sizeof run, 1, 7, NULL, NULL};
    struct tm__rating rating = {0};
    struct tm__bags bags;

    read_bags(&bags);
    cr_assert_eq(tm__rating_start(&rating, &rater, &bags, &run, NULL), TM_OK, "start");
    cr_expect_eq(tm__rating_value(&rating, &rater, 1), 8, "the seed of the run and 1");
    tm__rating_choose(&rating, &rater, 1);
    cr_expect_eq(tm__rating_value(&rating, &rater, 1), 8, "nothing changes");
    tm__rating_release(&rating);
    cr_expect_null(rating.score, "released");
    tm__bags_release(&bags);
}

Test(rater, asks_the_method_again_after_each_choice)
{
    const struct tm__rater rater = {false, start, value, choose};
    struct tm__rating rating = {0};
    struct tm__bags bags;

    read_bags(&bags);
    cr_assert_eq(tm__rating_start(&rating, &rater, &bags, NULL, NULL), TM_OK, "start");
    cr_expect_eq(rating.seed, 0, "without a run");
    cr_expect_eq(tm__rating_value(&rating, &rater, 1), 10, "before");
    tm__rating_choose(&rating, &rater, 0);
    cr_expect_eq(tm__rating_value(&rating, &rater, 1), 110, "after");
    tm__rating_release(&rating);
    tm__bags_release(&bags);
}

Test(rater, gives_room_for_terms_pairs_and_sentences)
{
    const struct tm__rater rater = {.start = start};
    struct tm__rating rating = {0};
    struct tm__bags bags;
    size_t most;

    read_bags(&bags);
    most = bags.terms > bags.pairs ? bags.terms : bags.pairs;
    cr_assert_eq(tm__rating_start(&rating, &rater, &bags, NULL, NULL), TM_OK, "start");
    for (size_t k = 0; k < most; k++)
        cr_expect(rating.weight[k] == 0 && rating.other[k] == 0, "%zu is zero", k);
    tm__rating_release(&rating);
    tm__bags_release(&bags);
}

static tm_status start_once(const struct tm__bags *bags)
{
    const struct tm__rater rater = {.start = start};
    struct tm__rating rating = {0};
    const tm_status status = tm__rating_start(&rating, &rater, bags, &fault_run, NULL);

    tm__rating_release(&rating);
    return status;
}

Test(rater, survives_allocation_failure)
{
    struct tm__bags bags;

    fault_install();
    read_bags(&bags);
    FAULT_LOOP(start_once(&bags));
    tm__bags_release(&bags);
    cr_expect_eq(fault_live, 0, "nothing left");
}
