/* Which stories have a word, and how often: one list of stories for every word. */
#ifndef TM_CLUSTER_WORD_STORIES_H
#define TM_CLUSTER_WORD_STORIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tm__story_count {
    uint32_t story, count;
};

/* Lists lie in one pool; one that is full moves to the end of it, to twice the room. */
struct tm__story_list {
    size_t first; /* in the pool */
    uint32_t count, capacity;
};

struct tm__word_stories {
    struct tm__story_count *pool; /* [used], each list by story */
    size_t used, capacity;
    struct tm__story_list *list; /* [lists] */
    size_t lists, list_capacity;
};

/* All zero is an empty set of lists. */
void tm__word_stories_release(struct tm__word_stories *postings);

/* One more list, with nothing in it. False when memory is out. */
bool tm__word_stories_add_list(struct tm__word_stories *postings);
/* Room for one more story in a list. False when memory is out; no list says anything else then. */
bool tm__word_stories_reserve(struct tm__word_stories *postings, size_t list);
/* A story has the word `count` times more. There has to be room for one story. */
void tm__word_stories_add(struct tm__word_stories *postings, size_t list, uint32_t story,
                          uint32_t count);
/* How often a story has the word. Cost: the logarithm of the list's length. */
uint32_t tm__word_stories_count(const struct tm__word_stories *postings, size_t list,
                                uint32_t story);

#endif
