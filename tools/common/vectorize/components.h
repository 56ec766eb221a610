/* Rows as coordinates on their main components (truncated SVD, LSA), written as dense rows. */
#ifndef CLI_COMPONENTS_H
#define CLI_COMPONENTS_H

#include "matrix/matrix.h"

/* Whether a format can hold them: CLI_GO_ON, or CLI_WRONG_USE after a message. */
int cli_components_format(const struct cli_matrix_format *format);

/*
 * The n components of the rows that a builder kept, or as many as there are, become the model's.
 * All rows are held for that. CLI_GO_ON, or an exit code after a message: it would not fit into the
 * machine's memory, too.
 */
int cli_components_learn(tm_tfidf *model, tm_tfidf_builder *builder, size_t count, uint64_t n,
                         const tm_run *run);

/* What they are called in a table: "c1" ...; array and bytes are the caller's to free. */
tm_text *cli_components_names(struct cli_bytes *bytes, size_t n);

/* Add the coordinates of rows to an open matrix with a column a component. CLI_GO_ON, or an exit
 * code after a message. */
int cli_components_add(struct cli_matrix_writer *writer, const tm_svd *svd, const tm_sparse *rows,
                       const tm_run *run);

/* Find those of a matrix and write the rows' coordinates. An exit code. */
int cli_components_save(const struct cli_matrix *matrix, const struct cli_matrix_format *format,
                        const char *path, uint64_t n, const tm_run *run);

#endif
