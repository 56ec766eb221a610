#include "vector/count_parts.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "vector/sort_rows.h"

/* A part is a run of documents of about this many bytes: fixed, so that threads change nothing. */
enum { PART_BYTES = 1 << 17 };
/* So many bytes of English news, of 8 to 60 MB, bring one more string for the table of words. */
enum { BYTES_A_STRING = 144 };

/* Cut the documents into parts of about PART_BYTES; with NULL only count them. */
static size_t cut_parts(struct tm__count_part *part, const tm_text *documents, size_t count)
{
    size_t parts = 0, first = 0, bytes = 0;

    for (size_t d = 0; d < count; d++) {
        bytes += documents[d].size;
        if (bytes < PART_BYTES && d + 1 - first < TM__SORT_ROWS && d + 1 < count)
            continue;
        if (part) {
            part[parts].first = first;
            part[parts].last = d + 1;
        }
        parts++;
        first = d + 1;
        bytes = 0;
    }
    return parts;
}

tm_status tm__start_parts(struct tm__count_job *job, const tm_text *documents, size_t count,
                          tm_error *err)
{
    job->documents = documents;
    job->parts = cut_parts(NULL, documents, count);
    job->part = tm__calloc(job->parts, sizeof *job->part);
    if (!job->part)
        return tm__fail_memory(err, "counting terms");
    cut_parts(job->part, documents, count);
    return TM_OK;
}

void tm__end_parts(struct tm__count_job *job)
{
    for (size_t p = 0; job->part && p < job->parts; p++)
        tm__counted_release(&job->part[p].counted);
    tm__free(job->part);
    job->part = NULL;
    job->parts = 0;
}

tm_status tm__start_workers(struct tm__count_job *job, size_t workers,
                            const struct tm__vocabulary *vocabulary, tm_error *err)
{
    tm_status status = TM_OK;

    job->workers = workers ? workers : 1; /* options are checked even if nothing is counted */
    job->worker = tm__calloc(job->workers, sizeof *job->worker);
    if (!job->worker)
        return tm__fail_memory(err, "counting terms");
    for (size_t w = 0; w < job->workers && status == TM_OK; w++)
        status = tm__counter_init(&job->worker[w], job->options, vocabulary, err);
    return status;
}

void tm__release_workers(struct tm__count_job *job)
{
    for (size_t w = 0; job->worker && w < job->workers; w++)
        tm__counter_release(&job->worker[w]);
    tm__free(job->worker);
    tm__free(job->tables_block);
    job->worker = NULL;
    job->tables = job->tables_block = NULL;
    job->tables_size = 0;
}

void tm__expect_words(struct tm__count_job *job, size_t times)
{
    const size_t last = job->parts ? job->part[job->parts - 1].last : 0;
    size_t bytes = 0;

    for (size_t d = 0; d < last; d++)
        bytes += job->documents[d].size;
    job->strings = job->workers ? bytes / (job->workers * BYTES_A_STRING) * times : 0;
}

tm_status tm__share_tables(struct tm__count_job *job, tm_error *err)
{
    const size_t each = tm__forms_bytes(job->strings);

    job->tables = tm__alloc_pages(&job->tables_block, job->workers, each);
    if (!job->tables)
        return tm__fail_memory(err, "counting terms");
    job->tables_size = job->workers * each;
    for (size_t w = 0; w < job->workers; w++)
        tm__forms_lend(&job->worker[w].lexicon.forms, (char *)job->tables + w * each, each);
    return TM_OK;
}

struct tm__table_room tm__largest_table(const struct tm__count_job *job)
{
    struct tm__table_room largest = {job->tables, job->tables_size, job->workers};

    for (size_t w = 0; w < job->workers; w++) {
        const struct tm__forms *const forms = &job->worker[w].lexicon.forms;
        const size_t size = forms->slots * sizeof *forms->slot;

        if (forms->block && size > largest.size)
            largest = (struct tm__table_room){forms->slot, size, w};
    }
    return largest;
}

tm_status tm__count_part(struct tm__count_job *job, size_t index, unsigned worker)
{
    struct tm__count_part *const part = &job->part[index];
    struct tm__counter *const counter = &job->worker[worker];

    part->worker = worker;
    if (!tm__counter_expect(counter, job->strings))
        return TM_ENOMEM;
    return tm__count_block(counter, &part->counted, job->documents + part->first,
                           part->last - part->first);
}
