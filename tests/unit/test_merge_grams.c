#include "base/memory.h"
#include "fault_alloc.h"
#include "vector/merge_grams.h"
#include "vector/vocabulary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct tm__term_list one, two;
static struct tm__grams runs_one, runs_two;

static uint32_t run(struct tm__grams *grams, uint32_t before, uint32_t last)
{
    cr_assert(tm__grams_reserve(grams, 1), "room");
    return tm__grams_find(grams, (uint64_t)before << 32 | last)->id | TM__GRAM;
}

/* One worker met "b a b", the other "a c" and "b a". */
static void fill(void)
{
    uint32_t b_a;

    tm__term_list_add(&one, "b", 1);
    tm__term_list_add(&one, "a", 1);
    b_a = run(&runs_one, 0, 1);
    run(&runs_one, b_a, 0); /* b a b */
    run(&runs_one, 1, 0);   /* a b */
    tm__term_list_add(&two, "a", 1);
    tm__term_list_add(&two, "c", 1);
    tm__term_list_add(&two, "b", 1);
    run(&runs_two, 0, 1); /* a c */
    run(&runs_two, 2, 0); /* b a */
}

static void empty(void)
{
    tm__term_list_release(&one);
    tm__term_list_release(&two);
    tm__grams_release(&runs_one);
    tm__grams_release(&runs_two);
}

/* As if a document held it. */
static void hold(struct tm__grams *grams, uint32_t before, uint32_t last, uint32_t documents)
{
    tm__grams_find(grams, (uint64_t)before << 32 | last)->df = documents;
}

static void release(struct tm__merged_terms *m)
{
    tm__free(m->bytes);
    tm__free(m->offset);
    tm__free(m->df);
    tm__merged_ids_release(m, 2);
}

static tm_status merge(struct tm__merged_terms *m)
{
    const struct tm__term_list *const sets[] = {&one, &two};
    const struct tm__grams *const grams[] = {&runs_one, &runs_two};
    const size_t words[] = {2, 3};
    tm_status status = tm__merge_terms(m, sets, 2, NULL, 0, &fault_run, NULL);

    if (status != TM_OK)
        return status;
    status = tm__merge_grams(m, words, grams, 2, &fault_run, NULL);
    if (status != TM_OK) {
        release(m);
    }
    return status;
}

Test(merge_grams, words_and_runs_are_in_byte_order)
{
    /* a, a b, a c, b, b a, b a b, c */
    static const uint32_t of_one[] = {3, 0, 4, 5, 1}, of_two[] = {0, 6, 3, 2, 4};
    static const uint32_t df[] = {0, 0, 5, 0, 9, 0, 0};
    struct tm__merged_terms m;

    fill();
    hold(&runs_one, 0, 1, 2); /* b a */
    hold(&runs_two, 2, 0, 7);
    hold(&runs_two, 0, 1, 5); /* a c */
    cr_assert_eq(merge(&m), TM_OK, "merge");
    cr_assert_eq(m.terms, 7, "each once");
    cr_expect_arr_eq(m.bytes, "aa ba cbb ab a bc", 17, "in order");
    cr_expect_eq(m.offset[7], 17, "the end");
    cr_expect_arr_eq(m.df, df, sizeof df, "of runs, in all sets");
    cr_expect_arr_eq(m.id[0], of_one, sizeof of_one, "of the first");
    cr_expect_arr_eq(m.id[1], of_two, sizeof of_two, "of the second");
    cr_expect_eq(tm__merged_index(1, 2), 1, "a word");
    cr_expect_eq(tm__merged_index(1 | TM__GRAM, 2), 3, "a run");
    release(&m);
    empty();
}

Test(merge_grams, survives_allocation_failure)
{
    struct tm__merged_terms m;

    fill();
    fault_install();
    FAULT_LOOP(merge(&m));
    release(&m);
    cr_expect_eq(fault_live, 0, "nothing left");
}

/*
 * So many runs that there are ranges of the order, in two sets that number words and runs
 * differently. Every text is one of up to four of 60 words; next() tells which.
 */
enum { WORDS = 60, TEXTS = 40000 };

static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

static void fill_much(struct tm__term_list *list, struct tm__grams *grams, bool turned)
{
    uint32_t state = turned;
    char text[8];

    for (uint32_t i = 0; i < WORDS; i++) {
        const int size = sprintf(text, "w%02u", turned ? WORDS - 1 - i : i);

        tm__term_list_add(list, text, (size_t)size);
    }
    for (uint32_t i = 0; i < TEXTS; i++) {
        uint32_t before = next(&state) % WORDS;

        for (uint32_t words = 1 + next(&state) % 3; words > 0; words--)
            before = run(grams, before, next(&state) % WORDS);
    }
}

/* What a run is spelt like, by words of three bytes. */
static tm_text spell(char *text, const struct tm__term_list *list, const struct tm__grams *grams,
                     const uint64_t *key, uint32_t id)
{
    tm_text before, last;

    if (!(id & TM__GRAM))
        return tm__term_list_get(list, id);
    before = spell(text, list, grams, key, (uint32_t)(key[id & ~TM__GRAM] >> 32));
    last = tm__term_list_get(list, (uint32_t)key[id & ~TM__GRAM]);
    memmove(text, before.data, before.size);
    text[before.size] = ' ';
    memcpy(text + before.size + 1, last.data, last.size);
    return (tm_text){text, before.size + 1 + last.size};
}

static void expect_spelling(const struct tm__merged_terms *m, size_t set,
                            const struct tm__term_list *list, const struct tm__grams *grams)
{
    uint64_t *const key = malloc(grams->count * sizeof *key);
    char text[40];

    for (size_t i = 0; i < grams->slots; i++)
        if (grams->slot[i].id != UINT32_MAX)
            key[grams->slot[i].id] = grams->slot[i].key;
    for (uint32_t g = 0; g < grams->count; g++) {
        const tm_text term = spell(text, list, grams, key, g | TM__GRAM);
        const uint32_t id = m->id[set][list->count + g];

        cr_assert_lt(id, m->terms, "a term");
        cr_assert_eq(m->offset[id + 1] - m->offset[id], term.size, "size of %u", g);
        cr_assert_arr_eq(m->bytes + m->offset[id], term.data, term.size, "spelling of %u", g);
    }
    free(key);
}

Test(merge_grams, many_runs_by_ranges)
{
    const struct tm__term_list *const sets[] = {&one, &two};
    const struct tm__grams *const grams[] = {&runs_one, &runs_two};
    const size_t words[] = {WORDS, WORDS};

    fill_much(&one, &runs_one, false);
    fill_much(&two, &runs_two, true);
    for (unsigned threads = 1; threads <= 8; threads *= 2) {
        tm_run how = TM_RUN_INIT;
        struct tm__merged_terms m;

        how.threads = threads;
        cr_assert_eq(tm__merge_terms(&m, sets, 2, NULL, 0, &how, NULL), TM_OK, "words");
        cr_assert_eq(tm__merge_grams(&m, words, grams, 2, &how, NULL), TM_OK, "runs");
        for (size_t t = 1; t < m.terms; t++)
            cr_assert_lt(
                tm__text_compare(
                    (tm_text){m.bytes + m.offset[t - 1], (size_t)(m.offset[t] - m.offset[t - 1])},
                    (tm_text){m.bytes + m.offset[t], (size_t)(m.offset[t + 1] - m.offset[t])}),
                0, "rising, %zu", t);
        expect_spelling(&m, 0, &one, &runs_one);
        expect_spelling(&m, 1, &two, &runs_two);
        release(&m);
    }
    empty();
}
