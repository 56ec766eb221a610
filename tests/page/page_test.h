/* What the tests of pages share. */
#ifndef PAGE_TEST_H
#define PAGE_TEST_H

#include "page/page.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A whole file under the source folder, NUL-terminated; free() it. */
static inline char *page_test_file(const char *name, size_t *size)
{
    char path[4096];
    FILE *file;
    char *bytes;
    long length;

    snprintf(path, sizeof path, TM_SOURCE_DIR "/%s", name);
    file = fopen(path, "rb");
    if (!file)
        return NULL;
    fseek(file, 0, SEEK_END);
    length = ftell(file);
    rewind(file);
    bytes = malloc((size_t)length + 1);
    *size = fread(bytes, 1, (size_t)length, file);
    bytes[*size] = '\0';
    fclose(file);
    return bytes;
}

#endif
