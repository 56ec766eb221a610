/* The sentence cutter: in order, inside, and nothing between sentences is lost but white space. */
#include "fuzz.h"

#include <tm.h>

static void check(const char *text, size_t size, const char *language)
{
    tm_span *sentence;
    size_t count, last = 0;

    FUZZ_CHECK(tm_sentences(&sentence, &count, text, size, language, NULL) == TM_OK);
    for (size_t i = 0; i < count; i++) {
        FUZZ_CHECK(sentence[i].start >= last && sentence[i].start < sentence[i].end);
        FUZZ_CHECK(sentence[i].end <= size);
        for (size_t at = last; at < sentence[i].start;
             at++) /* ASCII letters are never between sentences */
            FUZZ_CHECK(!(((unsigned char)text[at] | 32u) >= 'a' &&
                         ((unsigned char)text[at] | 32u) <= 'z'));
        last = sentence[i].end;
    }
    tm_free(sentence);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check((const char *)data, size, NULL);
    check((const char *)data, size, "en");
    check((const char *)data, size, "de");
    return 0;
}
