/* NumPy's .npz as scipy.sparse.load_npz reads it: an uncompressed zip of .npy arrays. */
#include "matrix/array.h"
#include "matrix/matrix.h"
#include "matrix/zip.h"

#include <inttypes.h>
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

struct npz {
    struct cli_zip zip;
    struct cli_zip_member starts, columns, values;
    bool wide;   /* row starts of 64 bits: scipy takes 32 where that is enough, and so do we */
    uint64_t at; /* entries so far */
};

static void reserve(struct cli_zip *zip, struct cli_zip_member *member, const char *name,
                    const char *type, const char *shape, uint64_t size)
{
    struct cli_bytes header = {NULL, 0, 0};

    cli_array_header(&header, type, shape);
    cli_zip_reserve(zip, member, name, header.size + size);
    cli_zip_put(zip, member, header.data, header.size);
    cli_bytes_free(&header);
}

static void reserve_vector(struct cli_zip *zip, struct cli_zip_member *member, const char *name,
                           const char *type, uint64_t count, size_t size)
{
    char shape[32];

    snprintf(shape, sizeof shape, "(%" PRIu64 ",)", count);
    reserve(zip, member, name, type, shape, count * size);
}

/* Numbers of so many bytes, little-endian. */
static void put(struct npz *n, struct cli_zip_member *member, const void *numbers, uint64_t count,
                size_t size)
{
    const unsigned char *const p = numbers;
    unsigned char *copy;

    if (little_endian()) {
        cli_zip_put(&n->zip, member, numbers, count * size);
        return;
    }
    copy = cli_alloc(count + 1, size);
    for (uint64_t i = 0; i < count; i++)
        for (size_t b = 0; b < size; b++)
            copy[i * size + b] = p[i * size + size - 1 - b];
    cli_zip_put(&n->zip, member, copy, count * size);
    free(copy);
}

/* Where rows end: of `rows` rows, the first of which starts at n->at. */
static void put_ends(struct npz *n, const uint64_t *start, size_t rows)
{
    uint64_t *const wide = cli_alloc(rows + 1, sizeof *wide);
    uint32_t *const narrow = (uint32_t *)(void *)wide;

    for (size_t i = 0; i < rows; i++) {
        const uint64_t end = n->at + start[i + 1] - start[0];

        if (n->wide)
            wide[i] = end;
        else
            narrow[i] = (uint32_t)end;
    }
    put(n, &n->starts, wide, rows, n->wide ? 8 : 4);
    free(wide);
}

static void begin(struct cli_matrix_writer *w)
{
    const uint64_t entries = w->plan->entries, zero = 0;
    struct npz *const n = cli_alloc(1, sizeof *n);

    n->zip = cli_zip_start(w->file);
    n->wide = entries > INT32_MAX;
    n->at = 0;
    w->state = n;
    reserve_vector(&n->zip, &n->starts, "indptr.npy", n->wide ? "<i8" : "<i4", w->plan->rows + 1,
                   n->wide ? 8 : 4);
    reserve_vector(&n->zip, &n->columns, "indices.npy", w->plan->cols > INT32_MAX ? "<u4" : "<i4",
                   entries, 4);
    reserve_vector(&n->zip, &n->values, "data.npy", "<f4", entries, 4);
    put(n, &n->starts, &zero, 1, n->wide ? 8 : 4);
}

static bool add(struct cli_matrix_writer *w, const tm_sparse *m, const double *target)
{
    const uint64_t entries = m->row_start[m->rows];
    struct npz *const n = w->state;

    (void)target;
    put_ends(n, m->row_start, m->rows);
    put(n, &n->columns, m->column, entries, 4);
    put(n, &n->values, m->value, entries, 4);
    n->at += entries;
    return true;
}

static void end(struct cli_matrix_writer *w)
{
    const uint64_t shape[2] = {w->plan->rows, w->plan->cols};
    struct cli_zip_member last;
    struct npz *const n = w->state;

    cli_zip_end(&n->zip, &n->starts);
    cli_zip_end(&n->zip, &n->columns);
    cli_zip_end(&n->zip, &n->values);
    reserve_vector(&n->zip, &last, "shape.npy", "<i8", 2, 8);
    put(n, &last, shape, 2, 8);
    cli_zip_end(&n->zip, &last);
    reserve(&n->zip, &last, "format.npy", "|S3", "()", 3);
    cli_zip_put(&n->zip, &last, "csr", 3);
    cli_zip_end(&n->zip, &last);
    cli_zip_finish(&n->zip);
    free(n);
}

const struct cli_matrix_format cli_matrix_npz = {
    .name = "npz", .seeks = true, .begin = begin, .add = add, .end = end, .read = cli_read_npz};
