#include "cluster/topic_revision.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/naive_bayes.h"

#include <string.h>

/* As members were relabelled before. */
static const struct tm__bayes_rule left_out = {0.5, true, 1};

struct worker {
    struct tm__discriminant discriminant;
    struct tm__bayes bayes;
    uint32_t *next;
};

struct job {
    struct tm__members *members;
    size_t count; /* of them, that there were */
    const tm_sparse *counts;
    struct worker *worker;
};

static tm_status revise(void *ctx, size_t block, unsigned worker)
{
    const struct job *job = ctx;
    struct worker *const w = &job->worker[worker];
    const size_t rows = job->members->rows, k = job->members->clusters[block];
    uint32_t *const label = job->members->label + block * rows;
    uint32_t *const second = label + job->count * rows;
    const tm_status status =
        tm__discriminant_classify(second, &w->discriminant, &job->members->white, label, k, NULL);

    if (status != TM_OK)
        return status;
    memcpy(label, second, rows * sizeof *label);
    tm__bayes_relabel(second, &w->bayes, job->counts, k, &left_out, w->next);
    return TM_OK;
}

static tm_status make_room(struct tm__members *members, tm_error *err)
{
    const size_t count = members->count, rows = members->rows;
    uint32_t *label = tm__alloc_array(2 * count, rows * sizeof *label);
    uint32_t *clusters = tm__alloc_array(2 * count, sizeof *clusters);

    if (!label || !clusters) {
        tm__free(label);
        tm__free(clusters);
        return tm__fail_memory(err, "finding topics");
    }
    memcpy(label, members->label, count * rows * sizeof *label);
    memcpy(clusters, members->clusters, count * sizeof *clusters);
    memcpy(clusters + count, members->clusters, count * sizeof *clusters);
    tm__free(members->label);
    tm__free(members->clusters);
    members->label = label;
    members->clusters = clusters;
    return TM_OK;
}

static tm_status make_workers(struct job *job, unsigned count, size_t most, tm_error *err)
{
    tm_status status;

    job->worker = tm__calloc(count, sizeof *job->worker);
    status = job->worker ? TM_OK : tm__fail_memory(err, "finding topics");
    for (unsigned i = 0; status == TM_OK && i < count; i++) {
        struct worker *const w = &job->worker[i];
        w->next = tm__alloc_array(job->members->rows, sizeof *w->next);
        status = w->next ? tm__discriminant_new(&w->discriminant, &job->members->white, most, err)
                         : tm__fail_memory(err, "finding topics");
        if (status == TM_OK)
            status = tm__bayes_new(&w->bayes, job->counts->cols, most, err);
    }
    return status;
}

static void release(struct job *job, unsigned workers)
{
    for (unsigned i = 0; job->worker && i < workers; i++) {
        tm__free(job->worker[i].next);
        tm__discriminant_release(&job->worker[i].discriminant);
        tm__bayes_release(&job->worker[i].bayes);
    }
    tm__free(job->worker);
}

tm_status tm__members_revise(struct tm__members *members, const tm_sparse *counts,
                             const tm_run *run, tm_error *err)
{
    struct job job = {members, members->count, counts, NULL};
    const unsigned threads = tm__threads(run);
    const unsigned workers = threads < job.count ? threads : (unsigned)job.count;
    size_t most = 0;
    tm_status status;

    for (size_t i = 0; i < job.count; i++)
        most = members->clusters[i] > most ? members->clusters[i] : most;
    status = make_workers(&job, workers, most, err);
    if (status == TM_OK)
        status = make_room(members, err);
    if (status == TM_OK)
        status = tm__parallel_for(job.count, revise, &job, "topics", run, err);
    if (status == TM_OK)
        members->count = 2 * job.count;
    release(&job, workers);
    return status;
}
