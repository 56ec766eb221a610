/* Dense rows without what all of them share. */
#ifndef TM_VECTOR_DOCUMENT_VECTORS_H
#define TM_VECTOR_DOCUMENT_VECTORS_H

#include <tm/vector.h>

/*
 * Take the mean of the rows that are not zero off each of these, and make it as long as 1 again.
 * x: [rows * width]. Errors: TM_ENOMEM, TM_ECANCELLED.
 */
tm_status tm__centre_rows(float *x, size_t rows, size_t width, const tm_run *run, tm_error *err);

#endif
