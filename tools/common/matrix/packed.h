/* Matrices that are packed: rows.mtx.gz. Of formats that are text; .npz is packed anyway. */
#ifndef TM_MATRIX_PACKED_H
#define TM_MATRIX_PACKED_H

#include <stdbool.h>
#include <stdio.h>

/* How long a path is without .gz, .bz2, .xz or .zst; all of it if it has none of these. */
size_t cli_unpacked_length(const char *path);

/* What a file unpacks to, in a file without a name, at its beginning. NULL after a message. */
FILE *cli_unpack(const char *path);

#endif
