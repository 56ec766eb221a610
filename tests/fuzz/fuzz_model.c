/* The model loader. The checksum is set right first: damage must not get past the other checks
 * either. */
#include "fuzz.h"
#include "models/checksum.h"
#include "models/layout.h"
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
    unsigned char *copy = aligned_alloc(64, (size + 64) / 64 * 64);
    tm_tfidf *model;

    if (!copy)
        return 0;
    memcpy(copy, data, size);
    if (size >= sizeof(struct tm__layout_header)) {
        struct tm__layout_header *h = (void *)copy;
        h->size = size;
        h->checksum = tm__checksum(copy + TM__LAYOUT_SUMMED, size - TM__LAYOUT_SUMMED);
    }
    if (tm__tfidf_read(&model, copy, size, "fuzz", NULL) == TM_OK) {
        use(model);
        tm_tfidf_free(model);
    }
    free(copy);
    return 0;
}
