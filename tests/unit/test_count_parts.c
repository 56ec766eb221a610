#include "vector/count_parts.h"

#include "fault_alloc.h"

#include <stdlib.h>
#include <string.h>

enum { DOCUMENTS = 9, SIZE = 100000 };

Test(count_parts, go_by_bytes_alone_and_hold_every_document_once)
{
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
    cr_assert_eq(tm__start_parts(&job, NULL, 0, NULL), TM_OK, "no documents");
    cr_expect_eq(job.parts, 0);
    tm__end_parts(&job);
    free(bytes);
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
