/* Reading the evaluation data: lines of a .gz file. */
#ifndef QUALITY_H
#define QUALITY_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { QUALITY_SKIP = 77 };

struct quality_file {
    gzFile file;
    char *line; /* without its newline */
    size_t capacity;
};

/* Open folder/name, or say that it is missing and end the test as skipped. */
static inline struct quality_file quality_open(const char *folder, const char *name)
{
    struct quality_file f = {0};
    char path[4096];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    f.file = gzopen(path, "rb");
    if (!f.file) {
        printf("skipped: no %s\n", path);
        exit(QUALITY_SKIP);
    }
    f.capacity = 1 << 16;
    f.line = malloc(f.capacity);
    return f;
}

/* The next line into f->line; false at the end, which closes the file. */
static inline bool quality_line(struct quality_file *f)
{
    size_t used = 0;

    f->line[0] = '\0';
    while (gzgets(f->file, f->line + used, (int)(f->capacity - used))) {
        used += strlen(f->line + used);
        if (used && f->line[used - 1] == '\n') {
            f->line[used - 1] = '\0';
            return true;
        }
        if (used + 1 == f->capacity)
            f->line = realloc(f->line, f->capacity *= 2);
    }
    if (used)
        return true;
    gzclose(f->file);
    free(f->line);
    f->line = NULL;
    return false;
}

/* Print a score and whether it reaches its floor. */
static inline bool quality_floor(const char *what, double score, double floor)
{
    printf("%-40s %.4f (floor %.4f)%s\n", what, score, floor, score < floor ? " TOO LOW" : "");
    return score >= floor;
}

#endif
