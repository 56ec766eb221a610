#include "vector/kept.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "vector/counted_pack.h"

#include <string.h>

/* So many bytes of rows stay in memory: about those of 100 MB of text. */
enum { BUDGET = 48 << 20 };

struct tm__kept *tm__kept_new(const char *folder, tm_error *err)
{
    struct tm__kept *const kept = tm__calloc(1, sizeof *kept);

    if (!kept) {
        tm__fail_memory(err, "keeping rows");
        return NULL;
    }
    kept->budget = BUDGET;
    if (tm__spill_init(&kept->spill, folder, err) == TM_OK)
        return kept;
    tm__free(kept);
    return NULL;
}

void tm__generation_free(struct tm__generation *generation)
{
    if (!generation)
        return;
    tm__columns_release(&generation->of);
    tm__free(generation->at);
    tm__free(generation->ids);
    tm__free(generation);
}

void tm__kept_free(struct tm__kept *kept)
{
    if (!kept)
        return;
    for (size_t p = 0; p < kept->parts; p++)
        tm__counted_release(&kept->part[p].counted);
    for (struct tm__generation *g = kept->first, *next; g; g = next) {
        next = g->next;
        tm__generation_free(g);
    }
    tm__free(kept->part);
    tm__spill_release(&kept->spill);
    tm__free(kept);
}

struct pack {
    struct tm__kept_part *part;
    struct tm__buffer *bytes;
};

static tm_status pack_part(void *ctx, size_t index, unsigned worker)
{
    const struct pack *const p = ctx;
    struct tm__kept_part *const part = &p->part[index];

    (void)worker;
    if (!tm__counted_pack(&p->bytes[index], &part->counted, part->rows))
        return TM_ENOMEM;
    tm__counted_release(&part->counted);
    return TM_OK;
}

/* Some parts at a time, so that what is packed does not take much beside what is not. */
static tm_status write_parts(struct tm__kept *kept, size_t first, size_t count, const tm_run *run,
                             tm_error *err)
{
    enum { AT_ONCE = 16 };
    struct tm__buffer bytes[AT_ONCE] = {{0}};
    struct pack pack = {kept->part + first, bytes};
    tm_status status;

    if (count > AT_ONCE)
        count = AT_ONCE;
    status = tm__parallel_for(count, pack_part, &pack, "keep", run, err);
    for (size_t i = 0; i < count; i++) {
        struct tm__kept_part *const part = &kept->part[first + i];

        if (status == TM_OK)
            status = tm__spill_write(&kept->spill, &part->at, bytes[i].data, bytes[i].size, err);
        part->size = bytes[i].size;
        tm__buffer_release(&bytes[i]);
    }
    kept->in_file = first + count;
    return status;
}

static tm_status write_generation(struct tm__kept *kept, struct tm__generation *g, tm_error *err)
{
    for (size_t w = 0; w < g->of.workers; w++) {
        const tm_status status = tm__spill_write(&kept->spill, &g->at[w], g->of.of[w],
                                                 g->ids[w] * sizeof **g->of.of, err);

        if (status != TM_OK)
            return status;
        tm__free(g->of.of[w]);
        g->of.of[w] = NULL;
    }
    tm__free(g->of.of);
    g->of.of = NULL;
    return TM_OK;
}

/* Everything goes to the file. */
static tm_status write_all(struct tm__kept *kept, const tm_run *run, tm_error *err)
{
    tm_status status = TM_OK;

    while (status == TM_OK && kept->in_file < kept->parts)
        status = write_parts(kept, kept->in_file, kept->parts - kept->in_file, run, err);
    for (struct tm__generation *g = kept->first; g && status == TM_OK; g = g->next)
        if (g->of.of)
            status = write_generation(kept, g, err);
    kept->bytes = 0;
    return status;
}

tm_status tm__kept_add(struct tm__kept *kept, struct tm__count_job *job, const tm_run *run,
                       tm_error *err)
{
    if (!tm__grow(&kept->part, &kept->capacity, kept->parts + job->parts, sizeof *kept->part))
        return tm__fail_memory(err, "keeping rows");
    for (size_t p = 0; p < job->parts; p++) {
        struct tm__count_part *const part = &job->part[p];

        kept->part[kept->parts++] = (struct tm__kept_part){
            part->counted, 0, 0, (uint32_t)(part->last - part->first), part->worker};
        kept->bytes +=
            part->counted.size * (sizeof *part->counted.term + sizeof *part->counted.tf) +
            (part->last - part->first) * sizeof *part->counted.length;
        memset(&part->counted, 0, sizeof part->counted);
    }
    return kept->bytes > kept->budget ? write_all(kept, run, err) : TM_OK;
}

struct tm__generation *tm__generation_new(const struct tm__count_job *job)
{
    struct tm__generation *const g = tm__calloc(1, sizeof *g);

    if (!g)
        return NULL;
    g->at = tm__calloc(job->workers, sizeof *g->at);
    g->ids = tm__alloc_array(job->workers, sizeof *g->ids);
    if (!g->at || !g->ids) {
        tm__generation_free(g);
        return NULL;
    }
    for (size_t w = 0; w < job->workers; w++)
        g->ids[w] = job->worker[w].lexicon.terms.count + job->worker[w].grams.count;
    return g;
}

void tm__kept_end_generation(struct tm__kept *kept, struct tm__generation *generation,
                             struct tm__columns *columns)
{
    generation->of = *columns;
    generation->first = kept->last ? kept->last->last : 0;
    generation->last = kept->parts;
    memset(columns, 0, sizeof *columns);
    for (size_t w = 0; w < generation->of.workers; w++)
        kept->bytes += generation->ids[w] * sizeof **generation->of.of;
    if (kept->last)
        kept->last->next = generation;
    else
        kept->first = generation;
    kept->last = generation;
}
