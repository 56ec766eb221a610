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

/* What else there is to know of a row: it comes from memory with the vector. */
struct tm__rough_note {
    float length;   /* in frequent terms, or somewhat more */
    uint32_t terms; /* which of these it has: one bit may be several */
};

/* From dense[rows x width], up to 2,048 wide; notes are 0. Errors: TM_ENOMEM, TM_ECANCELLED. */
tm_status tm__rough_new(struct tm__rough *rough, const float *dense, size_t rows, size_t width,
                        const tm_run *run, tm_error *err);
void tm__rough_release(struct tm__rough *rough);
struct tm__rough_note *tm__rough_note(const struct tm__rough *rough, size_t row);

/* The vector that is asked about, in 16 bits: its part in errors is next to nothing. */
struct tm__rough_query {
    int16_t *value; /* [rough.width] */
    double scale, error;
};

/* False when memory is out. */
bool tm__rough_query_new(struct tm__rough_query *query, const struct tm__rough *rough);
void tm__rough_query_release(struct tm__rough_query *query);
/* Ask about x[width], which is as wide as the vectors. */
void tm__rough_ask(struct tm__rough_query *query, const float *x, size_t width);

/* A product, how far it may be off, and what is noted of the other row. */
struct tm__rough_dot {
    double dot, error;
    struct tm__rough_note note;
};

/* The products of the vector that is asked about and n others. */
void tm__rough_dots(const struct tm__rough *rough, const struct tm__rough_query *query,
                    const uint32_t *other, size_t n, struct tm__rough_dot *out);

#endif
