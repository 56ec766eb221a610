/* NumPy's .npz as scipy.sparse.load_npz reads it: an uncompressed zip of .npy arrays. */
#include "matrix/array.h"
#include "matrix/matrix.h"
#include "matrix/zip.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(float) == 4, "values are written as they are");

/* Whether numbers can be written as they lie in memory. */
static bool little_endian(void)
{
    const uint16_t one = 1;
    unsigned char first;

    memcpy(&first, &one, 1);
    return first == 1;
}

/* The bytes of count numbers, little-endian; *copy is to be freed and may be NULL. */
static const void *bytes_of(unsigned char **copy, const void *numbers, uint64_t count, size_t size)
{
    const unsigned char *const p = numbers;

    *copy = NULL;
    if (little_endian())
        return numbers;
    *copy = cli_alloc(count + 1, size);
    for (uint64_t i = 0; i < count; i++)
        for (size_t b = 0; b < size; b++)
            (*copy)[i * size + b] = p[i * size + size - 1 - b];
    return *copy;
}

static void add_array(struct cli_zip *zip, const char *name, const char *type, const char *shape,
                      const void *numbers, uint64_t count, size_t size)
{
    struct cli_bytes header = {NULL, 0, 0};
    unsigned char *copy;
    struct cli_zip_piece piece[2];

    cli_array_header(&header, type, shape);
    piece[0] = (struct cli_zip_piece){header.data, header.size};
    piece[1] = (struct cli_zip_piece){bytes_of(&copy, numbers, count, size), count * size};
    cli_zip_add(zip, name, piece, 2);
    cli_bytes_free(&header);
    free(copy);
}

static void add_vector(struct cli_zip *zip, const char *name, const char *type, const void *numbers,
                       uint64_t count, size_t size)
{
    char shape[32];

    snprintf(shape, sizeof shape, "(%llu,)", (unsigned long long)count);
    add_array(zip, name, type, shape, numbers, count, size);
}

/* Indices in 32 bits where that is enough: half the size, and what scipy itself would take. */
static void add_row_starts(struct cli_zip *zip, const tm_sparse *m)
{
    const size_t count = m->rows + 1;
    uint32_t *start;

    if (m->row_start[m->rows] > INT32_MAX) {
        add_vector(zip, "indptr.npy", "<i8", m->row_start, count, 8);
        return;
    }
    start = cli_alloc(count, sizeof *start);
    for (size_t i = 0; i < count; i++)
        start[i] = (uint32_t)m->row_start[i];
    add_vector(zip, "indptr.npy", "<i4", start, count, 4);
    free(start);
}

static bool write_npz(FILE *file, const struct cli_matrix *matrix)
{
    const tm_sparse *const m = matrix->rows;
    const uint64_t entries = m->row_start[m->rows], shape[2] = {m->rows, m->cols};
    struct cli_zip zip = cli_zip_start(file);

    add_row_starts(&zip, m);
    add_vector(&zip, "indices.npy", m->cols > INT32_MAX ? "<u4" : "<i4", m->column, entries, 4);
    add_vector(&zip, "data.npy", "<f4", m->value, entries, 4);
    add_vector(&zip, "shape.npy", "<i8", shape, 2, 8);
    add_array(&zip, "format.npy", "|S3", "()", "csr", 3, 1);
    cli_zip_finish(&zip);
    return true;
}

const struct cli_matrix_format cli_matrix_npz = {
    .name = "npz", .write = write_npz, .read = cli_read_npz};
