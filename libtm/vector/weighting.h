/* The letters of weights; see tm_tf_weight, tm_idf_weight and tm_norm. */
#ifndef TM_VECTOR_WEIGHTING_H
#define TM_VECTOR_WEIGHTING_H

#include <tm/vector.h>

enum { TM__WEIGHTING_LETTERS = 3 };

/* The code of the options' tf, idf and norm, zero-terminated. */
void tm__weighting_code(char code[TM__WEIGHTING_LETTERS + 1], const tm_tfidf_options *options);

/* TM_EINVAL for weights or parameters that do not exist. */
tm_status tm__weighting_check(const tm_tfidf_options *options, tm_error *err);

#endif
