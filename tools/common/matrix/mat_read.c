/* CLUTO's matrices: see mat.c; with two numbers in the first line a dense one, a line a row. */
#include "matrix/matrix.h"
#include "matrix/scan.h"
#include "matrix/triples.h"

#include <inttypes.h>

struct mat {
    struct cli_scan scan;
    struct cli_triples entries;
    uint64_t rows, cols, wanted;
    bool dense;
};

static bool read_sizes(struct mat *m)
{
    m->scan.number = 0;
    if (!cli_scan_line(&m->scan)) {
        m->scan.number = 1;
        return cli_scan_error(&m->scan, "the file is empty");
    }
    if (!cli_scan_count(&m->scan, &m->rows, 0, CLI_MOST_COLUMNS, "number of rows") ||
        !cli_scan_count(&m->scan, &m->cols, 0, CLI_MOST_COLUMNS, "number of columns"))
        return false;
    m->dense = cli_scan_at_end(&m->scan);
    return m->dense ||
           (cli_scan_count(&m->scan, &m->wanted, 0, UINT64_MAX / 16, "number of entries") &&
            cli_scan_finish(&m->scan));
}

static bool read_sparse_row(struct mat *m, uint64_t row)
{
    while (!cli_scan_at_end(&m->scan)) {
        uint64_t column;
        float value;

        if (!cli_scan_count(&m->scan, &column, 1, m->cols, "column") ||
            !cli_scan_value(&m->scan, &value))
            return false;
        cli_triples_add(&m->entries, row, column - 1, value);
    }
    return true;
}

static bool read_dense_row(struct mat *m, uint64_t row)
{
    for (uint64_t column = 0; column < m->cols; column++) {
        float value;

        if (!cli_scan_value(&m->scan, &value))
            return false;
        if (value != 0)
            cli_triples_add(&m->entries, row, column, value);
    }
    return cli_scan_finish(&m->scan);
}

static bool read_matrix(struct mat *m)
{
    if (!read_sizes(m))
        return false;
    for (uint64_t row = 0; row < m->rows; row++) {
        if (!cli_scan_line(&m->scan))
            return cli_scan_error(&m->scan, "the file ends after %" PRIu64 " of %" PRIu64 " rows",
                                  row, m->rows);
        if (!(m->dense ? read_dense_row(m, row) : read_sparse_row(m, row)))
            return false;
    }
    if (cli_scan_content(&m->scan, 0))
        return cli_scan_error(&m->scan, "more rows than were announced");
    if (!m->dense && m->entries.count != m->wanted)
        return cli_scan_error(&m->scan, "%zu entries, but %" PRIu64 " were announced",
                              m->entries.count, m->wanted);
    return true;
}

bool cli_read_mat(struct cli_matrix *matrix, FILE *file, const char *path)
{
    struct mat m = {cli_scan_start(file, path), {NULL, 0, 0}, 0, 0, 0, false};
    const bool good = read_matrix(&m) && cli_triples_rows(&matrix->rows, &m.entries, m.rows, m.cols,
                                                          m.scan.bytes, path);

    cli_triples_free(&m.entries);
    cli_scan_stop(&m.scan);
    return good;
}
