/* Writing sparse rows for other programs. One file and one row in matrix.c's table a format. */
#ifndef TM_MATRIX_MATRIX_H
#define TM_MATRIX_MATRIX_H

#include "documents.h"

#include <stdio.h>

struct cli_matrix {
    const tm_sparse *rows;
    const tm_tfidf *model;                 /* names the columns */
    const struct cli_documents *documents; /* names the rows */
};

struct cli_matrix_format {
    const char *name; /* also the ending of a file */
    /* False after a message; what stdio could not write is found at the end by the caller. */
    bool (*write)(FILE *file, const struct cli_matrix *matrix);
};

extern const struct cli_matrix_format cli_matrix_mtx, cli_matrix_svm, cli_matrix_tsv,
    cli_matrix_npz;

/* The format of a name or of a path's ending; NULL if there is none. */
const struct cli_matrix_format *cli_matrix_by_name(const char *name);
const struct cli_matrix_format *cli_matrix_by_path(const char *path);
/* "mtx", "npz", ...; NULL ends. */
extern const char *const cli_matrix_names[];

#endif
