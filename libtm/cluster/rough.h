/*
 * Dense vectors in bytes, to tell quickly which products are worth computing: a product of two of
 * them differs from that of the vectors they stand for by no more than a known bound.
 */
#ifndef TM_CLUSTER_ROUGH_H
#define TM_CLUSTER_ROUGH_H

#include <tm/base.h>

struct tm__rough {
    int8_t *value;        /* [rows x stride] values, and what has to be known of them */
    size_t width, stride; /* values of a row, filled up with zeros; bytes from row to row */
    double length;        /* of the longest vector */
    void *block;          /* what value is in */
};

/* From dense[rows x width]. Errors: TM_ENOMEM, TM_ECANCELLED. */
tm_status tm__rough_new(struct tm__rough *rough, const float *dense, size_t rows, size_t width,
                        const tm_run *run, tm_error *err);
void tm__rough_release(struct tm__rough *rough);

/* A product, and how far it may be off. */
struct tm__rough_dot {
    double dot, error;
};

/* The products of a vector and n others. */
void tm__rough_dots(const struct tm__rough *rough, size_t row, const uint32_t *other, size_t n,
                    struct tm__rough_dot *out);

#endif
