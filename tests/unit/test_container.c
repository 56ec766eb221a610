#include "fault_alloc.h"
#include "models/checksum.h"
#include "models/container.h"
#include "models/layout.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const uint32_t numbers[] = {1, 2, 3};
static const struct tm__section sections[] = {
    {"numbers", numbers, sizeof numbers}, {"empty", NULL, 0}, {"text", "abc", 3}};

static char path[64];

static void setup(void)
{
    snprintf(path, sizeof path, "/tmp/tm_container_%ld.tm", (long)getpid());
    cr_assert_eq(tm__container_write(path, "test", 7, sections, 3, NULL), TM_OK, "write");
}

static void teardown(void)
{
    remove(path);
}

TestSuite(container, .init = setup, .fini = teardown);

Test(container, gives_back_what_was_written)
{
    struct tm__container *c;
    const void *data;
    size_t count;

    cr_assert_eq(tm__container_open(&c, path, "test", 7, NULL), TM_OK, "open");
    cr_assert_eq(tm__container_section(c, "numbers", 4, &data, &count, NULL), TM_OK, "section");
    cr_expect_eq(count, 3, "three numbers");
    cr_expect_eq((uintptr_t)data % 64, 0, "aligned");
    cr_expect_arr_eq(data, numbers, sizeof numbers, "the numbers");
    cr_assert_eq(tm__container_section(c, "empty", 8, &data, &count, NULL), TM_OK,
                 "an empty section exists");
    cr_expect_eq(count, 0, "and has no elements");
    cr_expect_eq(tm__container_section(c, "text", 2, &data, &count, NULL), TM_EFORMAT,
                 "3 bytes are no pairs");
    cr_expect_eq(tm__container_section(c, "nothing", 1, &data, &count, NULL), TM_EFORMAT,
                 "no such section");
    tm__container_close(c);
}

Test(container, names_what_is_wrong)
{
    struct tm__container *c = (struct tm__container *)&c;
    tm_error err;

    cr_expect_eq(tm__container_open(&c, path, "other", 7, &err), TM_EFORMAT, "kind");
    cr_expect_not_null(strstr(err.message, "kind 'test', not 'other'"), "%s", err.message);
    cr_expect_null(c, "nothing comes back");
    cr_expect_eq(tm__container_open(&c, path, "test", 8, &err), TM_EFORMAT, "version");
    cr_expect_not_null(strstr(err.message, "version 7"), "%s", err.message);
    cr_expect_eq(tm__container_open(&c, "/nonexistent/x", "test", 7, &err), TM_EIO, "no file");
    cr_expect_not_null(strstr(err.message, "/nonexistent/x"), "%s", err.message);
    cr_expect_eq(tm__container_open(&c, "/tmp", "test", 7, &err), TM_EIO, "a directory");
    cr_expect_eq(tm__container_write("/nonexistent/x", "test", 7, sections, 3, &err), TM_EIO,
                 "no such folder");
}

static unsigned char *slurp(size_t *size)
{
    FILE *f = fopen(path, "rb");
    unsigned char *data = aligned_alloc(64, 4096);

    *size = fread(data, 1, 4096, f);
    fclose(f);
    return data;
}

Test(container, rejects_every_truncation_and_every_flipped_bit)
{
    struct tm__container *c;
    size_t size;
    unsigned char *data = slurp(&size);

    for (size_t n = 0; n < size; n++)
        cr_assert_eq(tm__container_read(&c, data, n, "x", "test", 7, NULL), TM_EFORMAT,
                     "cut to %zu", n);
    for (size_t bit = 0; bit < size * 8; bit++) {
        data[bit / 8] ^= (unsigned char)(1 << bit % 8);
        cr_assert_eq(tm__container_read(&c, data, size, "x", "test", 7, NULL), TM_EFORMAT,
                     "bit %zu", bit);
        data[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }
    cr_expect_eq(tm__container_read(&c, data, size, "x", "test", 7, NULL), TM_OK, "as written");
    tm__container_close(c);
    free(data);
}

Test(container, checks_sections_even_when_the_checksum_is_right)
{
    /* A hostile file can have a right checksum: sizes and offsets are still checked. */
    static const struct tm__section one[] = {{"a", "x", 1}};
    struct tm__container *c;
    struct tm__layout_section *entry;
    size_t size;
    unsigned char *data;
    uint64_t *checksum;

    cr_assert_eq(tm__container_write(path, "test", 7, one, 1, NULL), TM_OK, "write");
    data = slurp(&size);
    entry = (void *)(data + sizeof(struct tm__layout_header));
    checksum = &((struct tm__layout_header *)(void *)data)->checksum;
    entry->size = UINT64_MAX - 10;
    *checksum = tm__checksum(data + TM__LAYOUT_SUMMED, size - TM__LAYOUT_SUMMED);
    cr_expect_eq(tm__container_read(&c, data, size, "x", "test", 7, NULL), TM_EFORMAT, "size");
    entry->size = 1;
    entry->offset = size + 64;
    *checksum = tm__checksum(data + TM__LAYOUT_SUMMED, size - TM__LAYOUT_SUMMED);
    cr_expect_eq(tm__container_read(&c, data, size, "x", "test", 7, NULL), TM_EFORMAT, "offset");
    free(data);
}

Test(container, survives_allocation_failure)
{
    struct tm__container *c;

    fault_install();
    FAULT_LOOP(tm__container_write(path, "test", 7, sections, 3, NULL));
    FAULT_LOOP(tm__container_open(&c, path, "test", 7, NULL));
    tm__container_close(c);
    cr_expect_eq(fault_live, 0, "nothing left");
}
