/*
 * SVMlight and LIBSVM (Joachims 1999): "label column:value ... # comment", columns from 1 and
 * rising, an optional "qid:n" behind the label. There are as many columns as the highest says.
 */
#include "matrix/matrix.h"
#include "matrix/scan.h"
#include "matrix/triples.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct svm {
    struct cli_scan scan;
    struct cli_triples entries;
    double *target;
    size_t rows, capacity;
    uint64_t columns;
    bool labelled; /* some label is not 0 */
};

static bool read_pair(struct svm *s, uint64_t *last)
{
    uint64_t column;
    float value;

    if (!cli_scan_count(&s->scan, &column, 1, CLI_MOST_COLUMNS, "column"))
        return false;
    if (*s->scan.at != ':')
        return cli_scan_error(&s->scan, "no ':' behind column %" PRIu64, column);
    if (column <= *last)
        return cli_scan_error(&s->scan, "column %" PRIu64 " behind column %" PRIu64, column, *last);
    s->scan.at++;
    if (!cli_scan_value(&s->scan, &value))
        return false;
    *last = column;
    cli_triples_add(&s->entries, s->rows, column - 1, value);
    return true;
}

static bool read_row(struct svm *s)
{
    uint64_t last = 0, query;
    double label;

    if (s->rows >= CLI_MOST_COLUMNS)
        return cli_scan_error(&s->scan, "too many rows");
    if (!cli_scan_number(&s->scan, &label, "label"))
        return false;
    cli_grow(&s->target, &s->capacity, s->rows + 1, sizeof *s->target);
    s->target[s->rows] = label;
    s->labelled |= label != 0;
    if (!cli_scan_at_end(&s->scan) && strncmp(s->scan.at, "qid:", 4) == 0) {
        s->scan.at += 4;
        if (!cli_scan_count(&s->scan, &query, 0, UINT64_MAX / 16, "qid"))
            return false;
    }
    while (!cli_scan_at_end(&s->scan) && *s->scan.at != '#')
        if (!read_pair(s, &last))
            return false;
    s->columns = last > s->columns ? last : s->columns;
    s->rows++;
    return true;
}

bool cli_read_svm(struct cli_matrix *matrix, FILE *file, const char *path)
{
    struct svm s = {cli_scan_start(file, path), {NULL, 0, 0}, NULL, 0, 0, 0, false};
    bool good = true;

    while (good && cli_scan_content(&s.scan, '#'))
        good = read_row(&s);
    good =
        good && cli_triples_rows(&matrix->rows, &s.entries, s.rows, s.columns, s.scan.bytes, path);
    if (good && s.labelled)
        matrix->target = s.target;
    else
        free(s.target);
    cli_triples_free(&s.entries);
    cli_scan_stop(&s.scan);
    return good;
}
