#include "reading_sample.h"
#include "summarize/ranking.h"

#include <string.h>

/* Weights of zero: every probability is 1/2. */
static const tm_summary_model even = {.word.weight[0] = 0};

struct ranked {
    const tm_text *documents;
    struct tm__passages passages;
    struct tm__concepts concepts;
    struct tm__ranking ranking;
};

static struct ranked rank(const tm_text *documents, size_t count, size_t least)
{
    struct ranked r = {.documents = documents};

    sample_concepts(&r.passages, &r.concepts, documents, count);
    cr_assert_eq(
        tm__rank(&r.ranking, &r.passages, &r.concepts, documents, &even, least, NULL, NULL), TM_OK,
        "rank");
    return r;
}

static void release(struct ranked *r)
{
    tm__passages_release(&r->passages);
    tm__concepts_release(&r->concepts);
    tm__ranking_release(&r->ranking);
}

static tm_text text(const char *s)
{
    return (tm_text){s, strlen(s)};
}

/* Every word weighs its probability of .5, a pair 1. */
Test(ranking, scores_worth_over_length)
{
    const tm_text document = text("The old harbour burned. Yes. The old harbour burned.");
    struct ranked r = rank(&document, 1, 3);

    cr_assert_eq(r.passages.count, 3, "sentences");
    cr_expect_eq(r.ranking.kind, TM__GUARD_SENTENCE, "kind");
    cr_expect_eq(r.passages.passage[1].guard, TM__GUARD_FRAGMENT, "too short");
    cr_expect_eq(r.ranking.candidates, 1, "a repetition is none");
    cr_expect_float_eq(r.ranking.score[0], (4 * .5 + 3) / 24, 1e-9, "4 words, 3 pairs: %g",
                       r.ranking.score[0]);
    cr_expect_float_eq(r.ranking.score[1], .5 / 21, 1e-9, "a word: %g", r.ranking.score[1]);
    for (uint64_t e = 0; e < r.concepts.start[1]; e++) {
        const uint32_t k = r.concepts.occurrence[e].concept;
        cr_expect_float_eq(r.ranking.weight[k], r.concepts.of[k].pair ? 1 : .5, 1e-9, "%u", k);
    }
    cr_expect_null(r.ranking.repetition, "not asked for");
    cr_assert_eq(tm__rank_repetition(&r.ranking, r.concepts.rows, NULL), TM_OK, "count");
    /* old, harbour, burn: two sentences hold each. */
    cr_expect_float_eq(r.ranking.repetition[0], 6, 0, "repetition");
    cr_expect_float_eq(r.ranking.repetition[1], 0, 0, "nobody else says yes");
    release(&r);
}

/* Kinds and candidates are those of the whole ranking. */
Test(ranking, finds_kinds_without_concepts)
{
    const tm_text document = text("The old harbour burned. Yes. The old harbour burned.");
    struct tm__passages passages;
    struct tm__reading reading;
    struct tm__ranking ranking = {0};

    sample_passages(&passages, &reading, &document, 1);
    cr_assert_eq(tm__rank_kinds(&ranking, &passages, &reading, 3, NULL), TM_OK, "rank");
    cr_expect_eq(ranking.kind, TM__GUARD_SENTENCE, "kind");
    cr_expect_eq(passages.passage[1].guard, TM__GUARD_FRAGMENT, "too short");
    cr_expect_eq(ranking.candidates, 1, "a repetition is none");
    cr_expect_eq(ranking.score[0], 0, "no score");
    cr_expect_null(ranking.weight, "no weights");
    tm__ranking_release(&ranking);
    tm__reading_release(&reading);
    tm__passages_release(&passages);
}

Test(ranking, gives_chrome_no_weight)
{
    const tm_text document = text("The old harbour burned on Monday.\n\nLeave the first comment\n\n"
                                  "Leave the first comment\n\nThe harbour was insured.\n");
    struct ranked r = rank(&document, 1, 3);
    const uint64_t e = r.concepts.start[1]; /* "leave" */

    cr_assert_eq(r.passages.count, 4, "sentences");
    cr_expect_float_eq(r.ranking.score[1], .5 / 24, 1e-9, "only its stop word: %g",
                       r.ranking.score[1]);
    cr_expect_eq(r.ranking.weight[r.concepts.occurrence[e].concept], 0, "not worth covering");
    release(&r);
}

Test(ranking, takes_what_there_is)
{
    const tm_text only_chrome = text("Leave the first comment");
    const tm_text nothing = text("");
    struct ranked r = rank(&only_chrome, 1, 3);

    cr_expect_eq(r.ranking.kind, TM__GUARD_CHROME, "kind");
    cr_expect_eq(r.ranking.candidates, 1, "a candidate all the same");
    release(&r);
    r = rank(&nothing, 1, 3);
    cr_expect_eq(r.ranking.candidates, 0, "nothing to rank");
    release(&r);
}

static tm_status rank_again(struct ranked *r)
{
    struct tm__ranking ranking = {0};
    const tm_status status =
        tm__rank(&ranking, &r->passages, &r->concepts, r->documents, &even, 3, &fault_run, NULL);

    tm__ranking_release(&ranking);
    return status;
}

static tm_status repeat_once(const struct ranked *r)
{
    struct tm__ranking ranking = {0};
    const tm_status status = tm__rank_repetition(&ranking, r->concepts.rows, NULL);

    tm__ranking_release(&ranking);
    return status;
}

static tm_status rank_kinds_once(struct tm__passages *passages, const struct tm__reading *reading)
{
    struct tm__ranking ranking = {0};
    const tm_status status = tm__rank_kinds(&ranking, passages, reading, 3, NULL);

    tm__ranking_release(&ranking);
    return status;
}

Test(ranking, of_kinds_survives_allocation_failure)
{
    const tm_text document = text("The old harbour burned. Nobody was hurt.");
    struct tm__passages passages;
    struct tm__reading reading;

    fault_install();
    sample_passages(&passages, &reading, &document, 1);
    FAULT_LOOP(rank_kinds_once(&passages, &reading));
    tm__reading_release(&reading);
    tm__passages_release(&passages);
    cr_expect_eq(fault_live, 0, "nothing left");
}

Test(ranking, survives_allocation_failure)
{
    const tm_text document = text("The old harbour burned. It was insured. The harbour is old.");
    struct ranked r;

    fault_install();
    r = rank(&document, 1, 3);
    FAULT_LOOP(rank_again(&r));
    FAULT_LOOP(repeat_once(&r));
    release(&r);
    cr_expect_eq(fault_live, 0, "nothing left");
}
