/* The model loader. The checksum is set right first: damage must not get past the other checks
 * either. */
#include "fuzz.h"
#include "fuzz_container.h"
#include "vector/model.h"

#include <string.h>

static void use(const tm_tfidf *model)
{
    static const tm_text text = {"Baku talks and the storm in Geneva", 34};
    tm_sparse *rows;

    for (uint32_t t = 0; t < tm_tfidf_terms(model) && t < 1000; t++)
        FUZZ_CHECK(tm_tfidf_term(model, t).size <= UINT32_MAX);
    if (tm_tfidf_transform(&rows, model, &text, 1, NULL, NULL) == TM_OK)
        tm_sparse_free(rows);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    unsigned char *copy = fuzz_container(data, size);
    tm_tfidf *model;

    if (tm__tfidf_read(&model, copy, size, "fuzz", NULL) == TM_OK) {
        use(model);
        tm_tfidf_free(model);
    }
    free(copy);
    return 0;
}
