#include "cluster/track_model.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>
#include <tm.h>

static tm_analyzer *analyzer;
static struct tm__track_model model;

static void start(void)
{
    cr_assert_eq(tm_analyzer_new(&analyzer, NULL, NULL), TM_OK);
    cr_assert(tm__track_model_init(&model, analyzer));
}

static void stop(void)
{
    tm__track_model_release(&model);
    tm_analyzer_free(analyzer);
}

static void read_words(const char *words)
{
    cr_assert_eq(tm__track_model_read(&model, (tm_text){words, strlen(words)}, NULL), TM_OK);
}

static void put(const char *words, uint32_t story)
{
    read_words(words);
    cr_assert_eq(tm__track_model_put(&model, story, NULL), TM_OK);
}

static uint32_t choose(const char *words)
{
    uint32_t story;

    read_words(words);
    cr_assert_eq(tm__track_model_choose(&story, &model, NULL), TM_OK);
    return story;
}

TestSuite(track_model, .init = start, .fini = stop);

Test(track_model, counts_words_once_each)
{
    read_words("Ferry, ferry and the PORT of ferries");
    cr_expect_eq(model.current_count, 3, "ferry, port, ferries; stop words go");
    cr_expect_eq(model.current[0].count, 2);
    put("ferry port", 0);
    cr_expect_eq(model.stories, 1);
    cr_expect_eq(model.used, 2);
    cr_expect_eq(model.story[0].words, 2);
}

Test(track_model, chooses_the_story_whose_words_it_has)
{
    put("storm floods coast road", 0);
    put("storm floods the coast", 0);
    put("skater wins gold medal", 1);
    put("gold medal for skater", 1);
    cr_expect_eq(choose("coast road under water after storm"), 0);
    cr_expect_eq(choose("second gold for the skater"), 1);
    cr_expect_eq(choose("parliament votes on budget"), TM__TRACK_NEW);
    cr_expect_eq(choose(""), TM__TRACK_NEW);
    cr_expect_eq(choose("the of and"), TM__TRACK_NEW);
    cr_expect_eq(choose("storm floods gold medal"), 0, "a tie goes to the lower story");
}

Test(track_model, scores_as_the_formula_says)
{
    /* One story: 3 documents, 4 words: wreck 3 times, harbour once; alpha is at least 1. */
    const double beta = 0.05, vocabulary = 2 * beta;
    double story, fresh;

    put("wreck", 0);
    put("wreck", 0);
    put("wreck harbour", 0);
    model.alpha = 2;
    story = log(3) + log((3 + beta) / (4 + vocabulary)) + log((1 + beta) / (5 + vocabulary));
    fresh = log(2) + log(beta / vocabulary) + log(beta / (1 + vocabulary));
    cr_assert_gt(story, fresh);
    cr_expect_eq(choose("wreck harbour"), 0);
    model.alpha = 2 * exp(story - fresh) * 1.0001;
    cr_expect_eq(choose("wreck harbour"), TM__TRACK_NEW);
    model.alpha = 2 * exp(story - fresh) * 0.9999;
    cr_expect_eq(choose("wreck harbour"), 0);
}
