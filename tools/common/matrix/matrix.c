#include "matrix/matrix.h"

#include "options.h"
#include "output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const struct cli_matrix_format *const formats[] = {
    &cli_matrix_mtx, &cli_matrix_npz, &cli_matrix_npy, &cli_matrix_svm,
    &cli_matrix_mat, &cli_matrix_uci, &cli_matrix_tsv};

const char *const cli_matrix_choices[] = {"auto", "mtx", "npz", "npy", "svm",
                                          "mat",  "uci", "tsv", NULL};

const struct cli_matrix_format *cli_matrix_by_name(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

const struct cli_matrix_format *cli_matrix_by_path(const char *path)
{
    const char *const dot = strrchr(path, '.');

    return dot ? cli_matrix_by_name(dot + 1) : NULL;
}

bool cli_matrix_readable(const char *path)
{
    const struct cli_matrix_format *const format = cli_matrix_by_path(path);

    return format && format->read;
}

/* The path of a companion; free() it. */
static char *beside(const char *path, const char *ending)
{
    struct cli_bytes name = {NULL, 0, 0};

    cli_bytes_add_string(&name, path);
    cli_bytes_add_string(&name, ending);
    return name.data;
}

static bool is_there(const char *path)
{
    FILE *const file = fopen(path, "r");

    if (file)
        fclose(file);
    return file != NULL;
}

/* The names in the companions that are there: those of rows end in .rlabel. */
static bool load_companions(struct cli_matrix *m, const struct cli_matrix_format *format,
                            const char *path)
{
    bool good = true;

    for (int i = 0; i < 2 && format->beside[i].ending && good; i++) {
        const char *const ending = format->beside[i].ending;
        const bool rows = strcmp(ending, ".rlabel") == 0;
        char *const file = beside(path, ending);
        tm_text **const names = rows ? &m->row_name : &m->column_name;

        if (is_there(file)) {
            *names = cli_names_load(rows ? &m->row_text : &m->column_text,
                                    rows ? m->rows->rows : m->rows->cols, file);
            good = *names != NULL;
        }
        free(file);
    }
    return good;
}

int cli_matrix_load(struct cli_matrix *matrix, const char *path)
{
    const struct cli_matrix_format *const format = cli_matrix_by_path(path);
    FILE *const file = fopen(path, "rb");
    bool good;

    memset(matrix, 0, sizeof *matrix);
    if (!file)
        return cli_error("%s: %s", path, strerror(errno));
    if (!format || !format->read) {
        fclose(file);
        return cli_error("%s: no matrix is read from a file with this ending", path);
    }
    good = format->read(matrix, file, path);
    fclose(file);
    if (good && load_companions(matrix, format, path))
        return CLI_GO_ON;
    cli_matrix_free(matrix);
    return CLI_FAILED;
}

void cli_matrix_free(struct cli_matrix *matrix)
{
    tm_sparse_free(matrix->rows);
    free(matrix->target);
    free(matrix->row_name);
    free(matrix->column_name);
    cli_bytes_free(&matrix->row_text);
    cli_bytes_free(&matrix->column_text);
    memset(matrix, 0, sizeof *matrix);
}

static int save_companions(const struct cli_matrix *matrix, const struct cli_matrix_format *format,
                           const char *path)
{
    int status = CLI_DONE;

    for (int i = 0; i < 2 && format->beside[i].ending && status == CLI_DONE; i++) {
        char *const name = beside(path, format->beside[i].ending);
        struct cli_output output;

        status = cli_output_open(&output, name, CLI_NEVER);
        if (status == CLI_GO_ON) {
            format->beside[i].write(output.file, matrix);
            status = cli_output_close(&output);
        }
        free(name);
    }
    return status;
}

int cli_matrix_save(const struct cli_matrix *matrix, const struct cli_matrix_format *format,
                    const char *path)
{
    struct cli_output output;
    int status = CLI_DONE;

    if (path && strcmp(path, "-") != 0)
        status = save_companions(matrix, format, path);
    if (status != CLI_DONE)
        return status;
    status = cli_output_open(&output, path, CLI_NEVER);
    if (status != CLI_GO_ON)
        return status;
    if (!format->write(output.file, matrix)) {
        cli_output_abandon(&output);
        return CLI_FAILED;
    }
    return cli_output_close(&output);
}
