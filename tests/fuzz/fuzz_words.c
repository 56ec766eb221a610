/* The word cutters: offsets rise, stay inside, and nothing depends on what the bytes mean. */
#include "fuzz.h"

#include <tm.h>

static void check_words(const char *text, size_t size, tm_word_rules rules)
{
    tm_span *word;
    size_t count, last = 0;

    if (tm_words(&word, &count, text, size, rules, NULL) != TM_OK)
        return;
    for (size_t i = 0; i < count; i++) {
        FUZZ_CHECK(word[i].start < word[i].end && word[i].end <= size);
        FUZZ_CHECK(word[i].start >= last && (i == 0 || word[i].start > word[i - 1].start));
        last = rules == TM_WORDS_UAX29 ? word[i].end : word[i].start;
    }
    tm_free(word);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    char *normal;
    size_t *boundary, count, normal_size;

    check_words(text, size, TM_WORDS_UAX29);
    check_words(text, size, TM_WORDS_NEWS);
    FUZZ_CHECK(tm_word_boundaries(&boundary, &count, text, size, NULL) == TM_OK);
    for (size_t i = 0; i < count; i++)
        FUZZ_CHECK(boundary[i] > (i ? boundary[i - 1] : 0) && boundary[i] <= size);
    FUZZ_CHECK(count == 0 ? size == 0 : boundary[count - 1] == size);
    tm_free(boundary);
    FUZZ_CHECK(tm_normalize(&normal, &normal_size, text, size, TM_NORMALIZE_FOLD_CASE, NULL) ==
               TM_OK);
    FUZZ_CHECK(tm_utf8_valid(normal, normal_size));
    tm_free(normal);
    return 0;
}
