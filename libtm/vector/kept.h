/*
 * Rows that were counted and wait for their columns, which are known when all documents are: in
 * memory as long as they are few, in a file without a name when they are many.
 */
#ifndef TM_VECTOR_KEPT_H
#define TM_VECTOR_KEPT_H

#include "vector/count_parts.h"
#include "vector/learn_columns.h"
#include "vector/spill.h"

/* Rows of a part: in memory, or `size` bytes of the file at `at`. */
struct tm__kept_part {
    struct tm__counted counted;
    uint64_t at, size; /* size 0: in memory */
    uint32_t rows;
    uint32_t worker;
};

/* Parts whose workers had the same tables: what the numbers in their rows mean. */
struct tm__generation {
    struct tm__generation *next;
    size_t first, last;    /* parts */
    struct tm__columns of; /* ids instead of columns; of.of NULL: they are in the file */
    uint64_t *at;          /* [workers] where in the file */
    size_t *ids;           /* [workers] how many */
};

struct tm__kept {
    struct tm__spill spill;
    struct tm__kept_part *part; /* [parts] */
    size_t parts, capacity;
    size_t in_file;  /* parts below it are in the file */
    uint64_t bytes;  /* in memory */
    uint64_t budget; /* more than that goes to the file */
    bool given;      /* what is read is let go: nothing can be added or read again */
    struct tm__generation *first, *last;
};

/* folder: see tm__spill_init(). NULL after an error: TM_ENOMEM. */
struct tm__kept *tm__kept_new(const char *folder, tm_error *err);
void tm__kept_free(struct tm__kept *kept);

/* Take over the parts of a job, which are counted. Errors: TM_ENOMEM, TM_EIO, TM_ECANCELLED. */
tm_status tm__kept_add(struct tm__kept *kept, struct tm__count_job *job, const tm_run *run,
                       tm_error *err);

/*
 * A generation that is not yet part of the list: the parts since the last one, whose ids are in
 * `columns`, which are taken over once tm__kept_end_generation() is called, which cannot fail.
 * NULL when memory is out.
 */
struct tm__generation *tm__generation_new(const struct tm__count_job *job);
void tm__generation_free(struct tm__generation *generation);
void tm__kept_end_generation(struct tm__kept *kept, struct tm__generation *generation,
                             struct tm__columns *columns);

/* Goes through the rows in order, any number of times. */
struct tm__kept_reader {
    struct tm__kept *kept;
    const uint32_t *column; /* [ids] borrowed: the column of each, or TM__NO_TERM; NULL: ids are
                               columns, and terms of a row may share one */
    size_t columns;         /* how many there are */
    const struct tm__generation *now; /* NULL: at the end */
    struct tm__columns of;            /* its columns */
    size_t part;
};

struct tm__kept_reader tm__kept_start(struct tm__kept *kept, const uint32_t *column,
                                      size_t columns);
void tm__kept_stop(struct tm__kept_reader *reader);

/*
 * The next rows, some megabytes of them, without what has no column; no documents at the end. Only
 * the rows of the counts are set. Errors: TM_ENOMEM, TM_EIO, TM_EFORMAT, TM_ECANCELLED.
 */
tm_status tm__kept_next(struct tm__counts *counts, struct tm__kept_reader *reader,
                        const tm_run *run, tm_error *err);

#endif
