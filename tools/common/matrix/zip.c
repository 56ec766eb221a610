#include "matrix/zip.h"

#include <string.h>
#include <zlib.h>

/* Numbers of the format (PKWARE's APPNOTE 6.3). */
enum { LOCAL = 0x04034b50, CENTRAL = 0x02014b50, END = 0x06054b50 };
enum { END64 = 0x06064b50, LOCATOR64 = 0x07064b50, VERSION = 45, DATE = 0x0021 /* 1980-01-01 */ };

struct cli_zip cli_zip_start(FILE *file)
{
    const struct cli_zip zip = {file, 0, 0, {NULL, 0, 0}};

    return zip;
}

static void put(struct cli_bytes *out, uint64_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++) {
        const unsigned char byte = (unsigned char)(value >> (8 * i));

        cli_bytes_add(out, &byte, 1);
    }
}

/* What local and central headers share: from the version needed to the length of the extra field.
 * Sizes always stand in the Zip64 field. */
static void put_common(struct cli_bytes *out, const struct cli_zip_member *m, unsigned extra)
{
    put(out, VERSION, 2);
    put(out, 0, 2); /* flags */
    put(out, 0, 2); /* stored */
    put(out, 0, 2); /* time */
    put(out, DATE, 2);
    put(out, m->crc, 4);
    put(out, UINT32_MAX, 4);
    put(out, UINT32_MAX, 4);
    put(out, strlen(m->name), 2);
    put(out, extra, 2);
}

static void put_central(struct cli_bytes *out, const struct cli_zip_member *m)
{
    put(out, CENTRAL, 4);
    put(out, VERSION, 2);
    put_common(out, m, 28);
    put(out, 0, 2);          /* comment */
    put(out, 0, 2);          /* disk */
    put(out, 0, 2);          /* attributes */
    put(out, 0, 4);          /* of the system */
    put(out, UINT32_MAX, 4); /* offset: below */
    cli_bytes_add_string(out, m->name);
    put(out, 1, 2);
    put(out, 24, 2);
    put(out, m->size, 8);
    put(out, m->size, 8);
    put(out, m->offset, 8);
}

static uint32_t checksum(uint32_t crc, const void *data, uint64_t left)
{
    for (const unsigned char *p = data; left > 0;) { /* zlib counts in 32 bits */
        const uInt n = left > 1 << 30 ? 1 << 30 : (uInt)left;

        crc = (uint32_t)crc32(crc, p, n);
        p += n;
        left -= n;
    }
    return crc;
}

/* Nothing else writes to the file, so that a failed seek shows as what stdio could not write. */
static void write_at(struct cli_zip *zip, uint64_t at, const void *data, uint64_t size)
{
    if (size > 0 && fseeko(zip->file, (off_t)at, SEEK_SET) == 0)
        fwrite(data, 1, (size_t)size, zip->file);
}

static void put_local(struct cli_bytes *out, const struct cli_zip_member *m)
{
    put(out, LOCAL, 4);
    put_common(out, m, 20);
    cli_bytes_add_string(out, m->name);
    put(out, 1, 2);
    put(out, 16, 2);
    put(out, m->size, 8);
    put(out, m->size, 8);
}

void cli_zip_reserve(struct cli_zip *zip, struct cli_zip_member *member, const char *name,
                     uint64_t size)
{
    struct cli_bytes local = {NULL, 0, 0};

    *member = (struct cli_zip_member){name, size, zip->at, 0, 0};
    put_local(&local, member); /* how long it is */
    member->at = zip->at + local.size;
    zip->at = member->at + size;
    cli_bytes_free(&local);
}

void cli_zip_put(struct cli_zip *zip, struct cli_zip_member *member, const void *data,
                 uint64_t size)
{
    member->crc = checksum(member->crc, data, size);
    write_at(zip, member->at, data, size);
    member->at += size;
}

void cli_zip_end(struct cli_zip *zip, const struct cli_zip_member *member)
{
    struct cli_bytes local = {NULL, 0, 0};

    put_local(&local, member);
    write_at(zip, member->offset, local.data, local.size);
    cli_bytes_free(&local);
    put_central(&zip->directory, member);
    zip->members++;
}

void cli_zip_finish(struct cli_zip *zip)
{
    const uint64_t size = zip->directory.size;
    struct cli_bytes *const out = &zip->directory;

    put(out, END64, 4);
    put(out, 44, 8); /* of this record, without what is above */
    put(out, VERSION, 2);
    put(out, VERSION, 2);
    put(out, 0, 8); /* disks */
    put(out, zip->members, 8);
    put(out, zip->members, 8);
    put(out, size, 8);
    put(out, zip->at, 8);
    put(out, LOCATOR64, 4);
    put(out, 0, 4);
    put(out, zip->at + size, 8);
    put(out, 1, 4);
    put(out, END, 4);
    put(out, 0, 4); /* disks */
    put(out, zip->members, 2);
    put(out, zip->members, 2);
    put(out, UINT32_MAX, 4);
    put(out, UINT32_MAX, 4);
    put(out, 0, 2);
    write_at(zip, zip->at, out->data, out->size);
    cli_bytes_free(out);
}
