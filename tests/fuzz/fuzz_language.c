/* The loader of language models, with the checksum set right first; and the same bytes as a text.
 */
#include "fuzz.h"
#include "fuzz_container.h"
#include "text/language_model.h"

#include <string.h>

static void detect(const tm_language *model, const char *text, size_t size)
{
    tm_language_guess guess[3];
    const size_t n = tm_language_detect(model, text, size, guess, 3);

    FUZZ_CHECK(n >= 1 && n <= 3);
    for (size_t i = 0; i < n; i++)
        FUZZ_CHECK(guess[i].score >= 0 && guess[i].score <= 1);
}

static void read_text(const char *text, size_t size)
{
    struct tm__grams reader;
    struct tm__gram ngram[7];
    uint32_t word = 0;
    size_t n;

    tm__grams_start(&reader, text, size, NULL);
    while ((n = tm__grams_next(&reader, ngram, 7)) > 0)
        for (size_t i = 0; i < n; i++) {
            FUZZ_CHECK(ngram[i].word >= word && ngram[i].word < size);
            word = ngram[i].word;
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    unsigned char *copy = fuzz_container(data, size);
    tm_language *model;

    read_text((const char *)data, size);
    if (tm__language_read(&model, copy, size, "fuzz", NULL) == TM_OK) {
        detect(model, "Baku talks and the storm in Geneva", 34);
        detect(model, (const char *)data, size);
        tm_language_free(model);
    }
    free(copy);
    return 0;
}
