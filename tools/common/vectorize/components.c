#define _DEFAULT_SOURCE /* _SC_PHYS_PAGES */
#include "vectorize/components.h"

#include "options.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OVERSAMPLE = 10 }; /* of tm_svd_new() */

int cli_components_format(const struct cli_matrix_format *format)
{
    if (format == &cli_matrix_mat || format == &cli_matrix_uci)
        return cli_usage("--components: .%s is for sparse rows; coordinates go to .npy, .npz, "
                         ".mtx, .svm or .tsv",
                         format->name);
    return CLI_GO_ON;
}

/* What tm_svd_new() will take, in bytes; see its comment. */
static double bytes_needed(const tm_sparse *rows, double n)
{
    const double r = (double)rows->rows, c = (double)rows->cols;
    const double most = r < c ? r : c;

    n = n < most ? n + OVERSAMPLE : most;
    return 8.0 * (double)rows->row_start[rows->rows] + 4 * n * (2 * (r + c) + (r > c ? r : c));
}

/* Better no start than to be killed after an hour. */
static int check_memory(const tm_sparse *rows, uint64_t n)
{
    const double gigabyte = 1e9, needed = bytes_needed(rows, (double)n);
    const double there = (double)sysconf(_SC_PHYS_PAGES) * (double)sysconf(_SC_PAGE_SIZE);

    if (there <= 0 || needed <= there)
        return CLI_GO_ON;
    return cli_error("--components: %" PRIu64 " of %zu rows and %zu terms take %.0f GB of memory, "
                     "this machine has %.0f; fewer components, or fewer terms (--min-df) take less",
                     n, rows->rows, rows->cols, needed / gigabyte, there / gigabyte);
}

/* n components, or as many as there are. */
static int find(tm_svd **out, const tm_sparse *rows, uint64_t n, const tm_run *run)
{
    tm_svd_options options = TM_SVD_INIT;
    tm_error err;
    int status = check_memory(rows, n);

    *out = NULL;
    if (status != CLI_GO_ON)
        return status;
    options.components = (size_t)n;
    if (tm_svd_new(out, rows, &options, run, &err) != TM_OK)
        return cli_library_error(&err);
    if ((*out)->components < n)
        cli_message("--components: %zu rows of %zu terms have only %zu", rows->rows, rows->cols,
                    (*out)->components);
    return CLI_GO_ON;
}

/* All rows in one matrix. */
static tm_status collect(tm_sparse **out, tm_tfidf_rows *rows, size_t count, size_t cols,
                         const tm_run *run, tm_error *err)
{
    size_t row = 0;
    tm_sparse *piece = NULL;
    tm_status status = tm_sparse_new(out, count, cols, tm_tfidf_rows_entries(rows), err);

    while (status == TM_OK && (status = tm_tfidf_rows_next(&piece, rows, run, err)) == TM_OK &&
           piece) {
        const uint64_t at = (*out)->row_start[row], entries = piece->row_start[piece->rows];

        memcpy((*out)->column + at, piece->column, entries * sizeof *piece->column);
        memcpy((*out)->value + at, piece->value, entries * sizeof *piece->value);
        for (size_t i = 0; i < piece->rows; i++)
            (*out)->row_start[++row] = at + piece->row_start[i + 1];
        tm_sparse_free(piece);
    }
    return status;
}

int cli_components_learn(tm_tfidf *model, tm_tfidf_builder *builder, size_t count, uint64_t n,
                         const tm_run *run)
{
    tm_tfidf_rows *rows;
    tm_sparse *all = NULL;
    tm_svd *svd = NULL;
    tm_error err;
    tm_status status = tm_tfidf_rows_new(&rows, builder, model, run, &err);
    int code;

    if (status == TM_OK)
        status = collect(&all, rows, count, tm_tfidf_terms(model), run, &err);
    tm_tfidf_rows_free(rows);
    code = status == TM_OK ? find(&svd, all, n, run) : cli_library_error(&err);
    tm_sparse_free(all);
    if (code == CLI_GO_ON && tm_tfidf_set_svd(model, svd, &err) != TM_OK)
        code = cli_library_error(&err);
    tm_svd_free(svd);
    return code;
}

tm_text *cli_components_names(struct cli_bytes *bytes, size_t n)
{
    tm_text *const name = cli_alloc(n + 1, sizeof *name);
    size_t at = 0;

    for (size_t c = 0; c < n; c++) {
        char text[24];

        name[c].size = (size_t)snprintf(text, sizeof text, "c%zu", c + 1);
        cli_bytes_add(bytes, text, name[c].size);
    }
    for (size_t c = 0; c < n; at += name[c++].size)
        name[c].data = bytes->data + at;
    return name;
}

/* target: as cli_matrix_add() takes it. */
static int add(struct cli_matrix_writer *writer, const tm_svd *svd, const tm_sparse *rows,
               const double *target, const tm_run *run)
{
    const size_t n = svd->components;
    tm_sparse *dense; /* with all its zeros */
    tm_error err;
    tm_status status = tm_sparse_new(&dense, rows->rows, n, rows->rows * n, &err);

    if (status == TM_OK)
        status = tm_svd_project(dense->value, svd, rows, run, &err);
    if (status == TM_OK) {
        for (size_t i = 0; i < rows->rows; i++) {
            dense->row_start[i + 1] = (i + 1) * n;
            for (size_t c = 0; c < n; c++)
                dense->column[i * n + c] = (uint32_t)c;
        }
        cli_matrix_add(writer, dense, target);
    }
    tm_sparse_free(dense);
    return status == TM_OK ? CLI_GO_ON : cli_library_error(&err);
}

int cli_components_add(struct cli_matrix_writer *writer, const tm_svd *svd, const tm_sparse *rows,
                       const tm_run *run)
{
    return add(writer, svd, rows, NULL, run);
}

static int write_all(const struct cli_matrix *matrix, const tm_svd *svd,
                     const struct cli_matrix_format *format, const char *path, const tm_run *run)
{
    struct cli_bytes bytes = {NULL, 0, 0};
    tm_text *const names = cli_components_names(&bytes, svd->components);
    struct cli_matrix_plan plan = {matrix->rows->rows,
                                   svd->components,
                                   (uint64_t)matrix->rows->rows * svd->components,
                                   names,
                                   {.array = matrix->row_name}};
    struct cli_matrix_writer writer;
    int status = cli_matrix_open(&writer, format, path, &plan);

    if (status == CLI_GO_ON) {
        const bool good = add(&writer, svd, matrix->rows, matrix->target, run) == CLI_GO_ON;

        status = cli_matrix_close(&writer, good);
    }
    cli_row_names_free(&plan.names);
    free(names);
    cli_bytes_free(&bytes);
    return status;
}

int cli_components_save(const struct cli_matrix *matrix, const struct cli_matrix_format *format,
                        const char *path, uint64_t n, const tm_run *run)
{
    tm_svd *svd;
    int status = find(&svd, matrix->rows, n, run);

    if (status == CLI_GO_ON)
        status = write_all(matrix, svd, format, path, run);
    tm_svd_free(svd);
    return status;
}
