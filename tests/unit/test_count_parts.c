#include "vector/count_parts.h"

#include "fault_alloc.h"
#include "vector/sort_rows.h"

#include <stdlib.h>
#include <string.h>

enum { DOCUMENTS = 9, SIZE = 50000, MANY = TM__SORT_ROWS + 3 };

Test(count_parts, go_by_bytes_alone_and_hold_every_document_once)
{
    static const tm_text none[MANY];
    char *const bytes = calloc(SIZE, 1);
    tm_text text[DOCUMENTS];
    struct tm__count_job job = {0};

    for (size_t d = 0; d < DOCUMENTS; d++)
        text[d] = (tm_text){bytes, d == 4 ? 0 : SIZE};
    cr_assert_eq(tm__start_parts(&job, text, DOCUMENTS, NULL), TM_OK);
    cr_expect_eq(job.parts, 3,
                 "three of them are over the size of a part, an empty one adds nothing");
    for (size_t p = 0, next = 0; p < job.parts; p++) {
        cr_expect_eq(job.part[p].first, next, "part %zu follows", p);
        cr_expect_gt(job.part[p].last, next, "part %zu holds something", p);
        next = job.part[p].last;
        cr_expect(p + 1 < job.parts || next == DOCUMENTS, "the last one ends them");
    }
    tm__end_parts(&job);
    cr_expect(!job.part && job.parts == 0, "as new");
    cr_assert_eq(tm__start_parts(&job, none, MANY, NULL), TM_OK, "many, of nothing");
    cr_assert_eq(job.parts, 2);
    cr_expect_eq(job.part[0].last, TM__SORT_ROWS, "as many as can be sorted at once");
    tm__end_parts(&job);
    cr_assert_eq(tm__start_parts(&job, NULL, 0, NULL), TM_OK, "no documents");
    cr_expect_eq(job.parts, 0);
    tm__end_parts(&job);
    free(bytes);
}

/* Tables of two workers for 20 MB of text; the bytes themselves are not read. */
static tm_status expect(size_t *slots, size_t times)
{
    static const tm_tfidf_options options = TM_TFIDF_INIT;
    static const tm_text text[] = {{"", 10000000}, {"", 10000000}};
    struct tm__count_job job = {.options = &options};
    tm_status status = tm__start_parts(&job, text, 2, NULL);

    if (status == TM_OK)
        status = tm__start_workers(&job, 2, NULL, NULL);
    if (status == TM_OK) {
        tm__expect_words(&job, times);
        status = tm__share_tables(&job, NULL);
    }
    if (status == TM_OK)
        status = tm__counter_expect(&job.worker[1], job.strings) ? TM_OK : TM_ENOMEM;
    if (status == TM_OK) {
        const struct tm__forms *const forms = &job.worker[1].lexicon.forms;

        *slots = forms->slots;
        cr_expect_eq(job.tables_size, 2 * forms->slots * sizeof *forms->slot, "of both");
        cr_expect(forms->slot == (void *)((char *)job.tables + job.tables_size / 2), "the second");
        cr_expect_eq(tm__largest_table(&job).worker, 2, "those side by side");
        cr_expect(tm__largest_table(&job).start == job.tables, "where they are");
        status = tm__counter_expect(&job.worker[1], 8 * job.strings) ? TM_OK : TM_ENOMEM;
    }
    if (status == TM_OK) {
        const struct tm__table_room largest = tm__largest_table(&job);
        const struct tm__forms *const forms = &job.worker[1].lexicon.forms;

        cr_expect_eq(largest.worker, forms->slots * sizeof *forms->slot > job.tables_size ? 1 : 2);
        cr_expect(largest.size >= job.tables_size, "the largest");
    }
    tm__release_workers(&job);
    tm__end_parts(&job);
    return status;
}

Test(count_parts, tables_are_as_large_as_the_text_lets_expect)
{
    struct tm__count_job none = {0};
    size_t slots = 0;

    cr_assert_eq(expect(&slots, 1), TM_OK);
    cr_expect_eq(slots, 1 << 17, "69,444 strings in 5/8 of them");
    cr_assert_eq(expect(&slots, 4), TM_OK);
    cr_expect_eq(slots, 1 << 19, "more text is to come");
    tm__expect_words(&none, 1);
    cr_expect_eq(none.strings, 0, "no documents");
    fault_install();
    FAULT_LOOP(expect(&slots, 1));
    cr_expect_eq(fault_live, 0, "nothing left");
}

Test(count_parts, survive_allocation_failure)
{
    static const tm_text text[] = {{"a", 1}, {"b", 1}};
    struct tm__count_job job = {0};

    fault_install();
    FAULT_LOOP(tm__start_parts(&job, text, 2, NULL));
    tm__end_parts(&job);
    cr_expect_eq(fault_live, 0, "nothing left");
}
