#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "vector/choose_terms.h"
#include "vector/counted_pack.h"
#include "vector/gather.h"
#include "vector/hashed.h"
#include "vector/kept.h"

#include <string.h>

/* So many parts are read at a time: the rows of 8 MB of text. */
enum { PARTS = 64 };

struct tm__kept_reader tm__kept_start(struct tm__kept *kept, const uint32_t *column, size_t columns)
{
    const struct tm__kept_reader reader = {
        kept, column, columns, kept->first, {NULL, NULL, 0, false}, 0};

    return reader;
}

void tm__kept_stop(struct tm__kept_reader *reader)
{
    tm__columns_release(&reader->of);
}

/* The columns of what the workers of a generation numbered. */
static tm_status read_columns(struct tm__kept_reader *r, tm_error *err)
{
    const struct tm__generation *const g = r->now;
    tm_status status = TM_OK;

    tm__columns_release(&r->of);
    r->of.workers = g->of.workers;
    r->of.gaps = g->of.gaps;
    r->of.of = tm__calloc(g->of.workers, sizeof *r->of.of);
    r->of.words = tm__alloc_array(g->of.workers, sizeof *r->of.words);
    if (!r->of.of || !r->of.words)
        return tm__fail_memory(err, "reading rows");
    memcpy(r->of.words, g->of.words, g->of.workers * sizeof *r->of.words);
    for (size_t w = 0; w < g->of.workers && status == TM_OK; w++) {
        const size_t bytes = g->ids[w] * sizeof **r->of.of;
        uint32_t *const to = r->of.of[w] = tm__malloc(bytes);

        if (!to)
            return tm__fail_memory(err, "reading rows");
        if (!g->of.of)
            status = tm__spill_read(&r->kept->spill, to, bytes, g->at[w], err);
        else if (bytes)
            memcpy(to, g->of.of[w], bytes);
        for (size_t i = 0; status == TM_OK && r->column && i < g->ids[w]; i++) {
            to[i] = to[i] == TM__NO_TERM ? TM__NO_TERM : r->column[to[i]];
            r->of.gaps |= to[i] == TM__NO_TERM;
        }
    }
    return status;
}

struct load {
    const struct tm__kept *kept;
    struct tm__kept_part *from;
    struct tm__count_part *to;
    tm_error *error; /* [parts] */
};

static tm_status copy(struct tm__counted *to, const struct tm__kept_part *from)
{
    const struct tm__counted *const c = &from->counted;

    if (tm__counted_new(to, from->rows, c->size, c->many_size) != TM_OK)
        return TM_ENOMEM;
    if (from->rows)
        memcpy(to->length, c->length, from->rows * sizeof *to->length);
    if (c->size) {
        memcpy(to->term, c->term, c->size * sizeof *to->term);
        memcpy(to->tf, c->tf, c->size * sizeof *to->tf);
    }
    if (c->many_size)
        memcpy(to->many, c->many, c->many_size * sizeof *to->many);
    return TM_OK;
}

static tm_status load_part(void *ctx, size_t index, unsigned worker)
{
    const struct load *const l = ctx;
    struct tm__kept_part *const from = &l->from[index];
    struct tm__counted *const to = &l->to[index].counted;
    tm_status status;
    void *bytes;

    (void)worker;
    if (from->size == 0 && l->kept->given) {
        *to = from->counted;
        memset(&from->counted, 0, sizeof from->counted);
        return TM_OK;
    }
    if (from->size == 0)
        return copy(to, from);
    bytes = tm__malloc(from->size);
    if (!bytes)
        return TM_ENOMEM;
    status = tm__spill_read(&l->kept->spill, bytes, from->size, from->at, &l->error[index]);
    if (status == TM_OK)
        status = tm__counted_unpack(to, from->rows, bytes, from->size);
    tm__free(bytes);
    return status;
}

/* The parts of a block as a job whose rows are counted. */
static tm_status load(struct tm__count_job *job, const struct tm__kept_reader *r, const tm_run *run,
                      tm_error *err)
{
    tm_error error[PARTS];
    const struct load l = {r->kept, r->kept->part + r->part, job->part, error};
    size_t row = 0;
    tm_status status;

    for (size_t p = 0; p < job->parts; p++) {
        error[p].code = TM_OK;
        job->part[p].worker = l.from[p].worker;
        job->part[p].first = row;
        job->part[p].last = row += l.from[p].rows;
    }
    status = tm__parallel_for(job->parts, load_part, (void *)&l, "rows", run, err);
    for (size_t p = 0; err && status == TM_EIO && p < job->parts; p++)
        if (error[p].code != TM_OK) {
            *err = error[p];
            break;
        }
    return status;
}

/* Let go of what was read: runs of parts that lie one behind the other in the file. */
static void drop(const struct tm__kept *kept, size_t first, size_t last)
{
    uint64_t at = 0, end = 0;

    for (size_t p = first; p < last; p++) {
        const struct tm__kept_part *const part = &kept->part[p];

        if (part->size > 0 && part->at != end) {
            tm__spill_drop(&kept->spill, at, end - at);
            at = part->at;
        }
        if (part->size > 0)
            end = part->at + part->size;
    }
    tm__spill_drop(&kept->spill, at, end - at);
}

/* To the next part, and its generation's columns. */
static tm_status move(struct tm__kept_reader *r, tm_error *err)
{
    while (r->now && r->part == r->now->last) {
        r->now = r->now->next;
        tm__columns_release(&r->of);
    }
    return r->now && !r->of.of ? read_columns(r, err) : TM_OK;
}

tm_status tm__kept_next(struct tm__counts *counts, struct tm__kept_reader *r, const tm_run *run,
                        tm_error *err)
{
    struct tm__count_job job = {0};
    tm_status status = move(r, err);

    memset(counts, 0, sizeof *counts);
    if (status != TM_OK || !r->now)
        return status;
    job.parts = r->now->last - r->part < PARTS ? r->now->last - r->part : PARTS;
    job.part = tm__calloc(job.parts, sizeof *job.part);
    status = job.part ? load(&job, r, run, err) : tm__fail_memory(err, "reading rows");
    if (status == TM_OK) {
        counts->documents = job.part[job.parts - 1].last;
        status = tm__gather(counts, &job, &r->of, r->columns, run, err);
        if (status == TM_OK && !r->column)
            tm__join_columns(counts);
    }
    if (r->kept->given)
        drop(r->kept, r->part, r->part + job.parts);
    r->part += job.parts;
    tm__end_parts(&job);
    if (status != TM_OK)
        tm__counts_release(counts);
    return status;
}
