#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/member_list.h"
#include "cluster/phrase_choice.h"
#include "cluster/phrase_detail.h"
#include "cluster/phrase_finder.h"
#include "cluster/phrase_name.h"
#include "cluster/proper.h"
#include "phrases/spelling.h"

#include <tm/cluster.h>

#include <string.h>

enum { DOCUMENTS_PER_BLOCK = 512 };

/* What a cluster is called: phrases, none for the medoid's headline. */
struct name {
    const struct tm__phrase *phrase[TM__MOST_JOINED];
};

struct naming {
    const tm_clustering *clustering;
    const tm_text *documents;
    const char *language;
    struct tm__tokens tokens;
    size_t *first;                /* [clusters + 1] */
    uint32_t *member;             /* [rows] documents by cluster, rising */
    struct tm__phrase *candidate; /* [candidates] */
    size_t candidates;
    uint64_t *from;               /* [clusters + 1] where a cluster's candidates start */
    struct name *name;            /* [clusters] */
    struct tm__phrase_finder all; /* every candidate once; documents: in all; mark: taken */
    bool *proper;                 /* [terms] which are names */
    bool *starts;                 /* [terms] its scratch */
    bool *scratch;                /* [terms] of others */
    tm_labels *out;
};

void tm_labels_free(tm_labels *labels)
{
    if (!labels)
        return;
    for (size_t j = 0; labels->label && j < labels->clusters; j++)
        tm__free(labels->label[j]);
    tm__free(labels->label);
    tm__free(labels);
}

/* The first of the clusters whose documents start in a block. */
static size_t first_cluster(const struct naming *n, size_t block)
{
    size_t low = 0, high = n->clustering->clusters;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (n->first[middle] < block * DOCUMENTS_PER_BLOCK)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t blocks_of(const struct naming *n)
{
    return (n->clustering->rows + DOCUMENTS_PER_BLOCK - 1) / DOCUMENTS_PER_BLOCK;
}

/* Candidates of clusters, block by block. */
struct collecting {
    struct naming *n;
    struct tm__phrases *scratch; /* [workers] */
    struct tm__phrases *found;   /* [blocks] */
};

static tm_status collect_block(void *ctx, size_t block, unsigned worker)
{
    const struct collecting *c = ctx;
    struct naming *n = c->n;
    struct tm__phrases *const p = &c->scratch[worker];
    tm_status status = TM_OK;

    for (size_t j = first_cluster(n, block); status == TM_OK && j < first_cluster(n, block + 1);
         j++) {
        const uint64_t at = n->first[j], count = n->first[j + 1] - at;
        const size_t before = p->size;

        if (count > 1)
            status = tm__phrases_collect(p, n->member + at, count);
        n->from[j + 1] = p->size - before;
    }
    c->found[block].phrase = p->phrase;
    c->found[block].size = p->size;
    p->phrase = NULL;
    p->size = p->capacity = 0;
    return status;
}

/* All that was found, in the order of the clusters. */
static bool append_found(struct naming *n, const struct tm__phrases *found)
{
    for (size_t b = 0; b < blocks_of(n); b++)
        n->candidates += found[b].size;
    n->candidate = tm__alloc_array(n->candidates, sizeof *n->candidate);
    for (size_t b = 0, at = 0; n->candidate && b < blocks_of(n); at += found[b++].size)
        if (found[b].size)
            memcpy(n->candidate + at, found[b].phrase, found[b].size * sizeof *n->candidate);
    for (size_t j = 0; j < n->clustering->clusters; j++)
        n->from[j + 1] += n->from[j];
    return n->candidate != NULL;
}

static tm_status collect(struct naming *n, const tm_run *run, tm_error *err)
{
    const size_t blocks = blocks_of(n), workers = tm__threads(run);
    struct collecting c = {n, tm__calloc(workers, sizeof *c.scratch),
                           tm__calloc(blocks, sizeof *c.found)};
    bool ok = c.scratch && c.found;
    tm_status status = TM_OK;

    for (size_t w = 0; ok && w < workers && w < blocks; w++)
        ok = tm__phrases_start(&c.scratch[w], &n->tokens, n->documents, n->language, n->proper);
    if (ok)
        status = tm__parallel_for(blocks, collect_block, &c, "label", run, err);
    if (status == TM_OK && !(ok && append_found(n, c.found)))
        status = tm__fail_memory(err, "naming clusters");
    for (size_t w = 0; c.scratch && w < workers; w++)
        tm__phrases_release(&c.scratch[w]);
    for (size_t b = 0; c.found && b < blocks; b++)
        tm__phrases_release(&c.found[b]);
    tm__free(c.scratch);
    tm__free(c.found);
    return status;
}

/* In how many documents of all every candidate is. */
static tm_status count_everywhere(struct naming *n, const tm_run *run, tm_error *err)
{
    bool ok = true;

    for (size_t p = 0; ok && p < n->candidates; p++) {
        const struct tm__phrase *phrase = &n->candidate[p];
        ok = tm__phrase_finder_add(&n->all, phrase->hash, phrase->at, phrase->length) != NULL;
    }
    return ok ? tm__phrase_finder_count(&n->all, run, err)
              : tm__fail_memory(err, "naming clusters");
}

static struct tm__ngram *everywhere(const struct naming *n, const struct tm__phrase *phrase)
{
    return tm__ngrams_find(&n->all.runs, phrase->hash, phrase->at, phrase->length);
}

/* A phrase in a smaller share of many documents is the name of a part of them. */
static const double least_share = 0.4;

/* More of them where the best is in few of many documents; where it is a word, what tells more. */
static tm_status choose_all(struct naming *n, size_t j)
{
    const struct tm__phrase **const chosen = n->name[j].phrase;
    const struct tm__cover cover = {&n->tokens,
                                    n->documents,
                                    n->member + n->first[j],
                                    n->clustering->size[j],
                                    n->candidate + n->from[j],
                                    n->from[j + 1] - n->from[j],
                                    n->scratch};
    const struct tm__choice choice = {&cover, &n->all, n->proper,
                                      n->documents[n->clustering->medoid[j]]};
    tm_status status = TM_OK;

    chosen[0] = tm__phrase_choose(&choice, n->candidate + n->from[j]);
    if (!chosen[0])
        return TM_OK;
    everywhere(n, chosen[0])->mark = 1;
    if (cover.count >= TM__SMALL_CLUSTER && chosen[0]->inside < least_share * (double)cover.count)
        status = tm__phrase_cover(chosen, &cover);
    else if (chosen[0]->length == 1)
        tm__phrase_detail(chosen, &cover, n->proper);
    for (size_t i = 0; i < TM__MOST_JOINED && chosen[i]; i++) {
        everywhere(n, chosen[i])->mark = 1;
        if (!tm__phrase_leave_name(&n->candidate[chosen[i] - n->candidate], &n->all, &cover,
                                   n->proper))
            status = TM_ENOMEM;
    }
    return status;
}

/* As most of its documents write it. */
static bool write_name(struct naming *n, size_t j, struct tm__buffer *out, struct tm__buffer *text)
{
    const struct name *name = &n->name[j];

    tm__buffer_clear(out);
    for (size_t i = 0; i < TM__MOST_JOINED && name->phrase[i]; i++)
        if (!tm__spelling(text, name->phrase[i]->at, name->phrase[i]->length, &n->tokens,
                          n->documents, n->member + n->first[j], n->clustering->size[j]) ||
            !tm__buffer_append(out, ", ", i ? 2 : 0) ||
            !tm__buffer_append(out, text->data, text->size))
            return false;
    return name->phrase[0] || tm__first_line(out, n->documents[n->clustering->medoid[j]]);
}

static bool name_cluster(struct naming *n, size_t j, struct tm__buffer *out,
                         struct tm__buffer *text)
{
    const bool ok = write_name(n, j, out, text);

    if (ok)
        n->out->label[j] = tm__strndup(out->data, out->size);
    return ok && n->out->label[j];
}

static tm_status name_block(void *ctx, size_t block, unsigned worker)
{
    struct naming *n = ctx;
    struct tm__buffer out = {0}, text = {0};
    bool ok = true;

    (void)worker;
    for (size_t j = first_cluster(n, block); ok && j < first_cluster(n, block + 1); j++)
        ok = name_cluster(n, j, &out, &text);
    tm__buffer_release(&out);
    tm__buffer_release(&text);
    return ok ? TM_OK : TM_ENOMEM;
}

/* The largest cluster chooses first. */
static tm_status name_clusters(struct naming *n, const tm_run *run, tm_error *err)
{
    for (size_t j = 0; j < n->clustering->clusters; j++)
        if (choose_all(n, j) != TM_OK)
            return tm__fail_memory(err, "naming clusters");
    return tm__parallel_for(blocks_of(n), name_block, n, "label", run, err);
}

static tm_status prepare(struct naming *n, const char *language, const tm_stop_list *stop_list,
                         const tm_run *run, tm_error *err)
{
    const tm_clustering *c = n->clustering;
    tm_status status =
        tm__tokens_read(&n->tokens, n->documents, c->rows, language, stop_list, false, run, err);

    if (status != TM_OK)
        return status;
    n->out = tm__calloc(1, sizeof *n->out);
    if (n->out)
        n->out->label = tm__calloc(c->clusters, sizeof *n->out->label);
    n->first = tm__alloc_array(c->clusters + 1, sizeof *n->first);
    n->member = tm__alloc_array(c->rows, sizeof *n->member);
    n->from = tm__calloc(c->clusters + 1, sizeof *n->from);
    n->name = tm__calloc(c->clusters, sizeof *n->name);
    n->proper = tm__alloc_array(n->tokens.terms, sizeof *n->proper);
    n->starts = tm__calloc(n->tokens.terms, sizeof *n->starts);
    n->scratch = tm__calloc(n->tokens.terms, sizeof *n->scratch);
    if (!n->out || !n->out->label || !n->first || !n->member || !n->from || !n->name ||
        !n->proper || !n->starts || !n->scratch ||
        tm__proper_find(n->proper, &n->tokens, n->documents) != TM_OK)
        return tm__fail_memory(err, "naming clusters");
    tm__phrase_finder_start(&n->all, &n->tokens, n->starts);
    n->out->clusters = c->clusters;
    tm__list_members(n->member, n->first, c->cluster, c->rows, c->clusters);
    return TM_OK;
}

static tm_status check(const tm_clustering *c, const tm_text *documents, tm_error *err)
{
    size_t rows = 0;

    if (!c)
        return tm__fail(err, TM_EINVAL, "no clustering");
    if (!documents && c->rows)
        return tm__fail(err, TM_EINVAL, "no documents for %zu rows", c->rows);
    for (size_t j = 0; j < c->clusters; j++)
        rows += c->size[j];
    for (size_t i = 0; i < c->rows; i++)
        if (c->cluster[i] >= c->clusters)
            return tm__fail(err, TM_EINVAL, "row %zu: cluster %u is not below %zu", i,
                            c->cluster[i], c->clusters);
    if (rows != c->rows)
        return tm__fail(err, TM_EINVAL, "clusters of %zu rows, not %zu", rows, c->rows);
    return TM_OK;
}

tm_status tm_labels_new(tm_labels **out, const tm_clustering *clustering, const tm_text *documents,
                        const char *language, const tm_stop_list *stop_list, const tm_run *run,
                        tm_error *err)
{
    struct naming n = {.clustering = clustering, .documents = documents, .language = language};
    tm_status status = check(clustering, documents, err);

    *out = NULL;
    if (status == TM_OK)
        status = prepare(&n, language, stop_list, run, err);
    if (status == TM_OK)
        status = collect(&n, run, err);
    if (status == TM_OK)
        status = count_everywhere(&n, run, err);
    if (status == TM_OK)
        status = name_clusters(&n, run, err);
    tm__phrase_finder_release(&n.all);
    tm__tokens_release(&n.tokens);
    tm__free(n.candidate);
    tm__free(n.name);
    tm__free(n.proper);
    tm__free(n.starts);
    tm__free(n.scratch);
    tm__free(n.first);
    tm__free(n.member);
    tm__free(n.from);
    if (status == TM_OK)
        *out = n.out;
    else
        tm_labels_free(n.out);
    return status;
}
