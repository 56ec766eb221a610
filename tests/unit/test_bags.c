#include "rater_sample.h"

static const char *const sentences[] = {"The storm hit the coast, storm by storm.", "It was so.",
                                        "Coasts of the storm", NULL};
static const size_t documents[] = {4, 4, 9};

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

static tm_status read_once(void)
{
    const tm_text text[] = {{sentences[0], strlen(sentences[0])}, {"more storms", 11}};
    struct tm__bags b = {0};
    const tm_status status = tm__bags_read(&b, text, documents, 2, "en", NULL, NULL);

    tm__bags_release(&b);
    return status;
}

Test(bags, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(read_once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
