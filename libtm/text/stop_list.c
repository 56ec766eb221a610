#include "text/stop_list.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/status.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_SHOWN = 60 };

struct tm_stop_list {
    atomic_size_t holders;
    bool alone;
    size_t count;
    struct tm__buffer lines; /* a newline behind each word */
    size_t *start;           /* [count + 1] of each word in the lines */
};

static int compare(const void *a, const void *b)
{
    const tm_text *const x = a, *const y = b;
    const int order = memcmp(x->data, y->data, x->size < y->size ? x->size : y->size);

    return order ? order : (x->size > y->size) - (x->size < y->size);
}

static bool has_blank(tm_text word)
{
    for (size_t i = 0; i < word.size; i++)
        if ((unsigned char)word.data[i] <= ' ')
            return true;
    return false;
}

static tm_status check(const tm_text *words, size_t count, tm_error *err)
{
    for (size_t i = 0; i < count; i++)
        if (words[i].size == 0 || has_blank(words[i]))
            return tm__fail_at(err, TM_EINVAL, i, "'%.*s' is no word",
                               (int)(words[i].size < LONGEST_SHOWN ? words[i].size : LONGEST_SHOWN),
                               words[i].size ? words[i].data : "");
    return TM_OK;
}

/* Each word once, in byte order: lists of the same words are the same bytes in a file. */
static bool fill(struct tm_stop_list *list, tm_text *word, size_t count)
{
    list->start = tm__calloc(count + 1, sizeof *list->start);
    if (!list->start || !tm__buffer_append(&list->lines, NULL, 0))
        return false;
    if (count)
        qsort(word, count, sizeof *word, compare);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && compare(&word[i - 1], &word[i]) == 0)
            continue;
        if (!tm__buffer_append(&list->lines, word[i].data, word[i].size) ||
            !tm__buffer_byte(&list->lines, '\n'))
            return false;
        list->start[++list->count] = list->lines.size;
    }
    return true;
}

tm_status tm_stop_list_new(tm_stop_list **out, const tm_text *words, size_t count, bool alone,
                           tm_error *err)
{
    tm_text *sorted;
    tm_stop_list *list;
    const tm_status status = check(words, count, err);
    bool good;

    *out = NULL;
    if (status != TM_OK)
        return status;
    list = tm__calloc(1, sizeof *list);
    sorted = tm__alloc_array(count, sizeof *sorted);
    good = list && sorted;
    if (good) {
        if (count)
            memcpy(sorted, words, count * sizeof *sorted);
        atomic_init(&list->holders, 1);
        list->alone = alone;
        good = fill(list, sorted, count);
    }
    tm__free(sorted);
    if (!good) {
        tm_stop_list_free(list);
        return tm__fail_memory(err, "making a stop list");
    }
    *out = list;
    return TM_OK;
}

tm_stop_list *tm__stop_list_hold(const tm_stop_list *list)
{
    tm_stop_list *const held = (tm_stop_list *)list; /* who holds it is no part of its value */

    if (held)
        atomic_fetch_add(&held->holders, 1);
    return held;
}

void tm_stop_list_free(tm_stop_list *list)
{
    if (!list || atomic_fetch_sub(&list->holders, 1) > 1)
        return;
    tm__buffer_release(&list->lines);
    tm__free(list->start);
    tm__free(list);
}

size_t tm_stop_list_count(const tm_stop_list *list)
{
    return list->count;
}

tm_text tm_stop_list_word(const tm_stop_list *list, size_t i)
{
    if (i >= list->count)
        return (tm_text){NULL, 0};
    return (tm_text){list->lines.data + list->start[i], list->start[i + 1] - list->start[i] - 1};
}

bool tm__stop_list_is_alone(const tm_stop_list *list)
{
    return list && list->alone;
}

tm_text tm__stop_list_lines(const tm_stop_list *list)
{
    return (tm_text){list->lines.data, list->lines.size};
}

tm_status tm__stop_list_read(tm_stop_list **out, tm_text lines, bool alone, tm_error *err)
{
    size_t count = 0, at = 0;
    tm_text *word;
    tm_status status;

    *out = NULL;
    for (size_t i = 0; i < lines.size; i++)
        count += lines.data[i] == '\n';
    if (lines.size && lines.data[lines.size - 1] != '\n')
        return tm__fail(err, TM_EINVAL, "the last line has no end");
    word = tm__alloc_array(count, sizeof *word);
    if (!word)
        return tm__fail_memory(err, "making a stop list");
    for (size_t i = 0; i < count; i++) {
        const char *const line = lines.data + at;

        word[i] = (tm_text){line, (size_t)((char *)memchr(line, '\n', lines.size - at) - line)};
        at += word[i].size + 1;
    }
    status = tm_stop_list_new(out, word, count, alone, err);
    tm__free(word);
    return status;
}
