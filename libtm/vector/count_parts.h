/* Counting documents in parts, by workers that may go on with other documents. */
#ifndef TM_VECTOR_COUNT_PARTS_H
#define TM_VECTOR_COUNT_PARTS_H

#include "vector/count_block.h"

/* Documents [first, last), and who counted them in whose ids. */
struct tm__count_part {
    size_t first, last;
    unsigned worker;
    struct tm__counted counted;
};

/* A count while it is under way. */
struct tm__count_job {
    const tm_text *documents;
    const tm_tfidf_options *options;
    struct tm__counter *worker;  /* [workers] */
    struct tm__count_part *part; /* [parts] */
    size_t workers, parts;
    size_t strings;     /* expected for each worker */
    void *tables;       /* of all workers, side by side, or NULL */
    void *tables_block; /* that they are in */
    size_t tables_size;
};

/* Cut documents into parts that depend on nothing but their sizes. End them after an error, too. */
tm_status tm__start_parts(struct tm__count_job *job, const tm_text *documents, size_t count,
                          tm_error *err);
void tm__end_parts(struct tm__count_job *job);

/* Make workers for the options of the job; at least one. Release them after an error, too. */
tm_status tm__start_workers(struct tm__count_job *job, size_t workers,
                            const struct tm__vocabulary *vocabulary, tm_error *err);
void tm__release_workers(struct tm__count_job *job);

/*
 * How many words the parts are going to have: so many bytes of news have about so many different
 * ones. A worker makes room for them when it counts its first part. `times`: how much text there is
 * going to be, in multiples of that of the parts.
 */
void tm__expect_words(struct tm__count_job *job, size_t times);

/*
 * Let the tables of all workers lie side by side, for as many strings as are expected: together
 * they are large enough for other use when words are counted.
 */
tm_status tm__share_tables(struct tm__count_job *job, tm_error *err);

/* Memory that a table of words is in, or several, for other use when words are counted. */
struct tm__table_room {
    void *start;
    size_t size;
    size_t worker; /* whose own table it is; as many as there are workers: of those side by side */
};

/* The largest there is; nothing but the workers' release may touch tables when it has been used. */
struct tm__table_room tm__largest_table(const struct tm__count_job *job);

/* Count a part. */
tm_status tm__count_part(struct tm__count_job *job, size_t index, unsigned worker);

#endif
