/* Texts as sets of runs of words (Broder 1997), for near-duplicates. */
#include "base/buffer.h"
#include "base/memory.h"
#include "base/sort.h"
#include "base/status.h"
#include "base/strings.h"
#include "text/normalize.h"
#include "text/words.h"

#include <tm/vector.h>

#include <string.h>

enum { MOST_WORDS = 16 };

struct shingles {
    struct tm__strings words; /* folded */
    struct tm__strings runs;  /* the ids of their words, 4 bytes each */
    struct tm__buffer folded;
    uint64_t *key, *spare; /* the runs of one text, as id << 32 */
    size_t capacity, spare_capacity, count;
    uint32_t *column; /* those of all texts, each once in a text, rising */
    size_t entries, entries_capacity;
    unsigned most; /* words in a run */
};

/* Every run that ends in the newest of the last words: ids[0 .. n). */
static bool add_runs(struct shingles *s, const uint32_t *ids, size_t n)
{
    for (size_t length = 1; length <= n; length++) {
        const uint32_t id =
            tm__strings_add(&s->runs, (const char *)(ids + n - length), length * sizeof *ids);

        if (id == UINT32_MAX || !tm__grow(&s->key, &s->capacity, s->count + 1, sizeof *s->key))
            return false;
        s->key[s->count++] = (uint64_t)id << 32;
    }
    return true;
}

static bool cut_text(struct shingles *s, const tm_text *text)
{
    uint32_t last[MOST_WORDS];
    struct tm__words words;
    tm_span word;
    size_t n = 0;

    s->count = 0;
    tm__words_start(&words, text->data, text->size, TM_WORDS_NEWS);
    while (tm__words_next(&words, &word)) {
        uint32_t id;

        tm__buffer_clear(&s->folded);
        if (!tm__normalize(&s->folded, text->data + word.start, word.end - word.start,
                           TM_NORMALIZE_FOLD_CASE | TM__NORMALIZE_POINTS))
            return false;
        id = tm__strings_add(&s->words, s->folded.data, s->folded.size);
        if (id == UINT32_MAX)
            return false;
        if (n == s->most)
            memmove(last, last + 1, --n * sizeof *last);
        last[n++] = id;
        if (!add_runs(s, last, n))
            return false;
    }
    return true;
}

/* The runs of the text that was cut, each once. */
static bool keep_text(struct shingles *s)
{
    if (!tm__grow(&s->spare, &s->spare_capacity, s->count, sizeof *s->spare) ||
        !tm__grow(&s->column, &s->entries_capacity, s->entries + s->count, sizeof *s->column))
        return false;
    tm__sort_upper(s->key, s->spare, s->count, 32);
    for (size_t k = 0; k < s->count; k++)
        if (k == 0 || s->key[k] != s->key[k - 1])
            s->column[s->entries++] = (uint32_t)(s->key[k] >> 32);
    return true;
}

static void release(struct shingles *s)
{
    tm__strings_release(&s->words);
    tm__strings_release(&s->runs);
    tm__buffer_release(&s->folded);
    tm__free(s->key);
    tm__free(s->spare);
    tm__free(s->column);
}

static tm_status as_rows(tm_sparse **out, const struct shingles *s, const uint64_t *start,
                         size_t count, tm_error *err)
{
    const tm_status status = tm_sparse_new(out, count, s->runs.count, s->entries, err);

    if (status != TM_OK)
        return status;
    memcpy((*out)->row_start, start, (count + 1) * sizeof *start);
    if (s->entries > 0)
        memcpy((*out)->column, s->column, s->entries * sizeof *s->column);
    for (size_t e = 0; e < s->entries; e++)
        (*out)->value[e] = 1;
    return TM_OK;
}

tm_status tm_shingles(tm_sparse **out, const tm_text *texts, size_t count, unsigned words,
                      tm_error *err)
{
    struct shingles s = {.most = words ? words : 2};
    uint64_t *start = NULL;
    tm_status status;
    bool ready;

    *out = NULL;
    if (words > MOST_WORDS)
        return tm__fail(err, TM_EINVAL, "shingles of %u words: at most %d", words, MOST_WORDS);
    start = tm__calloc(count + 1, sizeof *start);
    ready = start && tm__strings_init(&s.words) && tm__strings_init(&s.runs);
    for (size_t i = 0; i < count && ready; i++) {
        ready = cut_text(&s, &texts[i]) && keep_text(&s);
        start[i + 1] = s.entries;
    }
    status = ready ? as_rows(out, &s, start, count, err) : tm__fail_memory(err, "cutting shingles");
    tm__free(start);
    release(&s);
    return status;
}
