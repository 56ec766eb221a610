#include "vector/gather.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "vector/choose_terms.h"

struct place {
    struct tm__counts *counts;
    const struct tm__count_job *job;
    const struct tm__columns *columns;
    unsigned bits; /* of the largest column */
};

/* Rows become shorter by the entries that get no column. */
static tm_status shorten_part(void *ctx, size_t index, unsigned worker)
{
    const struct place *const p = ctx;
    const struct tm__count_part *const part = &p->job->part[index];
    const uint32_t *const column = p->columns->of[part->worker];
    const uint32_t words = p->columns->words[part->worker];
    const uint32_t *term = part->counted.term;

    (void)worker;
    for (size_t r = 0; r < part->last - part->first; r++) {
        uint32_t left = 0;

        for (const uint32_t *const end = term + part->counted.length[r]; term < end; term++)
            left += column[tm__merged_index(*term, words)] != TM__NO_TERM;
        part->counted.length[r] = left;
    }
    return TM_OK;
}

/* The entries of a part, with their columns; those without one are left out. */
static void widen(struct tm__entry *entry, const struct tm__counted *counted,
                  const uint32_t *column, uint32_t words)
{
    size_t to = 0, many = 0;

    for (size_t e = 0; e < counted->size; e++) {
        const uint32_t term = counted->term[e];

        entry[to].term = column ? column[tm__merged_index(term, words)] : term;
        entry[to].tf = tm__counted_tf(counted, e, &many);
        to += entry[to].term != TM__NO_TERM;
    }
}

static tm_status place_part(void *ctx, size_t index, unsigned worker)
{
    const struct place *const p = ctx;
    struct tm__count_part *const part = &p->job->part[index];
    const uint64_t start = p->counts->row_start[part->first];
    const bool own = p->columns->of == NULL;
    struct tm__entry *const entry = tm__alloc_array(part->counted.size + 1, sizeof *entry);
    tm_status status = TM_ENOMEM;

    (void)worker;
    if (entry) {
        widen(entry, &part->counted, own ? NULL : p->columns->of[part->worker],
              own ? 0 : p->columns->words[part->worker]);
        status = tm__sort_rows(p->counts->term + start, p->counts->tf + start, entry,
                               part->counted.length, part->last - part->first, p->bits);
    }
    tm__free(entry);
    tm__counted_release(&part->counted); /* while others are still needed: the peak is lower */
    return status;
}

static unsigned bits_of(size_t number)
{
    unsigned bits = 0;

    while (number >> bits)
        bits++;
    return bits;
}

static tm_status make_rows(struct tm__counts *counts, const struct tm__count_job *job,
                           tm_error *err)
{
    uint64_t entries = 0;

    counts->row_start = tm__alloc_array(counts->documents + 1, sizeof *counts->row_start);
    if (!counts->row_start)
        return tm__fail_memory(err, "counting terms");
    counts->row_start[0] = 0;
    for (size_t p = 0; p < job->parts; p++)
        for (size_t d = job->part[p].first; d < job->part[p].last; d++)
            counts->row_start[d + 1] = entries +=
                job->part[p].counted.length[d - job->part[p].first];
    counts->term = tm__alloc_array(entries, sizeof *counts->term);
    counts->tf = tm__alloc_array(entries, sizeof *counts->tf);
    if (!counts->term || !counts->tf)
        return tm__fail_memory(err, "counting terms");
    tm__huge_pages(counts->term, entries * sizeof *counts->term);
    tm__huge_pages(counts->tf, entries * sizeof *counts->tf);
    return TM_OK;
}

tm_status tm__gather(struct tm__counts *counts, const struct tm__count_job *job,
                     const struct tm__columns *columns, size_t terms, const tm_run *run,
                     tm_error *err)
{
    struct place place = {counts, job, columns, bits_of(terms)};
    tm_status status = TM_OK;

    if (columns->gaps)
        status = tm__parallel_for(job->parts, shorten_part, &place, "number", run, err);
    if (status == TM_OK)
        status = make_rows(counts, job, err);
    if (status == TM_OK)
        status = tm__parallel_for(job->parts, place_part, &place, "sort", run, err);
    return status;
}
