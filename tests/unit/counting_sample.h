/* Documents that are counted, for the tests of what comes after counting. */
#ifndef COUNTING_SAMPLE_H
#define COUNTING_SAMPLE_H

#include "vector/learn_columns.h"

static const tm_text counting_sample[] = {
    {"storm hits coast", 16}, {"", 0}, {"coast storm storm", 17}, {"minister resigns", 16}};
enum { COUNTING_SAMPLE = sizeof counting_sample / sizeof *counting_sample };

/* All parts counted by one worker. */
static inline tm_status count_sample(struct tm__count_job *job, const tm_tfidf_options *options)
{
    tm_status status;

    *job = (struct tm__count_job){.options = options};
    status = tm__start_parts(job, counting_sample, COUNTING_SAMPLE, NULL);
    if (status == TM_OK)
        status = tm__start_workers(job, 1, NULL, NULL);
    for (size_t p = 0; status == TM_OK && p < job->parts; p++)
        status = tm__count_part(job, p, 0);
    return status;
}

#endif
