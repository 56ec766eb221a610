/* The loader of word vectors, with the checksum set right first. */
#include "fuzz.h"
#include "fuzz_container.h"
#include "vector/word_vectors_file.h"

#include <math.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const tm_text text = {"airport closes for storm and war", 32};
    unsigned char *copy = fuzz_container(data, size);
    tm_word_vectors *v;
    tm_tfidf *model;

    FUZZ_CHECK(tm_tfidf_fit(&model, NULL, &text, 1, NULL, NULL, NULL) == TM_OK);
    if (tm__word_vectors_read(&v, copy, size, "fuzz", model, NULL) == TM_OK) {
        FUZZ_CHECK(v->words == tm_tfidf_terms(model));
        for (size_t i = 0; i < v->words * v->components; i++)
            FUZZ_CHECK(isfinite(v->vector[i]));
        tm_word_vectors_free(v);
    }
    tm_tfidf_free(model);
    free(copy);
    return 0;
}
