#include "matrix/array.h"

#include "talk.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool wrong(const struct cli_array *a, const char *what)
{
    cli_error("%s: not an array that can be read: %s", a->name, what);
    return false;
}

/* Where the value of a key of the header's dictionary starts; NULL if there is none. */
static const char *value_of(const char *header, const char *key)
{
    char quoted[32];
    const char *at;

    snprintf(quoted, sizeof quoted, "'%s':", key);
    at = strstr(header, quoted);
    if (!at)
        return NULL;
    at += strlen(quoted);
    return at + strspn(at, " ");
}

/* A type like '<f4': byte order, kind, size. */
static bool read_type(struct cli_array *a, const char *header)
{
    const char *const at = value_of(header, "descr");
    char *end;
    unsigned long size;

    if (!at || at[0] != '\'' || !at[1] || !strchr("<>|=", at[1]) || !at[2] ||
        !strchr("fiubSU", at[2]) || at[3] < '1' || at[3] > '9')
        return wrong(a, "its type is not one of numbers");
    size = strtoul(at + 3, &end, 10);
    a->kind = at[2];
    a->big = at[1] == '>';
    if (*end != '\'' || size > 4096)
        return wrong(a, "its type is not one of numbers");
    a->size = (unsigned)size * (a->kind == 'U' ? 4 : 1);
    if ((a->kind == 'f' && size != 4 && size != 8) || (a->kind == 'b' && size != 1) ||
        ((a->kind == 'i' || a->kind == 'u') && size != 1 && size != 2 && size != 4 && size != 8))
        return wrong(a, "its numbers have a size that is not supported");
    return true;
}

static bool read_shape(struct cli_array *a, const char *header)
{
    const char *at = value_of(header, "shape");

    if (!at || *at != '(')
        return wrong(a, "it has no shape");
    a->count = 1;
    for (at++; *at != ')';) {
        char *end;

        if (a->dimensions == 2)
            return wrong(a, "it has more than two dimensions");
        if (*at < '0' || *at > '9')
            return wrong(a, "its shape makes no sense");
        errno = 0;
        a->shape[a->dimensions] = strtoull(at, &end, 10);
        if (errno || (a->shape[a->dimensions] && a->count > UINT64_MAX / a->shape[a->dimensions]))
            return wrong(a, "its shape is too large");
        a->count *= a->shape[a->dimensions++];
        at = end + strspn(end, ", ");
    }
    return true;
}

static bool read_header(struct cli_array *a, char *header)
{
    const char *const order = value_of(header, "fortran_order");

    if (!order || (strncmp(order, "True", 4) != 0 && strncmp(order, "False", 5) != 0))
        return wrong(a, "it does not say in which order it is");
    a->fortran = *order == 'T';
    return read_type(a, header) && read_shape(a, header);
}

bool cli_array_open(struct cli_array *array, const void *bytes, size_t size, const char *name)
{
    const unsigned char *const p = bytes;
    size_t prefix, length;
    char *header;
    bool good;

    memset(array, 0, sizeof *array);
    array->name = name;
    if (size < 12 || memcmp(p, "\x93NUMPY", 6) != 0 || p[6] < 1 || p[6] > 3)
        return wrong(array, "it does not begin like one");
    prefix = p[6] == 1 ? 10 : 12;
    length = (size_t)p[8] | (size_t)p[9] << 8;
    if (prefix == 12)
        length |= (size_t)p[10] << 16 | (size_t)p[11] << 24;
    if (length > size - prefix)
        return wrong(array, "its header is cut off");
    header = cli_copy((const char *)p + prefix, length);
    good = read_header(array, header);
    free(header);
    if (!good)
        return false;
    array->data = p + prefix + length;
    if (array->count > (size - prefix - length) / array->size)
        return wrong(array, "it is cut off");
    return true;
}

static uint64_t bits(const struct cli_array *a, uint64_t i)
{
    const unsigned char *const p = a->data + i * a->size;
    uint64_t x = 0;

    for (unsigned b = 0; b < a->size; b++)
        x |= (uint64_t)p[a->big ? a->size - 1 - b : b] << (8 * b);
    return x;
}

static int64_t extended(uint64_t x, unsigned size)
{
    const unsigned shift = 64 - 8 * size;

    return (int64_t)(x << shift) >> shift;
}

double cli_array_number(const struct cli_array *a, uint64_t i)
{
    uint64_t x;

    if (!strchr("fiub", a->kind))
        return NAN;
    x = bits(a, i);
    if (a->kind == 'f' && a->size == 4) {
        const uint32_t half = (uint32_t)x;
        float value;

        memcpy(&value, &half, 4);
        return (double)value;
    }
    if (a->kind == 'f') {
        double value;

        memcpy(&value, &x, 8);
        return value;
    }
    return a->kind == 'i' ? (double)extended(x, a->size) : (double)x;
}

bool cli_array_index(uint64_t *out, const struct cli_array *a, uint64_t i, uint64_t most)
{
    if (a->kind != 'i' && a->kind != 'u')
        return wrong(a, "its elements are no whole numbers");
    *out = bits(a, i);
    if (a->kind == 'i' && extended(*out, a->size) < 0)
        *out = UINT64_MAX;
    if (*out <= most)
        return true;
    cli_error("%s: element %" PRIu64 " is not from 0 to %" PRIu64, a->name, i, most);
    return false;
}

const char *cli_array_text(const struct cli_array *a, char out[16])
{
    const unsigned step = a->kind == 'U' ? 4 : 1;

    if ((a->kind != 'S' && a->kind != 'U') || a->count != 1 || a->size / step > 15)
        return NULL;
    for (unsigned i = 0; i < a->size / step; i++)
        out[i] = (char)a->data[i * step + (a->big && step == 4 ? 3 : 0)];
    out[a->size / step] = '\0';
    return out;
}

/* Magic, version 1.0, and the dictionary padded so that the data start at a multiple of 64. */
void cli_array_header(struct cli_bytes *out, const char *type, const char *shape)
{
    char text[192];
    const int used = snprintf(
        text, sizeof text, "{'descr': '%s', 'fortran_order': False, 'shape': %s, }", type, shape);
    const size_t prefix = 10, size = (size_t)used + 1;
    const size_t padded = (prefix + size + 63) / 64 * 64 - prefix;
    const unsigned char length[2] = {(unsigned char)padded, (unsigned char)(padded >> 8)};

    cli_bytes_add(out, "\x93NUMPY\x01\x00", 8);
    cli_bytes_add(out, length, 2);
    cli_bytes_add(out, text, size - 1);
    for (size_t i = size; i < padded; i++)
        cli_bytes_add(out, " ", 1);
    cli_bytes_add(out, "\n", 1);
}

bool cli_array_read_file(struct cli_bytes *bytes, FILE *file, const char *path)
{
    enum { STEP = 1 << 20 };

    for (;;) {
        size_t got;

        cli_grow(&bytes->data, &bytes->capacity, bytes->size + STEP, 1);
        got = fread(bytes->data + bytes->size, 1, STEP, file);
        bytes->size += got;
        if (got < STEP)
            break;
    }
    if (ferror(file)) {
        cli_error("%s: %s", path, strerror(errno));
        return false;
    }
    return true;
}
