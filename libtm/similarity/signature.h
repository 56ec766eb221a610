/*
 * What two rows can have in common at most, from 64 bytes of each.
 *
 * Columns are dealt out to 64 buckets, neighbours in the order of frequency to different ones. A
 * signature holds the length of what a row has in each bucket, of the row scaled to length 1. By
 * Cauchy and Schwarz the products of two rows within a bucket are at most the product of its two
 * lengths, so the product of the signatures is at least the cosine. For rows with fewer entries
 * than buckets it is close to it, and it costs one line of the cache.
 */
#ifndef TM_SIMILARITY_SIGNATURE_H
#define TM_SIMILARITY_SIGNATURE_H

#include <tm/base.h>

/* Lengths are stored in steps of 1/255, rounded up. */
enum { TM__BUCKETS = 64, TM__BUCKET_STEPS = 255 };
/* The product of the signatures of two equal rows that lie in one bucket. */
#define TM__SIGNATURE_ONE (TM__BUCKET_STEPS * TM__BUCKET_STEPS)

/* The signature of the row asked about, wide enough to be multiplied as it is. */
struct tm__signature {
    int16_t length[TM__BUCKETS];
};

/* The length whose square this is, in steps. */
uint8_t tm__signature_length(double square);
/* squares: what was added up in each bucket. */
void tm__signature_pack(uint8_t *out, const double *squares);
void tm__signature_set(struct tm__signature *out, const double *squares);

/* At least the cosine of the two rows, times TM__SIGNATURE_ONE. */
int32_t tm__signature_product(const struct tm__signature *a, const uint8_t *b);
/* The same for `count` rows whose signatures lie in all[rows * TM__BUCKETS]. */
void tm__signature_products(int32_t *out, const struct tm__signature *a, const uint8_t *all,
                            const uint32_t *row, size_t count);

#endif
