/*
 * The names that outlets write behind their headlines ("... - Reuters", "... | BBC News"), learnt
 * from the headlines themselves: what stands behind the last dash or bar of several headlines that
 * are otherwise different is no part of any of them.
 */
#include "base/buffer.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/status.h"
#include "base/strings.h"
#include "text/normalize.h"
#include "text/words.h"

#include <tm/text.h>

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* A name is no longer, and what is left of a headline no shorter (in words). */
enum { MOST_NAME_BYTES = 60, MOST_NAME_WORDS = 6, LEAST_HEADLINE_WORDS = 3 };
/* So many different headlines make a name. */
enum { SEVERAL = 3 };
/* Names one behind the other: "... | World news | The Guardian". */
enum { MOST_NAMES = 3 };

struct tm_outlets {
    struct tm__strings names; /* folded */
};

/* Where a name would start, and where the headline in front of it ends. */
struct tail {
    size_t end, name;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Bytes of the separator that starts at `at`, or 0: a bar, a dash or a dot in the middle. */
static size_t separator_at(const char *text, size_t at, size_t size)
{
    static const char *const mark[] = {"|",
                                       "-",
                                       "\xe2\x80\x93",
                                       "\xe2\x80\x94",
                                       "\xe2\x80\x95",
                                       "\xc2\xb7",
                                       "\xe2\x80\xa2",
                                       "\xef\xbd\x9c",
                                       "\xc2\xbb"};

    for (size_t m = 0; m < sizeof mark / sizeof *mark; m++) {
        const size_t n = strlen(mark[m]);

        if (size - at >= n && memcmp(text + at, mark[m], n) == 0)
            return n;
    }
    return 0;
}

static size_t count_words(const char *text, size_t size, size_t most)
{
    struct tm__words words;
    tm_span word;
    size_t n = 0;

    tm__words_start(&words, text, size, TM_WORDS_NEWS);
    while (n < most && tm__words_next(&words, &word))
        n++;
    return n;
}

/* Names start with a capital, a digit or a letter that has no case; or they are addresses. */
static bool looks_like_name(const char *text, size_t size)
{
    int32_t first;

    if (size == 0 || size > MOST_NAME_BYTES || tm_utf8_decode(&first, text, size) == 0)
        return false;
    if (utf8proc_category(first) == UTF8PROC_CATEGORY_LL &&
        (!memchr(text, '.', size) || memchr(text, ' ', size)))
        return false;
    return count_words(text, size, 1) > 0 &&
           count_words(text, size, MOST_NAME_WORDS + 1) <= MOST_NAME_WORDS;
}

static size_t trimmed(const char *text, size_t size)
{
    while (size > 0 &&
           (is_blank(text[size - 1]) || text[size - 1] == '\r' || text[size - 1] == '\n'))
        size--;
    return size;
}

/* The name behind the last separator, if what stands there may be one. */
static bool find_tail(struct tail *tail, const char *text, size_t size)
{
    for (size_t at = size; at-- > 1;) {
        const size_t mark = separator_at(text, at, size);
        size_t name = at + mark;

        if (mark == 0)
            continue;
        if (text[at] != '|' && !(is_blank(text[at - 1]) && name < size && is_blank(text[name])))
            continue;
        while (name < size && is_blank(text[name]))
            name++;
        *tail = (struct tail){trimmed(text, at), name};
        return looks_like_name(text + name, size - name) &&
               count_words(text, tail->end, LEAST_HEADLINE_WORDS) == LEAST_HEADLINE_WORDS;
    }
    return false;
}

static bool fold(struct tm__buffer *out, const char *text, size_t size)
{
    tm__buffer_clear(out);
    return tm__normalize(out, text, size, TM_NORMALIZE_FOLD_CASE);
}

/* What learning needs: which names follow which headlines. */
struct lesson {
    struct tm__strings tails; /* all that may be names, folded */
    struct tm__buffer folded;
    uint64_t *met; /* [titles] tail << 32 | half the hash of the headline */
    size_t count;
};

static bool meet(struct lesson *l, const tm_text *title, size_t size)
{
    struct tail tail;
    uint32_t id;

    if (!find_tail(&tail, title->data, size))
        return true;
    if (!fold(&l->folded, title->data + tail.name, size - tail.name))
        return false;
    id = tm__strings_add(&l->tails, l->folded.data, l->folded.size);
    if (id == UINT32_MAX || !fold(&l->folded, title->data, tail.end))
        return false;
    l->met[l->count++] = (uint64_t)id << 32 | (uint32_t)tm__hash(l->folded.data, l->folded.size);
    return true;
}

static int compare_keys(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

/* Tails of several different headlines become names. Are there new ones? -1: memory is out. */
static int name_tails(struct tm_outlets *o, struct lesson *l)
{
    const size_t before = o->names.count;

    if (l->count > 1)
        qsort(l->met, l->count, sizeof *l->met, compare_keys);
    for (size_t first = 0, end; first < l->count; first = end) {
        const uint32_t id = (uint32_t)(l->met[first] >> 32);
        size_t different = 0;

        for (end = first; end < l->count && l->met[end] >> 32 == id; end++)
            different += end == first || l->met[end] != l->met[end - 1];
        if (different >= SEVERAL) {
            const tm_text name = tm__strings_get(&l->tails, id);

            if (tm__strings_add(&o->names, name.data, name.size) == UINT32_MAX)
                return -1;
        }
    }
    return o->names.count > before;
}

/* One lesson finds the last names, the next what stands in front of those. -1: memory is out. */
static int learn(struct tm_outlets *o, struct lesson *l, size_t *size, const tm_text *titles,
                 size_t count)
{
    l->count = 0;
    for (size_t i = 0; i < count; i++) {
        const tm_status status =
            tm_outlets_strip(&size[i], o, titles[i].data, titles[i].size, NULL);

        if (status != TM_OK || !meet(l, &titles[i], size[i]))
            return -1;
    }
    return name_tails(o, l);
}

tm_status tm_outlets_learn(tm_outlets **out, const tm_text *titles, size_t count, tm_error *err)
{
    struct tm_outlets *o = tm__calloc(1, sizeof *o);
    struct lesson l = {.met = tm__alloc_array(count, sizeof *l.met)};
    size_t *size = tm__alloc_array(count, sizeof *size);
    int more =
        o && l.met && size && tm__strings_init(&o->names) && tm__strings_init(&l.tails) ? 1 : -1;

    *out = NULL;
    for (size_t lesson = 0; lesson < MOST_NAMES && more == 1; lesson++)
        more = learn(o, &l, size, titles, count);
    tm__strings_release(&l.tails);
    tm__buffer_release(&l.folded);
    tm__free(l.met);
    tm__free(size);
    if (more < 0) {
        tm_outlets_free(o);
        return tm__fail_memory(err, "learning outlets");
    }
    *out = o;
    return TM_OK;
}

void tm_outlets_free(tm_outlets *outlets)
{
    if (!outlets)
        return;
    tm__strings_release(&outlets->names);
    tm__free(outlets);
}

size_t tm_outlets_count(const tm_outlets *outlets)
{
    return outlets->names.count;
}

tm_text tm_outlets_name(const tm_outlets *outlets, size_t i)
{
    return tm__strings_get(&outlets->names, (uint32_t)i);
}

tm_status tm_outlets_strip(size_t *stripped, const tm_outlets *outlets, const char *title,
                           size_t size, tm_error *err)
{
    struct tm__buffer folded = {0};
    struct tail tail;
    bool ready = true;

    *stripped = trimmed(title, size);
    for (size_t n = 0; n < MOST_NAMES && find_tail(&tail, title, *stripped); n++) {
        ready = fold(&folded, title + tail.name, *stripped - tail.name);
        if (!ready || tm__strings_find(&outlets->names, folded.data, folded.size) == UINT32_MAX)
            break;
        *stripped = tail.end;
    }
    tm__buffer_release(&folded);
    return ready ? TM_OK : tm__fail_memory(err, "stripping a title");
}
