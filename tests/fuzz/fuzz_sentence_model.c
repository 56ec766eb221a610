/* The loader of sentence models, with the checksum set right first; and sentences cut with it. */
#include "fuzz.h"
#include "fuzz_container.h"
#include "text/sentence_model.h"

#include <string.h>

static void cut(const tm_sentence_model *model, const char *text, size_t size)
{
    for (const char *const *code = tm_sentence_model_codes(model); *code; code++) {
        tm_span *span;
        size_t count, end = 0;

        FUZZ_CHECK(tm_sentences_trained(&span, &count, text, size, *code, model, NULL) == TM_OK);
        for (size_t i = 0; i < count; i++) {
            FUZZ_CHECK(span[i].start >= end && span[i].end > span[i].start && span[i].end <= size);
            end = span[i].end;
        }
        tm_free(span);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char text[] = "Prices rise The bank said aprx. Two; Some other \"band\" The end";
    unsigned char *copy = fuzz_container(data, size);
    tm_sentence_model *model;

    if (tm__sentence_model_read(&model, copy, size, "fuzz", NULL) == TM_OK) {
        cut(model, text, sizeof text - 1);
        cut(model, (const char *)data, size);
        tm_sentence_model_free(model);
    }
    free(copy);
    return 0;
}
