#include "digest/digest.h"

#include "cluster_members.h"
#include "cluster_terms.h"
#include "detect.h"
#include "digest/digest_map.h"
#include "digest/digest_names.h"
#include "digest/digest_order.h"
#include "digest/digest_query.h"
#include "digest/digest_read.h"
#include "digest/digest_sections.h"
#include "digest/digest_summary.h"
#include "models.h"

#include <stdlib.h>
#include <string.h>

/* What is only needed while a digest is built. */
struct building {
    const uint64_t *given; /* the stories of the documents; NULL: to be found */
    tm_text *text;         /* what is compared, a document each */
    tm_tfidf *background;  /* how common words are elsewhere; NULL: not known */
    tm_tfidf *model;
    tm_sparse *rows;
};

/* An article of its own is summarised, even if nobody else writes about it; this many times the
 * words of a summary make an article. */
enum { ARTICLE = 3 };

enum { EXPLAINED_TERMS = 10 }; /* of a story and of a document */

static int compare_numbers(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

/* Numbers of stories may be of any size; labels of clusters count up from 0. */
static tm_status given_clusters(struct digest *digest, const struct building *b, const tm_run *run,
                                tm_error *err)
{
    const size_t count = digest->documents.count;
    uint64_t *const sorted = cli_alloc(count, sizeof *sorted);
    uint32_t *const label = cli_alloc(count, sizeof *label);
    tm_status status;

    memcpy(sorted, b->given, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_numbers);
    for (size_t i = 0; i < count; i++) {
        const uint64_t *const found =
            bsearch(&b->given[i], sorted, count, sizeof *sorted, compare_numbers);
        const uint64_t *first = found;

        while (first > sorted && first[-1] == *found)
            first--;
        label[i] = (uint32_t)(first - sorted);
    }
    status = tm_clustering_from_labels(&digest->clusters, b->rows, label, run, err);
    free(sorted);
    free(label);
    return status;
}

static tm_status cluster(struct digest *digest, struct building *b, const tm_run *run,
                         tm_error *err)
{
    const struct cluster_terms terms = {.language = digest->language,
                                        .stories = true,
                                        .stop = true,
                                        .stop_list = digest->stop_list,
                                        .background = b->background};
    tm_status status =
        cluster_terms_rows(&b->model, &b->rows, b->text, digest->documents.count, &terms, run, err);

    if (status == TM_OK)
        status = b->given ? given_clusters(digest, b, run, err)
                          : tm_stories(&digest->clusters, b->rows, NULL, run, err);
    if (status == TM_OK)
        status = tm_labels_new(&digest->labels, digest->clusters, b->text, digest->language,
                               digest->stop_list, run, err);
    return status;
}

/* Does it repeat another document of its story? */
static bool is_copy(const struct digest *digest, uint32_t row)
{
    const uint32_t *const cluster = digest->clusters->cluster;
    const uint32_t same = digest_same(digest, row);

    return same != row && cluster[same] == cluster[row];
}

/* Copies behind the others, the order otherwise kept. */
static void part_copies(const struct digest *digest, struct digest_story *story,
                        const uint32_t *member)
{
    size_t at = 0;

    for (size_t i = 0; i < story->rows; i++)
        if (!is_copy(digest, member[i]))
            story->row[at++] = member[i];
    story->copies = story->rows - at;
    for (size_t i = 0; i < story->rows; i++)
        if (is_copy(digest, member[i]))
            story->row[at++] = member[i];
}

/* A text without a title is called by its first sentence. One that is nearly as typical and has a
 * title says better above a story what it is about. */
static void lead_with_title(const struct digest *digest, struct digest_story *story)
{
    static const float nearly = 0.9F;
    const float *const score = digest->clusters->score;
    const size_t reports = story->rows - story->copies;
    const float least = nearly * score[story->row[0]];

    for (size_t i = 0; i < reports && score[story->row[i]] >= least; i++) {
        const uint32_t row = story->row[i];
        if (cli_document_title(&digest->documents, row).size == 0)
            continue;
        memmove(story->row + 1, story->row, i * sizeof *story->row);
        story->row[0] = row;
        return;
    }
}

static bool is_article(const struct digest *digest, uint32_t row, uint64_t words)
{
    const tm_text text = cli_document_text(&digest->documents, row);
    uint64_t gaps = 0;

    for (size_t i = 0; i < text.size && gaps < ARTICLE * words; i++)
        gaps += text.data[i] == ' ' || text.data[i] == '\n';
    return words > 0 && gaps >= ARTICLE * words;
}

static void add_story(struct digest *digest, size_t c, const uint32_t *member)
{
    struct digest_story *const story = &digest->story[digest->stories++];

    story->label = digest->labels->label[c];
    story->rows = digest->clusters->size[c];
    story->row = cli_alloc(story->rows, sizeof *story->row);
    part_copies(digest, story, member);
    lead_with_title(digest, story);
    digest_weigh(digest, story);
}

/* Clusters become stories and loners; those that the query has nothing to do with are counted. */
static void sort_out(struct digest *digest, const struct digest_options *options,
                     const bool *related)
{
    const tm_clustering *const clusters = digest->clusters;
    size_t *start;
    uint32_t *row;

    digest->story = cli_alloc(clusters->clusters, sizeof *digest->story);
    digest->loner = cli_alloc(clusters->clusters, sizeof *digest->loner);
    cluster_members(clusters, &start, &row);
    for (size_t c = 0; c < clusters->clusters; c++) {
        const uint32_t *const member = row + start[c];

        if (related && !related[c])
            digest->unrelated += clusters->size[c];
        else if (clusters->size[c] > 1 || is_article(digest, member[0], options->words))
            add_story(digest, c, member);
        else
            digest->loner[digest->loners++] = member[0];
    }
    free(start);
    free(row);
    digest->score = cli_alloc(clusters->rows, sizeof *digest->score);
    memcpy(digest->score, clusters->score, clusters->rows * sizeof *digest->score);
    digest_sort_stories(digest);
    digest_sort_loners(digest);
}

static tm_status summarize_all(struct digest *digest, const struct digest_options *options,
                               const tm_run *run, tm_error *err)
{
    tm_status status = TM_OK;

    for (size_t i = 0; status == TM_OK && i < digest->stories; i++) {
        if (options->words > 0)
            status = digest_summarize(digest, &digest->story[i], options, run, err);
        else
            digest->story[i].summary = cli_copy("", 0);
        if (run->progress && run->progress(run->progress_ctx, "summarize", i, digest->stories))
            return TM_ECANCELLED;
    }
    return status;
}

static tm_status build(struct digest *digest, struct building *b,
                       const struct digest_options *options, const tm_run *run, tm_error *err)
{
    bool *related = NULL;
    tm_status status = cluster(digest, b, run, err);

    if (status == TM_OK && options->query)
        status = digest_query(&related, digest, b->model, b->rows, options->query, run, err);
    if (status == TM_OK)
        status = digest_find_names(digest, run, err);
    if (status == TM_OK) {
        sort_out(digest, options, related);
        status = summarize_all(digest, options, run, err);
    }
    if (status == TM_OK && options->explain)
        status = tm_cluster_terms_new(&digest->terms, b->rows, digest->clusters, EXPLAINED_TERMS,
                                      run, err);
    if (status == TM_OK)
        status = digest_make_sections(digest, b->rows, b->text, run, err);
    if (status == TM_OK)
        status = digest_make_map(digest, b->rows, run, err);
    free(related);
    return status;
}

static int build_all(struct digest *digest, struct building *b,
                     const struct digest_options *options, const tm_run *run)
{
    tm_error err = {TM_OK, 0, ""};
    int status = CLI_GO_ON;

    b->text = cli_documents_told(&digest->documents);
    digest->stop_list = options->stop_list;
    digest->language = cli_detect_documents(options->language, b->text, digest->documents.count);
    status = cli_fold(&digest->fold, &digest->documents, CLI_FOLD_THRESHOLD, run);
    if (status == CLI_GO_ON)
        status = cli_load_background(&b->background, digest->language);
    if (status == CLI_GO_ON && build(digest, b, options, run, &err) != TM_OK)
        status = cli_library_error(&err);
    tm_tfidf_free(b->background);
    tm_sparse_free(b->rows);
    digest->model = b->model;
    free(b->text);
    return status;
}

int digest_build(struct digest *digest, struct tm_reader *reader,
                 const struct digest_options *options, const tm_run *run, struct cli_bar *bar)
{
    struct building b = {0};
    int status;

    memset(digest, 0, sizeof *digest);
    status = digest_read(digest, reader, options, bar);
    return status == CLI_GO_ON ? build_all(digest, &b, options, run) : status;
}

int digest_build_given(struct digest *digest, const uint64_t *story,
                       const struct digest_options *options, const tm_run *run)
{
    struct building b = {.given = story};
    int status;

    digest_find_times(digest);
    status = build_all(digest, &b, options, run);
    for (size_t i = 0; i < digest->stories; i++)
        digest->story[i].number = story[digest->story[i].row[0]];
    return status;
}

void digest_free(struct digest *digest)
{
    for (size_t i = 0; i < digest->stories; i++) {
        free(digest->story[i].row);
        free(digest->story[i].sentence);
        free(digest->story[i].summary);
    }
    for (size_t i = 0; i < digest->sections; i++)
        free(digest->section[i].story);
    free(digest->story);
    free(digest->section);
    free(digest->loner);
    free(digest->dated);
    free(digest->time);
    cli_fold_free(&digest->fold);
    free(digest->name);
    free(digest->score);
    tm_labels_free(digest->labels);
    tm_labels_free(digest->section_labels);
    tm_cluster_terms_free(digest->terms);
    tm_tfidf_free(digest->model);
    tm_clustering_free(digest->clusters);
    cli_documents_free(&digest->documents);
    memset(digest, 0, sizeof *digest);
}

tm_text digest_name(const struct digest *digest, uint32_t row)
{
    return digest->name[row];
}

void digest_when(char out[CLI_WHEN_TEXT], const struct digest *digest, uint32_t row)
{
    if (cli_when_is_day(cli_document_date(&digest->documents, row)))
        cli_when_short_day(out, digest->time[row]);
    else
        cli_when_short(out, digest->time[row]);
}

uint32_t digest_same(const struct digest *digest, uint32_t row)
{
    return digest->fold.representative[row];
}

size_t digest_copies(const struct digest *digest, const struct digest_story *story, uint32_t row)
{
    size_t copies = 0;

    for (size_t i = story->rows - story->copies; i < story->rows; i++)
        copies += digest_same(digest, story->row[i]) == row;
    return copies;
}

const tm_cluster_term *digest_story_terms(const struct digest *digest,
                                          const struct digest_story *story)
{
    const size_t c = digest->clusters->cluster[story->row[0]];

    return digest->terms->describing + c * digest->terms->most;
}

const tm_cluster_term *digest_document_terms(const struct digest *digest, uint32_t row)
{
    return digest->terms->shared + row * digest->terms->most;
}

size_t digest_shown(const struct digest_view *view)
{
    const size_t stories = view->digest->stories;

    return view->shown > 0 && view->shown < stories ? (size_t)view->shown : stories;
}
