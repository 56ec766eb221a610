#include "vector/gram_order.h"

#include "base/memory.h"
#include "fault_alloc.h"

#include <stdio.h>

enum { SETS = 2, WORDS = 90, TEXTS = 30000 };

static struct tm__term_list list[SETS];
static struct tm__grams grams[SETS];
static const struct tm__term_list *const lists[] = {&list[0], &list[1]};
static const struct tm__grams *const tables[] = {&grams[0], &grams[1]};

static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

/* Runs of two to four of the words, which the second set numbers the other way round. */
static void fill(uint32_t texts)
{
    for (uint32_t s = 0; s < SETS; s++) {
        uint32_t state = s;

        for (uint32_t i = 0; i < WORDS; i++) {
            char text[8];
            const int size = snprintf(text, sizeof text, "w%02u", s ? WORDS - 1 - i : i);

            tm__term_list_add(&list[s], text, (size_t)size);
        }
        for (uint32_t i = 0; i < texts; i++) {
            uint32_t before = next(&state) % WORDS;

            for (uint32_t words = 1 + next(&state) % 3; words > 0; words--) {
                cr_assert(tm__grams_reserve(&grams[s], 1), "room");
                before =
                    tm__grams_find(&grams[s], (uint64_t)before << 32 | next(&state) % WORDS)->id |
                    TM__GRAM;
            }
        }
    }
}

static void empty(struct tm__merged_terms *words)
{
    for (size_t s = 0; s < SETS; s++) {
        tm__term_list_release(&list[s]);
        tm__grams_release(&grams[s]);
    }
    tm__free(words->bytes);
    tm__free(words->offset);
    tm__merged_ids_release(words, SETS);
}

static size_t words_of(size_t set, uint64_t key)
{
    size_t words = 2;

    while (key >> 63) {
        const uint32_t before = (uint32_t)(key >> 32) & ~TM__GRAM;
        size_t i = 0;

        while (grams[set].slot[i].id != before)
            i++;
        key = grams[set].slot[i].key;
        words++;
    }
    return words;
}

/* The items of a length over all ranges are rising, and so are the ranks; all runs are there. */
static void expect_order(const struct tm__gram_order *order)
{
    size_t items = 0;

    for (unsigned length = 2; length <= 4; length++) {
        uint64_t before = 0;
        size_t rank = 0;

        for (size_t r = 0; r < order->ranges; r++) {
            const struct tm__gram_share *const share = &order->range[r].of[length];
            size_t different = 0;

            cr_assert_eq(share->rank, rank, "rank of range %zu", r);
            for (size_t i = share->first; i < share->last; i++) {
                cr_assert(i == share->first || order->item[i].prefix >= before, "item %zu", i);
                cr_assert_eq(order->item[i].again,
                             i > share->first && order->item[i].prefix == before, "item %zu", i);
                before = order->item[i].prefix;
                different += !order->item[i].again;
            }
            cr_assert_eq(share->runs, different, "range %zu", r);
            rank += share->runs;
            items += share->last - share->first;
        }
    }
    cr_expect_eq(items, grams[0].count + grams[1].count, "every run of every set");
}

Test(gram_order, ranges_are_rising_whatever_the_threads)
{
    struct tm__merged_terms words;
    tm_run how = TM_RUN_INIT;

    fill(TEXTS);
    cr_assert_eq(tm__merge_terms(&words, lists, SETS, NULL, 0, &how, NULL), TM_OK, "words");
    for (unsigned threads = 1; threads <= 4; threads++) {
        struct tm__gram_order order;

        how.threads = threads;
        cr_assert_eq(tm__gram_order_make(&order, &words, tables, SETS, &how, NULL), TM_OK);
        cr_expect_gt(order.ranges, 1, "several");
        expect_order(&order);
        tm__gram_order_release(&order);
    }
    empty(&words);
}

Test(gram_order, an_item_stands_with_those_of_its_length)
{
    struct tm__merged_terms words;
    struct tm__gram_order order;

    fill(200);
    cr_assert_eq(tm__merge_terms(&words, lists, SETS, NULL, 0, &fault_run, NULL), TM_OK, "words");
    cr_assert_eq(tm__gram_order_make(&order, &words, tables, SETS, &fault_run, NULL), TM_OK);
    for (size_t r = 0; r < order.ranges; r++)
        for (unsigned length = 2; length <= 4; length++)
            for (size_t i = order.range[r].of[length].first; i < order.range[r].of[length].last;
                 i++) {
                const struct tm__ranked *const item = &order.item[i];

                cr_assert_eq(words_of(item->set, grams[item->set].slot[item->id].key), length,
                             "item %zu", i);
            }
    tm__gram_order_release(&order);
    empty(&words);
}

static tm_status make(struct tm__gram_order *order, const struct tm__merged_terms *words)
{
    const tm_status status = tm__gram_order_make(order, words, tables, SETS, &fault_run, NULL);

    if (status != TM_OK)
        tm__gram_order_release(order);
    return status;
}

Test(gram_order, survives_allocation_failure)
{
    struct tm__merged_terms words;
    struct tm__gram_order order;

    fill(200);
    cr_assert_eq(tm__merge_terms(&words, lists, SETS, NULL, 0, &fault_run, NULL), TM_OK, "words");
    fault_install();
    FAULT_LOOP(make(&order, &words));
    tm__gram_order_release(&order);
    cr_expect_eq(fault_live, 0, "nothing left");
    empty(&words);
}
