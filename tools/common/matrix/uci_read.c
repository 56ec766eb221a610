/* UCI bag of words: see uci.c. */
#include "matrix/matrix.h"
#include "matrix/scan.h"
#include "matrix/triples.h"

#include <inttypes.h>

enum { MOST_COUNT = 16777216 }; /* whole numbers that a float has */

static bool read_size(struct cli_scan *scan, uint64_t *size, uint64_t most, const char *what)
{
    if (!cli_scan_content(scan, 0))
        return cli_scan_error(scan, "the file ends before the %s", what);
    return cli_scan_count(scan, size, 0, most, what) && cli_scan_finish(scan);
}

static bool read_matrix(struct cli_scan *scan, struct cli_triples *t, uint64_t *rows,
                        uint64_t *columns)
{
    uint64_t wanted, row, column, count;

    if (!read_size(scan, rows, CLI_MOST_COLUMNS, "number of documents") ||
        !read_size(scan, columns, CLI_MOST_COLUMNS, "number of words") ||
        !read_size(scan, &wanted, UINT64_MAX / 16, "number of entries"))
        return false;
    for (uint64_t i = 0; i < wanted; i++) {
        if (!cli_scan_content(scan, 0))
            return cli_scan_error(scan, "the file ends after %" PRIu64 " of %" PRIu64 " entries", i,
                                  wanted);
        if (!cli_scan_count(scan, &row, 1, *rows, "document") ||
            !cli_scan_count(scan, &column, 1, *columns, "word") ||
            !cli_scan_count(scan, &count, 1, MOST_COUNT, "count") || !cli_scan_finish(scan))
            return false;
        cli_triples_add(t, row - 1, column - 1, (float)count);
    }
    return !cli_scan_content(scan, 0) || cli_scan_error(scan, "more entries than were announced");
}

bool cli_read_uci(struct cli_matrix *matrix, FILE *file, const char *path)
{
    struct cli_scan scan = cli_scan_start(file, path);
    struct cli_triples entries = {NULL, 0, 0};
    uint64_t rows, columns;
    const bool good = read_matrix(&scan, &entries, &rows, &columns) &&
                      cli_triples_rows(&matrix->rows, &entries, rows, columns, scan.bytes, path);

    cli_triples_free(&entries);
    cli_scan_stop(&scan);
    return good;
}
