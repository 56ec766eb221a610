#include "similarity/signature.h"

#include "base/clones.h"

#include <math.h>

uint8_t tm__signature_length(double square)
{
    const double steps = square > 0 ? ceil(sqrt(square) * TM__BUCKET_STEPS) : 0;

    return steps < TM__BUCKET_STEPS ? (uint8_t)steps : TM__BUCKET_STEPS;
}

void tm__signature_pack(uint8_t *out, const double *squares)
{
    for (size_t b = 0; b < TM__BUCKETS; b++)
        out[b] = tm__signature_length(squares[b]);
}

void tm__signature_set(struct tm__signature *out, const double *squares)
{
    for (size_t b = 0; b < TM__BUCKETS; b++)
        out->length[b] = tm__signature_length(squares[b]);
}

/* A sum of whole numbers, so its order does not matter. */
static inline int32_t sum_of(const int16_t *a, const uint8_t *b)
{
    int32_t sum = 0;

    for (size_t i = 0; i < TM__BUCKETS; i++)
        sum += a[i] * (int16_t)b[i];
    return sum;
}

/* Static, because the compiler would export the chooser of a clone that is not. */
static TM__CLONES int32_t product(const int16_t *a, const uint8_t *b)
{
    return sum_of(a, b);
}

/* Together, so that the compiler's choice between clones is not made for every row. */
static TM__CLONES void products(int32_t *out, const int16_t *a, const uint8_t *all,
                                const uint32_t *row, size_t count)
{
    for (size_t t = 0; t < count; t++)
        out[t] = sum_of(a, all + (size_t)row[t] * TM__BUCKETS);
}

void tm__signature_products(int32_t *out, const struct tm__signature *a, const uint8_t *all,
                            const uint32_t *row, size_t count)
{
    products(out, a->length, all, row, count);
}

int32_t tm__signature_product(const struct tm__signature *a, const uint8_t *b)
{
    return product(a->length, b);
}
