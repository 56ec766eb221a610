/*
 * SVMlight and LIBSVM (Joachims 1999): "label column:value ... # comment", columns from 1 and
 * rising, an optional "qid:n" behind the label. There are as many columns as the highest says. A
 * file that has a column 0 counts from there, as scikit-learn and XGBoost write and read it.
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
    uint64_t highest; /* of the columns, as the file counts them */
    bool from_zero;   /* some column is 0 */
    bool labelled;    /* some label is not 0 */
};

/* next: what the column is at least. */
static bool read_pair(struct svm *s, uint64_t *next)
{
    uint64_t column;
    float value;

    if (!cli_scan_count(&s->scan, &column, 0, CLI_MOST_COLUMNS, "column"))
        return false;
    if (*s->scan.at != ':')
        return cli_scan_error(&s->scan, "no ':' behind column %" PRIu64, column);
    if (column < *next)
        return cli_scan_error(&s->scan, "column %" PRIu64 " behind column %" PRIu64, column,
                              *next - 1);
    s->scan.at++;
    if (!cli_scan_value(&s->scan, &value))
        return false;
    *next = column + 1;
    s->highest = column > s->highest ? column : s->highest;
    s->from_zero |= column == 0;
    cli_triples_add(&s->entries, s->rows, column, value);
    return true;
}

static bool read_row(struct svm *s)
{
    uint64_t next = 0, query;
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
        if (!read_pair(s, &next))
            return false;
    s->rows++;
    return true;
}

/* Columns from 0; the number of columns. */
static uint64_t count_columns(struct svm *s)
{
    if (s->from_zero)
        return s->highest + 1;
    for (size_t i = 0; i < s->entries.count; i++)
        s->entries.entry[i].column--;
    return s->highest;
}

bool cli_read_svm(struct cli_matrix *matrix, FILE *file, const char *path)
{
    struct svm s = {.scan = cli_scan_start(file, path)};
    bool good = true;

    while (good && cli_scan_content(&s.scan, '#'))
        good = read_row(&s);
    good = good && cli_triples_rows(&matrix->rows, &s.entries, s.rows, count_columns(&s),
                                    s.scan.bytes, path);
    if (good && s.labelled)
        matrix->target = s.target;
    else
        free(s.target);
    cli_triples_free(&s.entries);
    cli_scan_stop(&s.scan);
    return good;
}
