/*
 * Matrix Market (Boisvert, Pozo & Remington 1996): coordinate or array; real, integer or pattern;
 * general, symmetric or skew-symmetric. Of an array only what is not 0 is kept.
 */
#include "matrix/matrix.h"
#include "matrix/scan.h"
#include "matrix/triples.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

struct mtx {
    struct cli_scan scan;
    struct cli_triples entries;
    uint64_t rows, cols;
    bool array, pattern, symmetric, skew;
};

/* The next word of the banner, which may be one of several; its place among them, or -1. */
static int word(struct cli_scan *scan, const char *const *choices, const char *what)
{
    size_t size;

    cli_scan_at_end(scan);
    size = strcspn(scan->at, " \t");
    for (int i = 0; choices[i]; i++)
        if (strlen(choices[i]) == size && strncasecmp(scan->at, choices[i], size) == 0) {
            scan->at += size;
            return i;
        }
    cli_scan_error(scan, "%s '%.*s' cannot be read", what, size > 30 ? 30 : (int)size, scan->at);
    return -1;
}

static bool read_banner(struct mtx *m)
{
    static const char *const objects[] = {"matrix", NULL};
    static const char *const layouts[] = {"coordinate", "array", NULL};
    static const char *const fields[] = {"real", "double", "integer", "pattern", NULL};
    static const char *const symmetries[] = {"general", "symmetric", "skew-symmetric", NULL};
    static const char banner[] = "%%MatrixMarket";
    int layout, field, symmetry;

    if (!cli_scan_line(&m->scan) || strncmp(m->scan.line, banner, sizeof banner - 1) != 0) {
        m->scan.number = 1;
        return cli_scan_error(&m->scan, "does not begin with %s", banner);
    }
    m->scan.at += sizeof banner - 1;
    if (word(&m->scan, objects, "object") < 0)
        return false;
    layout = word(&m->scan, layouts, "layout");
    field = layout < 0 ? -1 : word(&m->scan, fields, "field");
    symmetry = field < 0 ? -1 : word(&m->scan, symmetries, "symmetry");
    if (symmetry < 0)
        return false;
    m->array = layout == 1;
    m->pattern = field == 3;
    m->symmetric = symmetry > 0;
    m->skew = symmetry == 2;
    if (m->array && m->pattern)
        return cli_scan_error(&m->scan, "an array cannot be a pattern");
    return cli_scan_finish(&m->scan);
}

static void add(struct mtx *m, uint64_t row, uint64_t column, float value)
{
    cli_triples_add(&m->entries, row, column, value);
    if (m->symmetric && row != column)
        cli_triples_add(&m->entries, column, row, m->skew ? -value : value);
}

static bool read_entry(struct mtx *m)
{
    uint64_t row, column;
    float value = 1;

    if (!cli_scan_count(&m->scan, &row, 1, m->rows, "row") ||
        !cli_scan_count(&m->scan, &column, 1, m->cols, "column") ||
        (!m->pattern && !cli_scan_value(&m->scan, &value)) || !cli_scan_finish(&m->scan))
        return false;
    add(m, row - 1, column - 1, value);
    return true;
}

static bool ends_early(struct mtx *m, uint64_t got, uint64_t wanted)
{
    return cli_scan_error(&m->scan, "the file ends after %" PRIu64 " of %" PRIu64 " entries", got,
                          wanted);
}

static bool read_entries(struct mtx *m, uint64_t wanted)
{
    for (uint64_t i = 0; i < wanted; i++) {
        if (!cli_scan_content(&m->scan, '%'))
            return ends_early(m, i, wanted);
        if (!read_entry(m))
            return false;
    }
    return true;
}

/* Column by column; of a symmetric one from the diagonal down, of a skew one from below it. */
static bool read_array(struct mtx *m)
{
    uint64_t got = 0;

    for (uint64_t column = 0; column < m->cols; column++)
        for (uint64_t row = m->symmetric ? column + m->skew : 0; row < m->rows; row++, got++) {
            float value;

            if (!cli_scan_content(&m->scan, '%'))
                return cli_scan_error(&m->scan, "the file ends after %" PRIu64 " values", got);
            if (!cli_scan_value(&m->scan, &value) || !cli_scan_finish(&m->scan))
                return false;
            if (value != 0)
                add(m, row, column, value);
        }
    return true;
}

static bool read_matrix(struct mtx *m)
{
    uint64_t entries = 0;

    if (!read_banner(m))
        return false;
    if (!cli_scan_content(&m->scan, '%'))
        return cli_scan_error(&m->scan, "the file ends before its sizes");
    if (!cli_scan_count(&m->scan, &m->rows, 0, CLI_MOST_COLUMNS, "number of rows") ||
        !cli_scan_count(&m->scan, &m->cols, 0, CLI_MOST_COLUMNS, "number of columns") ||
        (!m->array &&
         !cli_scan_count(&m->scan, &entries, 0, UINT64_MAX / 16, "number of entries")) ||
        !cli_scan_finish(&m->scan))
        return false;
    if (m->symmetric && m->rows != m->cols)
        return cli_scan_error(&m->scan, "%" PRIu64 " x %" PRIu64 " cannot be symmetric", m->rows,
                              m->cols);
    if (!(m->array ? read_array(m) : read_entries(m, entries)))
        return false;
    if (cli_scan_content(&m->scan, '%'))
        return cli_scan_error(&m->scan, "more entries than were announced");
    return true;
}

bool cli_read_mtx(struct cli_matrix *matrix, FILE *file, const char *path)
{
    struct mtx m = {cli_scan_start(file, path), {NULL, 0, 0}, 0, 0, false, false, false, false};
    const bool good = read_matrix(&m) && cli_triples_rows(&matrix->rows, &m.entries, m.rows, m.cols,
                                                          m.scan.bytes, path);

    cli_triples_free(&m.entries);
    cli_scan_stop(&m.scan);
    return good;
}
