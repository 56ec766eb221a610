/*
 * NumPy's .npz as scipy.sparse.load_npz reads it: an uncompressed zip of .npy arrays.
 * Little-endian; a fixed date, so that the same rows give the same bytes.
 */
#include "matrix/matrix.h"
#include "talk.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>

static void put_little(struct cli_bytes *out, uint64_t value, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        const unsigned char byte = (unsigned char)(value >> (8 * i));

        cli_bytes_add(out, &byte, 1);
    }
}

/* Magic, version 1.0, and the dictionary padded so that the data start at a multiple of 64. */
static void put_header(struct cli_bytes *out, const char *type, const char *shape)
{
    char text[192];
    const int used = snprintf(
        text, sizeof text, "{'descr': '%s', 'fortran_order': False, 'shape': %s, }", type, shape);
    const size_t prefix = 10, size = (size_t)used + 1;
    const size_t padded = (prefix + size + 63) / 64 * 64 - prefix;

    cli_bytes_clear(out);
    cli_bytes_add(out, "\x93NUMPY\x01\x00", 8);
    put_little(out, padded, 2);
    cli_bytes_add(out, text, size - 1);
    for (size_t i = size; i < padded; i++)
        cli_bytes_add(out, " ", 1);
    cli_bytes_add(out, "\n", 1);
}

static void put_vector_header(struct cli_bytes *out, const char *type, uint64_t length)
{
    char shape[32];

    snprintf(shape, sizeof shape, "(%llu,)", (unsigned long long)length);
    put_header(out, type, shape);
}

static bool add_member(struct archive *zip, const char *name, const struct cli_bytes *data)
{
    struct archive_entry *const entry = archive_entry_new();
    bool good = entry != NULL;

    if (good) {
        archive_entry_set_pathname(entry, name);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_mtime(entry, 315619200, 0); /* 1980-01-02: the zip epoch in every zone */
        archive_entry_set_size(entry, (la_int64_t)data->size);
        good = archive_write_header(zip, entry) == ARCHIVE_OK &&
               archive_write_data(zip, data->data, data->size) == (la_ssize_t)data->size;
    }
    archive_entry_free(entry);
    return good;
}

static bool add_arrays(struct archive *zip, const tm_sparse *m)
{
    const uint64_t entries = m->row_start[m->rows];
    struct cli_bytes out = {NULL, 0, 0};
    bool good;

    put_vector_header(&out, "<i8", m->rows + 1);
    for (size_t i = 0; i <= m->rows; i++)
        put_little(&out, m->row_start[i], 8);
    good = add_member(zip, "indptr.npy", &out);
    put_vector_header(&out, "<i8", entries);
    for (uint64_t e = 0; e < entries; e++)
        put_little(&out, m->column[e], 8);
    good = good && add_member(zip, "indices.npy", &out);
    put_vector_header(&out, "<f4", entries);
    for (uint64_t e = 0; e < entries; e++) {
        uint32_t bits;

        memcpy(&bits, &m->value[e], 4);
        put_little(&out, bits, 4);
    }
    good = good && add_member(zip, "data.npy", &out);
    put_vector_header(&out, "<i8", 2);
    put_little(&out, m->rows, 8);
    put_little(&out, m->cols, 8);
    good = good && add_member(zip, "shape.npy", &out);
    put_header(&out, "|S3", "()");
    cli_bytes_add(&out, "csr", 3);
    good = good && add_member(zip, "format.npy", &out);
    cli_bytes_free(&out);
    return good;
}

static bool write_npz(FILE *file, const struct cli_matrix *matrix)
{
    struct archive *const zip = archive_write_new();
    bool good;

    if (!zip)
        exit(cli_error("out of memory"));
    archive_write_set_format_zip(zip);
    archive_write_zip_set_compression_store(zip);
    archive_write_set_bytes_in_last_block(zip, 1); /* no padding behind the directory */
    good = archive_write_open_FILE(zip, file) == ARCHIVE_OK && add_arrays(zip, matrix->rows) &&
           archive_write_close(zip) == ARCHIVE_OK;
    if (!good)
        cli_error("npz: %s", archive_error_string(zip));
    archive_write_free(zip);
    return good;
}

const struct cli_matrix_format cli_matrix_npz = {"npz", write_npz};
