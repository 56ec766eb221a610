/* Rows that are kept, for the tests of keeping and of reading. */
#ifndef KEPT_SAMPLE_H
#define KEPT_SAMPLE_H

#include "counting_sample.h"
#include "fault_alloc.h"
#include "vector/kept.h"

/* The sample is kept twice, as two generations, in a file if the budget is 0. */
static inline tm_status keep_sample(struct tm__kept *kept)
{
    const tm_tfidf_options options = TM_TFIDF_INIT;
    tm_status status = TM_OK;

    for (int round = 0; round < 2 && status == TM_OK; round++) {
        struct tm__counts counts = {.documents = COUNTING_SAMPLE};
        struct tm__columns columns = {NULL, NULL, 0, false};
        struct tm__generation *generation = NULL;
        struct tm__count_job job;

        status = count_sample(&job, &options);
        if (status == TM_OK)
            status = tm__kept_add(kept, &job, &fault_run, NULL);
        if (status == TM_OK && !(generation = tm__generation_new(&job)))
            status = TM_ENOMEM;
        if (status == TM_OK)
            status = tm__learn_columns(&columns, &counts, &job, NULL, &fault_run, NULL);
        if (status == TM_OK)
            tm__kept_end_generation(kept, generation, &columns);
        else
            tm__generation_free(generation);
        tm__columns_release(&columns);
        tm__counts_release(&counts);
        tm__release_workers(&job);
        tm__end_parts(&job);
    }
    return status;
}

#endif
