/* NumPy's .npy: an array of two dimensions; what is not 0 is kept. */
#include "matrix/array.h"
#include "matrix/matrix.h"
#include "matrix/scan.h"
#include "matrix/triples.h"

#include <inttypes.h>

static bool read_values(struct cli_triples *t, const struct cli_array *a)
{
    const uint64_t rows = a->shape[0], columns = a->shape[1];

    for (uint64_t i = 0; i < rows; i++)
        for (uint64_t j = 0; j < columns; j++) {
            const double value = cli_array_number(a, a->fortran ? j * rows + i : i * columns + j);

            if (!cli_is_value(value)) {
                cli_error("%s: the value in row %" PRIu64 ", column %" PRIu64 " is %g", a->name,
                          i + 1, j + 1, value);
                return false;
            }
            if (value != 0)
                cli_triples_add(t, i, j, (float)value);
        }
    return true;
}

static bool read_array(struct cli_matrix *matrix, const struct cli_bytes *bytes, const char *path)
{
    struct cli_triples entries = {NULL, 0, 0};
    struct cli_array a;
    bool good;

    if (!cli_array_open(&a, bytes->data, bytes->size, path))
        return false;
    if (a.dimensions != 2 || a.shape[0] > CLI_MOST_COLUMNS || a.shape[1] > CLI_MOST_COLUMNS) {
        cli_error("%s: not a matrix of two dimensions", path);
        return false;
    }
    good = read_values(&entries, &a) &&
           cli_triples_rows(&matrix->rows, &entries, a.shape[0], a.shape[1], bytes->size, path);
    cli_triples_free(&entries);
    return good;
}

bool cli_read_npy(struct cli_matrix *matrix, FILE *file, const char *path)
{
    struct cli_bytes bytes = {NULL, 0, 0};
    const bool good = cli_array_read_file(&bytes, file, path) && read_array(matrix, &bytes, path);

    cli_bytes_free(&bytes);
    return good;
}
