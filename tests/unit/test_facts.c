#include "fault_alloc.h"
#include "keywords/facts.h"

#include <math.h>
#include <string.h>

static const tm_text documents[] = {
    {"The Storm hit. Storms hit the coast of Varnvik.", 47},
    {"In Varnvik a storm", 18},
};

static void read_tokens(struct tm__tokens *t)
{
    cr_assert_eq(tm__tokens_read(t, documents, 2, "en", NULL, true, NULL, NULL), TM_OK, "tokens");
}

/* The fact of the word at `word` of all tokens. */
static const struct tm__fact *fact_at(const struct tm__facts *facts, const struct tm__tokens *t,
                                      size_t word)
{
    return &facts->fact[t->token[word].term];
}

Test(facts, counts_words)
{
    struct tm__facts facts = {0};
    struct tm__tokens t;

    read_tokens(&t);
    cr_assert_eq(tm__facts_find(&facts, &t, documents, "en", NULL, NULL), TM_OK, "facts");
    cr_expect_eq(fact_at(&facts, &t, 1)->count, 3, "storm, storms");
    cr_expect_eq(fact_at(&facts, &t, 1)->inside, 2, "one starts a sentence");
    cr_expect_eq(fact_at(&facts, &t, 1)->capital, 1, "Storm; Storms has to");
    cr_expect_eq(fact_at(&facts, &t, 8)->capital, 2, "Varnvik");
    cr_expect(fact_at(&facts, &t, 0)->stop && fact_at(&facts, &t, 0)->rarity == 0, "the");
    cr_expect_eq(fact_at(&facts, &t, 6)->rarity, 1.0, "no background");
    cr_expect_eq(facts.sentences, 3, "sentences");
    cr_expect_eq(facts.sentence[9], 2, "the second document starts one");
    tm__facts_release(&facts);
    tm__tokens_release(&t);
}

/* Seven documents: "storm" in three, "storms" in one. */
static tm_tfidf *background(void)
{
    static const tm_text texts[] = {{"storm", 5}, {"storm a", 7}, {"storm", 5}, {"storms", 6},
                                    {"b", 1},     {"c", 1},       {"d", 1}};
    tm_tfidf_options o = TM_TFIDF_INIT;
    tm_tfidf *model;
    tm_sparse *rows;

    o.analyzer.keep_stopwords = true;
    cr_assert_eq(tm_tfidf_fit(&model, &rows, texts, 7, &o, NULL, NULL), TM_OK, "fit");
    tm_sparse_free(rows);
    return model;
}

Test(facts, rarity_is_that_of_all_forms)
{
    struct tm__facts facts = {0};
    struct tm__tokens t;
    tm_tfidf *model = background();

    read_tokens(&t);
    cr_assert_eq(tm__facts_find(&facts, &t, documents, "en", model, NULL), TM_OK, "facts");
    cr_expect_float_eq(fact_at(&facts, &t, 1)->rarity, log(8.0 / 5) / log(8), 1e-12, "3 + 1 of 7");
    cr_expect_eq(fact_at(&facts, &t, 8)->rarity, 1.0, "Varnvik is in none");
    tm__facts_release(&facts);
    tm__tokens_release(&t);
    tm_tfidf_free(model);
}

static tm_status find_once(const struct tm__tokens *t, const tm_tfidf *model)
{
    struct tm__facts facts = {0};
    const tm_status status = tm__facts_find(&facts, t, documents, "en", model, NULL);

    tm__facts_release(&facts);
    return status;
}

Test(facts, survives_allocation_failure)
{
    struct tm__tokens t;
    tm_tfidf *model;

    fault_install();
    model = background();
    read_tokens(&t);
    FAULT_LOOP(find_once(&t, model));
    tm__tokens_release(&t);
    tm_tfidf_free(model);
    cr_expect_eq(fault_live, 0, "nothing left");
}
