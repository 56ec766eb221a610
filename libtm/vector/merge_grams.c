#include "vector/merge_grams.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/status.h"
#include "vector/sort_terms.h"

#include <string.h>

/* The different runs of one length, over all sets, in order. */
struct level {
    uint64_t *key; /* [count] rank of what comes before among its length; rank of the last word */
    uint32_t *id;  /* [count] merged id */
    size_t count, next;
};

/* A run of one set. */
struct run {
    uint64_t key;    /* as in the set's table */
    uint32_t rank;   /* among its length */
    uint32_t length; /* words */
};

struct merge {
    const struct tm__merged_terms *words;
    size_t sets;
    const struct tm__grams *const *grams;
    struct run **run; /* [sets][runs of the set] */
    struct level level[TM__MOST_WORDS + 1];
    /* The vocabulary that is being written. */
    char *bytes;
    uint64_t *offset;
    uint32_t *word; /* [words] merged id */
    size_t terms;
    struct tm__buffer text; /* of the run that is being written */
    uint64_t at;
};

/* The runs of a set by id. What comes before a run was met before it. */
static void list_runs(struct run *run, const struct tm__grams *grams)
{
    for (size_t i = 0; i < grams->slots; i++)
        if (grams->slot[i].id != UINT32_MAX)
            run[grams->slot[i].id].key = grams->slot[i].key;
    for (size_t g = 0; g < grams->count; g++) {
        const uint32_t before = (uint32_t)(run[g].key >> 32);

        run[g].length = before & TM__GRAM ? run[before & ~TM__GRAM].length + 1 : 2;
    }
}

static uint64_t ranks_of(const struct merge *m, size_t set, const struct run *run)
{
    const uint32_t before = (uint32_t)(run->key >> 32), last = (uint32_t)run->key;
    const uint32_t *const word = m->words->id[set];
    const uint32_t rank = before & TM__GRAM ? m->run[set][before & ~TM__GRAM].rank : word[before];

    return (uint64_t)rank << 32 | word[last];
}

static size_t list_level(const struct merge *m, struct tm__ranked *item, uint32_t length)
{
    size_t n = 0;

    for (size_t s = 0; s < m->sets; s++)
        for (size_t g = 0; g < m->grams[s]->count; g++)
            if (m->run[s][g].length == length)
                item[n++] = (struct tm__ranked){.prefix = ranks_of(m, s, &m->run[s][g]),
                                                .id = (uint32_t)g,
                                                .set = (uint32_t)s & TM__MOST_SETS};
    return n;
}

/* Rank the runs of one length. item and spare have room for the runs of all sets. */
static bool rank_level(struct merge *m, struct tm__ranked *item, struct tm__ranked *spare,
                       uint32_t length)
{
    struct level *const level = &m->level[length];
    const size_t n = list_level(m, item, length);

    level->key = tm__alloc_array(n, sizeof *level->key);
    level->id = tm__alloc_array(n, sizeof *level->id);
    if (!level->key || !level->id)
        return false;
    tm__sort_prefixes(item, spare, n);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || item[i].prefix != item[i - 1].prefix)
            level->key[level->count++] = item[i].prefix;
        m->run[item[i].set][item[i].id].rank = (uint32_t)(level->count - 1);
    }
    return true;
}

static bool rank_runs(struct merge *m)
{
    struct tm__ranked *item, *spare;
    size_t all = 0;
    bool ok = true;

    m->run = tm__calloc(m->sets, sizeof *m->run);
    for (size_t s = 0; m->run && s < m->sets && ok; s++) {
        all += m->grams[s]->count;
        m->run[s] = tm__alloc_array(m->grams[s]->count, sizeof **m->run);
        ok = m->run[s] != NULL;
        if (ok)
            list_runs(m->run[s], m->grams[s]);
    }
    item = tm__alloc_array(all, sizeof *item);
    spare = tm__alloc_array(all, sizeof *spare);
    ok = ok && m->run && item && spare;
    for (uint32_t length = 2; ok && length <= TM__MOST_WORDS; length++)
        ok = rank_level(m, item, spare, length);
    tm__free(item);
    tm__free(spare);
    return ok;
}

static tm_text word_of(const struct merge *m, uint32_t rank)
{
    const uint64_t start = m->words->offset[rank];
    const tm_text word = {m->words->bytes + start, (size_t)(m->words->offset[rank + 1] - start)};

    return word;
}

/* Write the text as the next term, and then the runs that begin with it: `length` words, `rank`
 * among these. The first time only sizes are taken (bytes NULL). False if memory is out. */
static bool write_tree(struct merge *m, uint32_t length, uint32_t rank)
{
    struct level *const longer = length < TM__MOST_WORDS ? &m->level[length + 1] : NULL;
    const size_t size = m->text.size;

    if (m->bytes) {
        memcpy(m->bytes + m->at, m->text.data, size);
        m->offset[m->terms] = m->at;
        *(length == 1 ? &m->word[rank] : &m->level[length].id[rank]) = (uint32_t)m->terms;
    }
    m->terms++;
    m->at += size;
    for (; longer && longer->next < longer->count && longer->key[longer->next] >> 32 == rank;) {
        const size_t child = longer->next++;
        const tm_text last = word_of(m, (uint32_t)longer->key[child]);

        if (!tm__buffer_byte(&m->text, ' ') || !tm__buffer_append(&m->text, last.data, last.size) ||
            !write_tree(m, length + 1, (uint32_t)child))
            return false;
        m->text.size = size;
    }
    return true;
}

static bool write_all(struct merge *m)
{
    m->terms = 0;
    m->at = 0;
    for (size_t length = 2; length <= TM__MOST_WORDS; length++)
        m->level[length].next = 0;
    for (uint32_t rank = 0; rank < m->words->terms; rank++) {
        const tm_text word = word_of(m, rank);

        tm__buffer_clear(&m->text);
        if (!tm__buffer_append(&m->text, word.data, word.size) || !write_tree(m, 1, rank))
            return false;
    }
    return true;
}

static bool allocate(struct merge *m)
{
    m->bytes = tm__malloc(m->at);
    m->offset = tm__alloc_array(m->terms + 1, sizeof *m->offset);
    m->word = tm__alloc_array(m->words->terms, sizeof *m->word);
    return m->bytes && m->offset && m->word;
}

/* Room for the runs behind the words in every set's ids; these stay valid if memory is out. */
static bool widen_ids(struct tm__merged_terms *merged, const struct merge *m, const size_t *words)
{
    for (size_t s = 0; s < m->sets; s++) {
        uint32_t *const id =
            tm__realloc(merged->id[s], (words[s] + m->grams[s]->count) * sizeof *id);

        if (!id)
            return false;
        merged->id[s] = id;
    }
    return true;
}

static void number(struct tm__merged_terms *merged, const struct merge *m, const size_t *words)
{
    for (size_t s = 0; s < m->sets; s++) {
        uint32_t *const id = merged->id[s];

        for (size_t t = 0; t < words[s]; t++)
            id[t] = m->word[id[t]];
        for (size_t g = 0; g < m->grams[s]->count; g++) {
            const struct run *const run = &m->run[s][g];

            id[words[s] + g] = m->level[run->length].id[run->rank];
        }
    }
}

static void release(struct merge *m)
{
    for (size_t s = 0; m->run && s < m->sets; s++)
        tm__free(m->run[s]);
    tm__free(m->run);
    for (size_t length = 2; length <= TM__MOST_WORDS; length++) {
        tm__free(m->level[length].key);
        tm__free(m->level[length].id);
    }
    tm__free(m->word);
    tm__buffer_release(&m->text);
}

tm_status tm__merge_grams(struct tm__merged_terms *merged, const size_t *words,
                          const struct tm__grams *const *grams, size_t sets, tm_error *err)
{
    struct merge m = {.words = merged, .sets = sets, .grams = grams};
    tm_status status = TM_OK;

    if (!rank_runs(&m) || !write_all(&m))
        status = tm__fail_memory(err, "making a vocabulary");
    else if (m.terms >= UINT32_MAX)
        status =
            tm__fail(err, TM_EOVERFLOW, "%zu terms are more than 32-bit ids can name", m.terms);
    else if (!allocate(&m) || !widen_ids(merged, &m, words) || !write_all(&m))
        status = tm__fail_memory(err, "making a vocabulary");
    if (status == TM_OK) {
        number(merged, &m, words);
        m.offset[m.terms] = m.at;
        tm__free(merged->bytes);
        tm__free(merged->offset);
        merged->bytes = m.bytes;
        merged->offset = m.offset;
        merged->terms = m.terms;
    } else {
        tm__free(m.bytes);
        tm__free(m.offset);
    }
    release(&m);
    return status;
}
