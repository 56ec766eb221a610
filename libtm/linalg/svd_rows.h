/* Where the rows that were decomposed lie. */
#ifndef TM_LINALG_SVD_ROWS_H
#define TM_LINALG_SVD_ROWS_H

#include <tm/linalg.h>

/*
 * Left vectors times singular values, [rows x components]: what tm_svd_project() gives for the
 * decomposed rows, without them. For tm__free(); NULL when memory is out.
 */
float *tm__svd_rows(const tm_svd *svd);

#endif
