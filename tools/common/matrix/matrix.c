#include "matrix/matrix.h"

#include "matrix/packed.h"
#include "options.h"
#include "output.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
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

/* The format of a file to be read, which may be packed if it is text; NULL if there is none. */
static const struct cli_matrix_format *readable(const char *path)
{
    const size_t size = cli_unpacked_length(path);
    char *const name = cli_copy(path, size);
    const struct cli_matrix_format *const format = cli_matrix_by_path(name);
    const bool good = format && format->read && (format->text || !path[size]);

    free(name);
    return good ? format : NULL;
}

bool cli_matrix_readable(const char *path)
{
    return readable(path) != NULL;
}

/* The path of a companion; free() it. */
static char *beside(const char *path, size_t size, const char *ending)
{
    struct cli_bytes name = {NULL, 0, 0};

    cli_bytes_add(&name, path, size);
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

/* The names in the companions that are there: those of rows end in .rlabel. They are called after
 * what is packed. */
static bool load_companions(struct cli_matrix *m, const struct cli_matrix_format *format,
                            const char *path)
{
    bool good = true;

    for (int i = 0; i < 2 && format->beside[i].ending && good; i++) {
        const char *const ending = format->beside[i].ending;
        const bool rows = strcmp(ending, ".rlabel") == 0;
        char *const file = beside(path, cli_unpacked_length(path), ending);
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

static FILE *open_matrix(const char *path)
{
    FILE *file;

    if (path[cli_unpacked_length(path)])
        return cli_unpack(path);
    file = fopen(path, "rb");
    if (!file)
        cli_error("%s: %s", path, strerror(errno));
    return file;
}

int cli_matrix_load(struct cli_matrix *matrix, const char *path)
{
    const struct cli_matrix_format *const format = readable(path);
    FILE *const file = open_matrix(path);
    bool good;

    memset(matrix, 0, sizeof *matrix);
    if (!file)
        return CLI_FAILED;
    if (!format) {
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

bool cli_is_count(float value)
{
    return value >= 1 && value < 4294967296.0f && floorf(value) == value;
}

bool cli_matrix_has_counts(const struct cli_matrix *matrix, const char *path)
{
    const tm_sparse *const m = matrix->rows;

    for (size_t i = 0; i < m->rows; i++)
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            if (!cli_is_count(m->value[e])) {
                cli_error("%s: the value in row %zu, column %" PRIu64
                          " is %g; --weighting weighs counts",
                          path, i + 1, (uint64_t)m->column[e] + 1, (double)m->value[e]);
                return false;
            }
    return true;
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

/* They get their names when the matrix gets its own. */
static int write_companions(struct cli_matrix_writer *w, const char *path)
{
    int status = CLI_GO_ON;

    for (int i = 0; i < 2 && w->format->beside[i].ending && status == CLI_GO_ON; i++) {
        char *const name = beside(path, strlen(path), w->format->beside[i].ending);

        status = cli_output_open(&w->beside[i], name, CLI_NEVER);
        if (status == CLI_GO_ON) {
            cli_row_names_start(&w->plan->names);
            w->format->beside[i].write(w->beside[i].file, w->plan);
        }
        free(name);
    }
    return status;
}

static void abandon(struct cli_matrix_writer *w)
{
    cli_output_abandon(&w->output);
    cli_output_abandon(&w->beside[0]);
    cli_output_abandon(&w->beside[1]);
}

int cli_matrix_open(struct cli_matrix_writer *w, const struct cli_matrix_format *format,
                    const char *path, struct cli_matrix_plan *plan)
{
    int status = CLI_GO_ON;

    memset(w, 0, sizeof *w);
    w->format = format;
    w->plan = plan;
    if (path && strcmp(path, "-") != 0)
        status = write_companions(w, path);
    if (status == CLI_GO_ON)
        status = cli_output_open(&w->output, path, CLI_NEVER);
    if (status != CLI_GO_ON) {
        abandon(w);
        return status;
    }
    w->file = format->seeks && !w->output.temporary ? cli_temporary() : w->output.file;
    w->good = w->file != NULL;
    cli_row_names_start(&plan->names);
    if (w->good)
        format->begin(w);
    return CLI_GO_ON;
}

void cli_matrix_add(struct cli_matrix_writer *w, const tm_sparse *rows, const double *target)
{
    w->good = w->good && w->format->add(w, rows, target);
    w->row += rows->rows;
}

/* What was written elsewhere goes where it belongs. */
static void copy(struct cli_matrix_writer *w)
{
    char buffer[1 << 16];
    size_t got;

    w->good = fflush(w->file) == 0 && fseeko(w->file, 0, SEEK_SET) == 0 && !ferror(w->file);
    while (w->good && (got = fread(buffer, 1, sizeof buffer, w->file)) > 0)
        fwrite(buffer, 1, got, w->output.file);
    if (!w->good || ferror(w->file)) {
        w->good = false;
        cli_error("a temporary file: %s", strerror(errno));
    }
}

/* All files are written, and only their names are missing. */
static bool settle(struct cli_matrix_writer *w)
{
    for (int i = 0; i < 2; i++)
        if (w->beside[i].file && cli_output_settle(&w->beside[i]) != CLI_GO_ON)
            return false;
    return cli_output_settle(&w->output) == CLI_GO_ON;
}

static bool close_companions(struct cli_matrix_writer *w)
{
    for (int i = 0; i < 2; i++)
        if (w->beside[i].file && cli_output_close(&w->beside[i]) != CLI_DONE)
            return false;
    return true;
}

int cli_matrix_close(struct cli_matrix_writer *w, bool keep)
{
    if (w->file && w->format->end)
        w->format->end(w);
    w->good = w->good && keep;
    if (w->file && w->file != w->output.file) {
        if (w->good)
            copy(w);
        fclose(w->file);
    }
    if (w->good && settle(w) && cli_output_close(&w->output) == CLI_DONE && close_companions(w))
        return CLI_DONE;
    abandon(w);
    return CLI_FAILED;
}

int cli_matrix_save(const struct cli_matrix *matrix, const struct cli_matrix_format *format,
                    const char *path)
{
    const tm_sparse *const m = matrix->rows;
    struct cli_matrix_plan plan = {
        m->rows, m->cols, m->row_start[m->rows], matrix->column_name, {.array = matrix->row_name}};
    struct cli_matrix_writer writer;
    int status = cli_matrix_open(&writer, format, path, &plan);

    if (status != CLI_GO_ON)
        return status;
    cli_matrix_add(&writer, m, matrix->target);
    status = cli_matrix_close(&writer, true);
    cli_row_names_free(&plan.names);
    return status;
}
