#include "fault_alloc.h"
#include "vector/count_block.h"

#include <stdio.h>
#include <string.h>

static const tm_tfidf_options english = TM_TFIDF_INIT;

/* One document of 100 distinct words twice over: longer than a batch, so batches split a row. */
static tm_text long_document(char *text)
{
    tm_text t = {text, 0};

    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 100; i++)
            t.size += (size_t)sprintf(text + t.size, "word%d ", i);
    return t;
}

Test(count_block, rows_and_batches_do_not_mind_each_other)
{
    char text[4000];
    const tm_text documents[] = {
        {"storm", 5}, long_document(text), {"", 0}, {"Storm word7 storm", 17}};
    struct tm__counter counter = {0};

    cr_assert_eq(tm__counter_init(&counter, &english, NULL, NULL), TM_OK, "lexicon");
    for (int block = 0; block < 2; block++) { /* the second block finds every form known */
        struct tm__counted c = {0};
        cr_assert_eq(tm__count_block(&counter, &c, documents, 4), TM_OK, "block %d", block);
        cr_expect_arr_eq(c.length, ((uint32_t[]){1, 100, 0, 2}), 4 * sizeof *c.length, "lengths");
        cr_assert_eq(c.size, 103, "entries");
        for (size_t i = 1; i <= 100; i++)
            cr_assert_eq(c.tf[i], 2, "entry %zu", i);
        cr_expect_eq(c.term[0], c.term[101], "storm is one term");
        cr_expect_eq(c.tf[101], 2, "twice in the last row");
        cr_expect_eq(counter.place[c.term[0]].df, 2 * (unsigned)(block + 1), "storm is in 2");
        tm__counted_release(&c);
    }
    tm__counter_release(&counter);
}

static tm_status count_once(const tm_text *documents, size_t n)
{
    struct tm__counter counter = {0};
    struct tm__counted c = {0};
    tm_status status = tm__counter_init(&counter, &english, NULL, NULL);

    if (status == TM_OK)
        status = tm__count_block(&counter, &c, documents, n);
    tm__counted_release(&c);
    tm__counter_release(&counter);
    return status;
}

Test(count_block, survives_allocation_failure)
{
    char text[4000];
    const tm_text documents[] = {long_document(text)};

    fault_install();
    FAULT_LOOP(count_once(documents, 1));
    cr_expect_eq(fault_live, 0, "nothing left");
}
