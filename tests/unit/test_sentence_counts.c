#include "text/sentence_counts.h"

#include "fault_alloc.h"
#include "text/sentence_model.h"

#include <string.h>

static const char text[] = "The Cat sat. Then came Bob, a dog etc. and all. NATO fell down The Hole";

static struct tm__sentence_count of(const struct tm__sentence_counts *counts, const char *word)
{
    const uint32_t id = tm__strings_find(&counts->word, word, strlen(word));

    cr_assert_neq(id, UINT32_MAX, "%s", word);
    return counts->count[id];
}

Test(sentence_counts, words_by_where_they_stand)
{
    struct tm__sentence_counts counts;

    cr_assert(tm__sentence_counts_init(&counts));
    cr_assert(tm__sentence_count_words(&counts, text, sizeof text - 1, NULL));
    cr_expect_eq(counts.words, 16, "words");
    cr_expect_eq(counts.stops, 3, "sat. etc. all.");
    cr_expect_eq(counts.starts, 2, "The, Then; NATO is all capitals");
    cr_expect_eq(of(&counts, "the").starting, 1, "at the start");
    cr_expect_eq(of(&counts, "the").inside, 1, "behind down");
    cr_expect_eq(of(&counts, "cat").inside, 0, "behind a capital");
    cr_expect_eq(of(&counts, "etc").stopped, 1, "etc.");
    cr_expect_eq(of(&counts, "etc").plain, 0, "etc.");
    cr_expect_eq(of(&counts, "bob").inside, 1, "behind came");
    tm__sentence_counts_release(&counts);
}

Test(sentence_counts, pairs_with_marked_words)
{
    struct tm__sentence_counts counts;
    uint8_t kind[32] = {0};

    cr_assert(tm__sentence_counts_init(&counts));
    cr_assert(tm__sentence_count_words(&counts, text, sizeof text - 1, NULL));
    kind[tm__strings_find(&counts.word, "the", 3)] = TM__STARTER;
    cr_assert(tm__sentence_count_pairs(&counts, text, sizeof text - 1, NULL, kind));
    cr_assert_eq(counts.pair.count, 1, "one");
    cr_expect_eq(tm__strings_find(&counts.pair, "down the", 8), 0, "this");
    cr_expect_eq(counts.pair_count[0], 1, "once");
    tm__sentence_counts_release(&counts);
}
