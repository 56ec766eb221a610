/* .npz as scipy.sparse.save_npz writes it, compressed or not: csr, csc and coo. */
#include "matrix/array.h"
#include "matrix/matrix.h"
#include "matrix/scan.h"
#include "matrix/triples.h"

#include <archive.h>
#include <archive_entry.h>
#include <inttypes.h>
#include <string.h>

enum member { INDPTR, INDICES, DATA, SHAPE, FORMAT, ROW, COL, MEMBERS };

static const char *const member_name[MEMBERS] = {
    "indptr.npy", "indices.npy", "data.npy", "shape.npy", "format.npy", "row.npy", "col.npy"};

struct npz {
    const char *path;
    struct cli_bytes bytes[MEMBERS];
    struct cli_array array[MEMBERS];
    uint64_t rows, cols;
    struct cli_triples entries;
};

static bool failed(const struct npz *z, const char *what)
{
    cli_error("%s: %s", z->path, what);
    return false;
}

static int member_of(const char *name)
{
    for (int i = 0; name && i < MEMBERS; i++)
        if (strcmp(name, member_name[i]) == 0)
            return i;
    return -1;
}

static bool unpack(struct cli_bytes *out, struct archive *zip)
{
    enum { STEP = 1 << 16 };

    for (;;) {
        la_ssize_t got;

        cli_grow(&out->data, &out->capacity, out->size + STEP, 1);
        got = archive_read_data(zip, out->data + out->size, STEP);
        if (got <= 0)
            return got == 0;
        out->size += (size_t)got;
    }
}

static bool unpack_all(struct npz *z, struct archive *zip)
{
    struct archive_entry *entry;
    int status;

    while ((status = archive_read_next_header(zip, &entry)) == ARCHIVE_OK) {
        const int i = member_of(archive_entry_pathname(entry));

        if (i < 0)
            continue;
        if (z->bytes[i].size > 0)
            return failed(z, "a member is there twice");
        if (!unpack(&z->bytes[i], zip))
            break;
    }
    if (status == ARCHIVE_EOF)
        return true;
    cli_error("%s: %s", z->path,
              archive_error_string(zip) ? archive_error_string(zip) : "not a zip that can be read");
    return false;
}

static bool open_members(struct npz *z, const struct cli_bytes *file)
{
    struct archive *const zip = archive_read_new();
    bool good;

    if (!zip)
        return failed(z, "out of memory");
    archive_read_support_format_zip(zip);
    good = archive_read_open_memory(zip, file->data, file->size) == ARCHIVE_OK ||
           failed(z, "not a zip that can be read");
    good = good && unpack_all(z, zip);
    archive_read_free(zip);
    return good;
}

/* The array in a member, of so many elements (UINT64_MAX: any number). */
static bool open_array(struct npz *z, enum member i, uint64_t count)
{
    if (z->bytes[i].size == 0) {
        cli_error("%s: has no %s", z->path, member_name[i]);
        return false;
    }
    if (!cli_array_open(&z->array[i], z->bytes[i].data, z->bytes[i].size, z->path))
        return false;
    if (count != UINT64_MAX && z->array[i].count != count) {
        cli_error("%s: %s has %" PRIu64 " elements, not %" PRIu64, z->path, member_name[i],
                  z->array[i].count, count);
        return false;
    }
    return true;
}

static bool read_shape(struct npz *z)
{
    return open_array(z, SHAPE, 2) &&
           cli_array_index(&z->rows, &z->array[SHAPE], 0, CLI_MOST_COLUMNS) &&
           cli_array_index(&z->cols, &z->array[SHAPE], 1, CLI_MOST_COLUMNS);
}

static bool add(struct npz *z, uint64_t row, uint64_t column, uint64_t e)
{
    const double value = cli_array_number(&z->array[DATA], e);

    if (!cli_is_value(value)) {
        cli_error("%s: the value in row %" PRIu64 ", column %" PRIu64 " is %g", z->path, row + 1,
                  column + 1, value);
        return false;
    }
    cli_triples_add(&z->entries, row, column, (float)value);
    return true;
}

/* Lines are rows, or columns of csc. */
static bool read_compressed(struct npz *z, bool columns)
{
    const uint64_t lines = columns ? z->cols : z->rows, width = columns ? z->rows : z->cols;
    uint64_t start = 0, end, other;

    if (!open_array(z, DATA, UINT64_MAX) || !open_array(z, INDICES, z->array[DATA].count) ||
        !open_array(z, INDPTR, lines + 1) || !cli_array_index(&start, &z->array[INDPTR], 0, 0))
        return false;
    for (uint64_t i = 0; i < lines; i++, start = end) {
        if (!cli_array_index(&end, &z->array[INDPTR], i + 1, z->array[DATA].count))
            return false;
        if (end < start)
            return failed(z, "indptr.npy falls");
        for (uint64_t e = start; e < end; e++)
            if (!cli_array_index(&other, &z->array[INDICES], e, width ? width - 1 : 0) ||
                !add(z, columns ? other : i, columns ? i : other, e))
                return false;
    }
    if (width == 0 && start > 0)
        return failed(z, "entries in a matrix without room for any");
    return start == z->array[DATA].count || failed(z, "indptr.npy ends before the data");
}

static bool read_coordinates(struct npz *z)
{
    if (!open_array(z, DATA, UINT64_MAX) || !open_array(z, ROW, z->array[DATA].count) ||
        !open_array(z, COL, z->array[DATA].count))
        return false;
    if (z->array[DATA].count > 0 && (z->rows == 0 || z->cols == 0))
        return failed(z, "entries in a matrix without room for any");
    for (uint64_t e = 0; e < z->array[DATA].count; e++) {
        uint64_t row, column;

        if (!cli_array_index(&row, &z->array[ROW], e, z->rows - 1) ||
            !cli_array_index(&column, &z->array[COL], e, z->cols - 1) || !add(z, row, column, e))
            return false;
    }
    return true;
}

static bool read_matrix(struct npz *z)
{
    char text[16];
    const char *format;

    if (!open_array(z, FORMAT, 1) || !read_shape(z))
        return false;
    format = cli_array_text(&z->array[FORMAT], text);
    if (format && strcmp(format, "csr") == 0)
        return read_compressed(z, false);
    if (format && strcmp(format, "csc") == 0)
        return read_compressed(z, true);
    if (format && strcmp(format, "coo") == 0)
        return read_coordinates(z);
    return failed(z, "its format is none of csr, csc and coo; scipy's tocsr() makes it one");
}

bool cli_read_npz(struct cli_matrix *matrix, FILE *file, const char *path)
{
    struct npz z;
    struct cli_bytes bytes = {NULL, 0, 0};
    bool good;

    memset(&z, 0, sizeof z);
    z.path = path;
    good = cli_array_read_file(&bytes, file, path) && open_members(&z, &bytes) && read_matrix(&z);
    if (good) {
        uint64_t unpacked = 0;

        for (int i = 0; i < MEMBERS; i++)
            unpacked += z.bytes[i].size;
        good = cli_triples_rows(&matrix->rows, &z.entries, z.rows, z.cols, unpacked, path);
    }
    for (int i = 0; i < MEMBERS; i++)
        cli_bytes_free(&z.bytes[i]);
    cli_triples_free(&z.entries);
    cli_bytes_free(&bytes);
    return good;
}
