/* Names of rows or columns: a list, or the vocabulary that tm-vectorize writes. */
#include "matrix/matrix.h"
#include "matrix/scan.h"
#include "tsv.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char HEADER[] = "term\tdocuments\tidf";

/* Documents and idf behind a term. */
static bool check_fields(struct cli_scan *scan)
{
    uint64_t documents;
    double idf;

    return cli_scan_count(scan, &documents, 0, UINT64_MAX / 16, "number of documents") &&
           cli_scan_number(scan, &idf, "idf") && cli_scan_finish(scan);
}

static bool read_names(struct cli_scan *scan, struct cli_bytes *text, size_t *end, size_t wanted)
{
    bool vocabulary = false;
    size_t count = 0;

    while (cli_scan_line(scan)) {
        size_t size = strlen(scan->line);

        if (scan->number == 1 && strcmp(scan->line, HEADER) == 0) {
            vocabulary = true;
            continue;
        }
        if (vocabulary) {
            size = strcspn(scan->line, "\t");
            scan->at += size;
            if (!check_fields(scan))
                return false;
        }
        if (count == wanted)
            return cli_scan_error(scan, "more than %zu names", wanted);
        cli_bytes_add(text, scan->line, size);
        end[count++] = text->size;
    }
    return count == wanted || cli_scan_error(scan, "%zu names for %zu", count, wanted);
}

tm_text *cli_names_load(struct cli_bytes *text, size_t wanted, const char *path)
{
    FILE *const file = fopen(path, "rb");
    struct cli_scan scan = cli_scan_start(file, path);
    tm_text *names = NULL;
    size_t *end;

    if (!file) {
        cli_error("%s: %s", path, strerror(errno));
        return NULL;
    }
    end = cli_alloc(wanted + 1, sizeof *end);
    if (read_names(&scan, text, end, wanted)) {
        names = cli_alloc(wanted + 1, sizeof *names);
        for (size_t i = 0, start = 0; i < wanted; start = end[i++])
            names[i] = (tm_text){text->data + start, end[i] - start};
    }
    free(end);
    cli_scan_stop(&scan);
    fclose(file);
    return names;
}

void cli_row_names_start(struct cli_row_names *names)
{
    names->row = 0;
    if (names->lines)
        rewind(names->lines);
}

void cli_row_names_next(struct cli_row_names *names)
{
    names->name = (tm_text){NULL, 0};
    if (names->array) {
        names->name = names->array[names->row];
    } else if (names->lines) {
        const ssize_t size = getline(&names->line, &names->capacity, names->lines);

        if (size > 0)
            names->name = (tm_text){names->line, (size_t)size - 1};
    }
    names->row++;
}

void cli_row_names_print(FILE *file, const struct cli_row_names *names)
{
    if (names->array || names->lines)
        cli_tsv_id(file, names->name);
    else
        fprintf(file, "%zu", names->row);
}

void cli_row_names_free(struct cli_row_names *names)
{
    free(names->line);
    names->line = NULL;
}
