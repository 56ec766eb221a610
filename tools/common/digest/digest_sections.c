#include "digest/digest_sections.h"

#include "digest/digest_centroids.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_SECTIONS = 9 };

/* As many as make sections and stories of a section about equally many, but few enough to look
 * over. */
static size_t section_count(size_t stories)
{
    const size_t count = (size_t)(sqrt((double)stories) + 0.5);

    return count < MOST_SECTIONS ? count : MOST_SECTIONS;
}

static tm_status group(tm_clustering **out, const struct digest *digest, const tm_sparse *rows,
                       const tm_run *run, tm_error *err)
{
    tm_kmeans_options how = TM_KMEANS_INIT;
    tm_sparse *centroids;
    tm_status status = digest_centroids(&centroids, digest, digest->stories, rows, err);

    if (status != TM_OK)
        return status;
    how.clusters = section_count(digest->stories);
    status = tm_kmeans(out, centroids, &how, run, err);
    tm_sparse_free(centroids);
    return status;
}

/* Name the sections by the words of their documents; loners stand for the rest of the day. */
static tm_status name(struct digest *digest, const tm_clustering *sections, const tm_sparse *rows,
                      const tm_text *text, const tm_run *run, tm_error *err)
{
    const uint32_t none = (uint32_t)sections->clusters;
    uint32_t *const label = cli_alloc(rows->rows, sizeof *label);
    tm_clustering *documents = NULL;
    tm_status status;

    for (size_t i = 0; i < rows->rows; i++)
        label[i] = none;
    for (size_t s = 0; s < digest->stories; s++)
        for (size_t i = 0; i < digest->story[s].rows; i++)
            label[digest->story[s].row[i]] = sections->cluster[s];
    status = tm_clustering_from_labels(&documents, rows, label, run, err);
    if (status == TM_OK)
        status = tm_labels_new(&digest->section_labels, documents, text, digest->language,
                               digest->stop_list, run, err);
    for (size_t s = 0; status == TM_OK && s < digest->stories; s++)
        digest->section[sections->cluster[s]].label =
            digest->section_labels->label[documents->cluster[digest->story[s].row[0]]];
    tm_clustering_free(documents);
    free(label);
    return status;
}

static int compare_sections(const void *a, const void *b)
{
    const struct digest_section *const x = a, *const y = b;

    return x->story[0] < y->story[0] ? -1 : 1;
}

/* Stories stand by importance, and so do the sections by their first. */
static void fill(struct digest *digest, const tm_clustering *sections)
{
    for (size_t i = 0; i < digest->sections; i++)
        digest->section[i].story = cli_alloc(sections->size[i], sizeof *digest->section[i].story);
    for (size_t s = 0; s < digest->stories; s++) {
        struct digest_section *const section = &digest->section[sections->cluster[s]];

        section->story[section->stories++] = s;
    }
    qsort(digest->section, digest->sections, sizeof *digest->section, compare_sections);
    for (size_t i = 0; i < digest->sections; i++)
        for (size_t s = 0; s < digest->section[i].stories; s++)
            digest->story[digest->section[i].story[s]].section = i;
}

tm_status digest_make_sections(struct digest *digest, const tm_sparse *rows, const tm_text *text,
                               const tm_run *run, tm_error *err)
{
    tm_clustering *sections;
    tm_status status;

    if (digest->stories < DIGEST_SECTIONED)
        return TM_OK;
    status = group(&sections, digest, rows, run, err);
    if (status != TM_OK)
        return status;
    digest->section = cli_alloc(sections->clusters, sizeof *digest->section);
    digest->sections = sections->clusters;
    status = name(digest, sections, rows, text, run, err);
    if (status == TM_OK)
        fill(digest, sections);
    tm_clustering_free(sections);
    return status;
}
