#include "cluster/word_stories.h"

#include "base/memory.h"

#include <string.h>

void tm__word_stories_release(struct tm__word_stories *postings)
{
    tm__free(postings->pool);
    tm__free(postings->list);
    memset(postings, 0, sizeof *postings);
}

bool tm__word_stories_add_list(struct tm__word_stories *postings)
{
    if (!tm__grow(&postings->list, &postings->list_capacity, postings->lists + 1,
                  sizeof *postings->list))
        return false;
    postings->list[postings->lists++] = (struct tm__story_list){0, 0, 0};
    return true;
}

bool tm__word_stories_reserve(struct tm__word_stories *postings, size_t list)
{
    struct tm__story_list *const l = &postings->list[list];
    const uint32_t capacity = l->capacity ? 2 * l->capacity : 1;

    if (l->count < l->capacity)
        return true;
    if (!tm__grow(&postings->pool, &postings->capacity, postings->used + capacity,
                  sizeof *postings->pool))
        return false;
    if (l->count > 0)
        memcpy(postings->pool + postings->used, postings->pool + l->first,
               l->count * sizeof *postings->pool);
    l->first = postings->used;
    l->capacity = capacity;
    postings->used += capacity;
    return true;
}

/* Where in a list a story is, or belongs. Most often it is a new one, behind all others. */
static uint32_t place(const struct tm__story_count *posting, uint32_t count, uint32_t story)
{
    uint32_t low = 0, high = count;

    if (count == 0 || posting[count - 1].story < story)
        return count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (posting[middle].story < story)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void tm__word_stories_add(struct tm__word_stories *postings, size_t list, uint32_t story,
                          uint32_t count)
{
    struct tm__story_list *const l = &postings->list[list];
    struct tm__story_count *const posting = postings->pool + l->first;
    const uint32_t at = place(posting, l->count, story);

    if (at < l->count && posting[at].story == story) {
        posting[at].count += count;
        return;
    }
    memmove(posting + at + 1, posting + at, (l->count - at) * sizeof *posting);
    posting[at] = (struct tm__story_count){story, count};
    l->count++;
}

uint32_t tm__word_stories_count(const struct tm__word_stories *postings, size_t list,
                                uint32_t story)
{
    const struct tm__story_list *const l = &postings->list[list];
    const struct tm__story_count *const posting = postings->pool + l->first;
    uint32_t at;

    if (l->count == 0)
        return 0;
    at = place(posting, l->count, story);
    return at < l->count && posting[at].story == story ? posting[at].count : 0;
}
