/*
 * Files of sparse rows: written for other programs and read from them. A format is a file for
 * writing, one for reading (x_read.c), and a row in matrix.c's table.
 */
#ifndef TM_MATRIX_MATRIX_H
#define TM_MATRIX_MATRIX_H

#include "bytes.h"
#include "output.h"

#include <stdbool.h>
#include <stdio.h>
#include <tm.h>

/* Rows and what they are called. Of a matrix that was read everything is its own. */
struct cli_matrix {
    tm_sparse *rows;
    double *target;       /* [rows] SVMlight's labels; NULL: there are none */
    tm_text *row_name;    /* [rows] NULL: they have none; JSON, a number or a string in quotes */
    tm_text *column_name; /* [cols] NULL: they have none */
    struct cli_bytes row_text, column_text; /* what the names point to, if they were read */
};

/* The names of rows, one after the other: of an array, of a file that has one a line, or numbers.
 */
struct cli_row_names {
    const tm_text *array; /* borrowed */
    FILE *lines;          /* borrowed; read from its start */
    size_t row;           /* the next one */
    tm_text name;         /* of the row before it */
    char *line;
    size_t capacity;
};

/* Back to before the first row. */
void cli_row_names_start(struct cli_row_names *names);
void cli_row_names_next(struct cli_row_names *names);
/* The name as a field of a table. */
void cli_row_names_print(FILE *file, const struct cli_row_names *names);
void cli_row_names_free(struct cli_row_names *names);

/* A matrix whose rows are still to come. */
struct cli_matrix_plan {
    size_t rows, cols;
    uint64_t entries;
    const tm_text *column_name; /* [cols] borrowed; NULL: they have none */
    struct cli_row_names names;
};

/* A matrix while it is written, some rows at a time. */
struct cli_matrix_writer {
    const struct cli_matrix_format *format;
    struct cli_matrix_plan *plan;
    struct cli_output output, beside[2]; /* the matrix and its companions */
    FILE *file; /* the output's, or a temporary file where that cannot be sought in */
    size_t row; /* rows so far */
    bool good;
    void *state; /* the format's own: begin makes it, end frees it */
};

/* A file that goes with the matrix, under its name and an ending. */
struct cli_matrix_companion {
    const char *ending;
    void (*write)(FILE *file, struct cli_matrix_plan *plan);
};

struct cli_matrix_format {
    const char *name; /* also the ending of a file */
    bool text;        /* no binary data: it may be read packed */
    bool names;       /* writing needs names of rows and columns */
    bool seeks;       /* writing goes back and forth in the file */
    /* What stdio could not write is found at the end by the caller. */
    void (*begin)(struct cli_matrix_writer *writer);
    /* target: [rows], or NULL: 0. False after a message. */
    bool (*add)(struct cli_matrix_writer *writer, const tm_sparse *rows, const double *target);
    void (*end)(struct cli_matrix_writer *writer);
    /* False after a message. The struct is zeroed before. NULL: the format is only written. */
    bool (*read)(struct cli_matrix *matrix, FILE *file, const char *path);
    struct cli_matrix_companion beside[2];
};

extern const struct cli_matrix_format cli_matrix_mtx, cli_matrix_svm, cli_matrix_tsv,
    cli_matrix_npz, cli_matrix_npy, cli_matrix_mat, cli_matrix_uci;

bool cli_read_mtx(struct cli_matrix *matrix, FILE *file, const char *path);
bool cli_read_svm(struct cli_matrix *matrix, FILE *file, const char *path);
bool cli_read_npz(struct cli_matrix *matrix, FILE *file, const char *path);
bool cli_read_npy(struct cli_matrix *matrix, FILE *file, const char *path);
bool cli_read_mat(struct cli_matrix *matrix, FILE *file, const char *path);
bool cli_read_uci(struct cli_matrix *matrix, FILE *file, const char *path);

/* The format of a name or of a path's ending; NULL if there is none. */
const struct cli_matrix_format *cli_matrix_by_name(const char *name);
const struct cli_matrix_format *cli_matrix_by_path(const char *path);
/* "auto", then every name; NULL ends. */
extern const char *const cli_matrix_choices[];

/* Whether a file is a matrix to be read, by its ending, behind which there may be .gz, .bz2, .xz or
 * .zst (.tsv is a table of documents). */
bool cli_matrix_readable(const char *path);

/*
 * Read a matrix and the companions that lie beside it. Rows are in order, as tm_sparse wants them:
 * duplicates are added up, values outside of float are an error. CLI_GO_ON, or CLI_FAILED after a
 * message.
 */
int cli_matrix_load(struct cli_matrix *matrix, const char *path);
void cli_matrix_free(struct cli_matrix *matrix);

/* A whole number from 1, as terms are counted. */
bool cli_is_count(float value);
/* Is every value one? Else a message says where the first is that is none. */
bool cli_matrix_has_counts(const struct cli_matrix *matrix, const char *path);

/*
 * Begin to write to path (NULL: standard output, without companions), which appears when all rows
 * were added and the writer is closed. The plan is borrowed. CLI_GO_ON or an exit code; the writer
 * is closed in any case.
 */
int cli_matrix_open(struct cli_matrix_writer *writer, const struct cli_matrix_format *format,
                    const char *path, struct cli_matrix_plan *plan);
void cli_matrix_add(struct cli_matrix_writer *writer, const tm_sparse *rows, const double *target);
/* keep false: give up, nothing appears. An exit code; CLI_FAILED, too, if giving up. */
int cli_matrix_close(struct cli_matrix_writer *writer, bool keep);

/* All at once. An exit code. */
int cli_matrix_save(const struct cli_matrix *matrix, const struct cli_matrix_format *format,
                    const char *path);

/*
 * Names of rows or columns, one a line, or the first fields of a vocabulary as tm-vectorize writes
 * it. wanted: how many there must be. NULL after a message; text owns what they point to.
 */
tm_text *cli_names_load(struct cli_bytes *text, size_t wanted, const char *path);

#endif
