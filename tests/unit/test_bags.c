#include "rater_sample.h"

static const char *const sentences[] = {"The storm hit the coast, storm by storm.", "It was so.",
                                        "Coasts of the storm", NULL};
static const size_t documents[] = {4, 4, 9};

static tm_text text_of(const char *s)
{
    return (tm_text){s, strlen(s)};
}

Test(bags, words_pairs_and_places)
{
    struct tm__bags b;

    sample_bags(&b, sentences, documents);
    cr_expect_eq(b.count, 3, "sentences");
    cr_expect_eq(b.documents, 2, "documents without gaps");
    cr_expect_eq(b.length[0], 2, "two in the first");
    cr_expect_eq(b.sentence[2].document, 1, "its number");
    cr_expect_eq(b.sentence[1].place, 1, "second of its document");
    cr_expect_eq(b.sentence[0].size, 8, "all words");
    cr_expect_eq(b.start[1], 3, "storm, hit, coast");
    cr_expect_eq(b.word[0].count, 3, "three times");
    cr_expect_eq(b.word[0].at, 2, "the second word");
    cr_expect_eq(b.start[2], b.start[1], "stop words alone");
    cr_expect_eq(b.word[3].term, b.word[2].term, "stems");
    cr_expect_eq(b.pairs, b.pair_start[3] - 1, "the storm is in two sentences");
    for (uint64_t e = b.pair_start[0]; e < b.pair_start[3]; e++)
        cr_expect_lt(b.pair[e], b.pairs, "ids");
    tm__bags_release(&b);
}

Test(bags, rows_have_length_one_or_none)
{
    static const double want[] = {1, 0, 1};
    struct tm__bags b;

    sample_bags(&b, sentences, documents);
    cr_assert_eq(tm_sparse_check(b.rows, NULL), TM_OK, "rows");
    for (size_t i = 0; i < 3; i++) {
        double squares = 0;
        for (uint64_t e = b.rows->row_start[i]; e < b.rows->row_start[i + 1]; e++)
            squares += b.rows->value[e] * b.rows->value[e];
        cr_expect_float_eq(squares, want[i], 1e-6, "%zu", i);
    }
    tm__bags_release(&b);
}

/* The second sentence is left out. */
Test(bags, number_what_was_chosen)
{
    const tm_text text[] = {text_of("Rain fell."), text_of("Wind and hail."),
                            text_of("Hail fell.")};
    static const size_t sentence[] = {0, 2}, document[] = {0, 0};
    const tm_text chosen[] = {text[0], text[2]};
    const struct tm__bag_choice choice = {2, sentence, chosen, document};
    struct tm__bags b = {0};
    struct tm__reading reading;

    cr_assert_eq(sample_reading(&reading, text, 3), TM_OK, "read");
    cr_assert_eq(tm__bags_make(&b, &reading, &choice, false, NULL), TM_OK, "make");
    cr_expect_eq(b.terms, 3, "rain, fell, hail: %zu", b.terms);
    cr_expect_eq(b.word[2].term, 2, "hail is new");
    cr_expect_eq(b.word[3].term, 1, "fell is known");
    cr_expect_eq(b.sentence[1].text.data, text[2].data, "its text");
    cr_expect_eq(b.pairs, 0, "none asked for");
    cr_expect_eq(b.pair_start[2], 0, "none");
    tm__bags_release(&b);
    tm__reading_release(&reading);
}

static tm_status make_once(const struct tm__reading *reading)
{
    const tm_text text[] = {text_of(sentences[0]), text_of("more storms")};
    static const size_t sentence[] = {0, 1};
    const struct tm__bag_choice choice = {2, sentence, text, documents};
    struct tm__bags b = {0};
    const tm_status status = tm__bags_make(&b, reading, &choice, true, NULL);

    tm__bags_release(&b);
    return status;
}

Test(bags, survives_allocation_failure)
{
    const tm_text text[] = {text_of(sentences[0]), text_of("more storms")};
    struct tm__reading reading;

    fault_install();
    cr_assert_eq(sample_reading(&reading, text, 2), TM_OK, "read");
    FAULT_LOOP(make_once(&reading));
    tm__reading_release(&reading);
    cr_expect_eq(fault_live, 0, "nothing left");
}
