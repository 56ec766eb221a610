#include "digest/digest_order.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* After so many seconds news is worth half of what it was; a story of today and one of yesterday
 * morning then differ as one more source of five would make them differ. */
enum { HALF_LIFE = 12 * 3600 };

static int compare_texts(tm_text a, tm_text b)
{
    const size_t shorter = a.size < b.size ? a.size : b.size;
    const int order = shorter > 0 ? memcmp(a.data, b.data, shorter) : 0;

    return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

static int compare_sources(const void *a, const void *b)
{
    return compare_texts(*(const tm_text *)a, *(const tm_text *)b);
}

/* The host of an address: what stands between // and the next /, without www. */
static tm_text host_of(tm_text url)
{
    tm_text host = {NULL, 0};

    for (size_t i = 0; i + 2 < url.size && !host.data; i++)
        if (url.data[i] == ':' && url.data[i + 1] == '/' && url.data[i + 2] == '/')
            host = (tm_text){url.data + i + 3, url.size - i - 3};
    for (size_t i = 0; i < host.size; i++)
        if (strchr("/?#:", host.data[i]))
            host.size = i;
    if (host.size > 4 && memcmp(host.data, "www.", 4) == 0)
        host = (tm_text){host.data + 4, host.size - 4};
    return host;
}

tm_text digest_source(const struct digest *digest, uint32_t row)
{
    const tm_text source = cli_document_source(&digest->documents, row);

    return source.size > 0 ? source : host_of(cli_document_url(&digest->documents, row));
}

/* Different sources; every document without one that is no copy counts as one. */
static void count_sources(const struct digest *digest, struct digest_story *story)
{
    tm_text *const source = cli_alloc(story->rows, sizeof *source);
    size_t named = 0, unnamed = 0;

    for (size_t i = 0; i < story->rows; i++) {
        const tm_text name = digest_source(digest, story->row[i]);

        if (name.size > 0)
            source[named++] = name;
        else
            unnamed += digest_same(digest, story->row[i]) == story->row[i];
    }
    qsort(source, named, sizeof *source, compare_sources);
    story->sources = unnamed;
    for (size_t i = 0; i < named; i++)
        story->sources += i == 0 || compare_texts(source[i - 1], source[i]) != 0;
    story->sourced = named > 0;
    free(source);
}

bool digest_counts(char out[DIGEST_COUNTS], const struct digest_story *story)
{
    size_t size;

    out[0] = '\0';
    if (story->rows < 2)
        return false;
    size = (size_t)snprintf(out, DIGEST_COUNTS, "%zu reports", story->rows);
    if (story->sourced)
        snprintf(out + size, DIGEST_COUNTS - size, " from %zu %s", story->sources,
                 story->sources == 1 ? "source" : "sources");
    return true;
}

static void find_period(const struct digest *digest, struct digest_story *story)
{
    for (size_t i = 0; i < story->rows; i++) {
        const uint32_t row = story->row[i];

        if (!digest->dated[row])
            continue;
        if (!story->dated || digest->time[row] < story->first)
            story->first = digest->time[row];
        if (!story->dated || digest->time[row] > story->last)
            story->last = digest->time[row];
        story->dated = true;
    }
}

void digest_weigh(const struct digest *digest, struct digest_story *story)
{
    double fresh = 0;

    count_sources(digest, story);
    find_period(digest, story);
    if (story->dated)
        fresh = exp2(-(double)(digest->last - story->last) / HALF_LIFE);
    story->importance = log(1.0 + (double)story->sources) +
                        0.5 * log((double)(story->rows - story->copies)) + 0.5 * fresh;
}

static int compare_stories(const void *a, const void *b)
{
    const struct digest_story *const x = a, *const y = b;

    if (x->importance != y->importance)
        return x->importance > y->importance ? -1 : 1;
    return x->row[0] < y->row[0] ? -1 : 1;
}

void digest_sort_stories(struct digest *digest)
{
    qsort(digest->story, digest->stories, sizeof *digest->story, compare_stories);
}

struct dated_row {
    bool dated;
    int64_t time;
    uint32_t row;
};

static int compare_dated(const void *a, const void *b)
{
    const struct dated_row *const x = a, *const y = b;

    if (x->dated != y->dated)
        return x->dated ? -1 : 1;
    if (x->dated && x->time != y->time)
        return x->time > y->time ? -1 : 1;
    return x->row < y->row ? -1 : 1;
}

void digest_sort_loners(struct digest *digest)
{
    struct dated_row *const list = cli_alloc(digest->loners, sizeof *list);

    for (size_t i = 0; i < digest->loners; i++) {
        const uint32_t row = digest->loner[i];

        list[i] = (struct dated_row){digest->dated[row], digest->time[row], row};
    }
    qsort(list, digest->loners, sizeof *list, compare_dated);
    for (size_t i = 0; i < digest->loners; i++)
        digest->loner[i] = list[i].row;
    free(list);
}
