#include "fault_alloc.h"
#include "vector/term_batch.h"

#include <string.h>

static const tm_analyzer_options english = TM_ANALYZER_INIT;

static const char text[] = "The storm hit an incomprehensibly big STORM";
static const tm_span span[] = {{0, 3}, {4, 9}, {10, 13}, {14, 16}, {17, 33}, {34, 37}, {38, 43}};

/* The first three words are of document 4, the others of document 6: in one piece or word by word.
 */
static tm_status find(struct tm__term_batch *batch, struct tm__lexicon *lexicon, size_t piece)
{
    const tm_text t = {text, sizeof text - 1};

    batch->words = batch->stretches = 0;
    for (size_t i = 0; i < 3; i += piece)
        tm__batch_add(batch, &lexicon->forms, t, 4, span + i, piece < 3 ? 1 : 3);
    for (size_t i = 3; i < 7; i += piece)
        tm__batch_add(batch, &lexicon->forms, t, 6, span + i, piece < 3 ? 1 : 4);
    return tm__batch_find(batch, lexicon, NULL);
}

Test(term_batch, pieces_of_a_document_are_one_stretch)
{
    static struct tm__term_batch batch;
    struct tm__lexicon lexicon;

    cr_assert_eq(tm__lexicon_init(&lexicon, &english, NULL, false, NULL), TM_OK, "lexicon");
    for (size_t piece = 7; piece > 0; piece = piece == 7 ? 1 : 0) { /* the second time every form is known */
        cr_assert_eq(find(&batch, &lexicon, piece), TM_OK, "find");
        cr_assert_eq(batch.words, 7);
        cr_assert_eq(batch.stretches, 2);
        cr_expect_eq(batch.stretch[0].document, 4);
        cr_expect_eq(batch.stretch[0].words, 3);
        cr_expect_eq(batch.stretch[0].terms, 2, "no stop word");
        cr_expect_eq(batch.stretch[1].document, 6);
        cr_expect_eq(batch.stretch[1].terms, 3, "incomprehensibly big storm");
        cr_expect_arr_eq(batch.term, ((uint32_t[]){0, 1, 2, 3, 0}), 5 * sizeof *batch.term);
    }
    tm__lexicon_release(&lexicon);
}

static tm_status once(void)
{
    static struct tm__term_batch batch;
    struct tm__lexicon lexicon;
    tm_status status = tm__lexicon_init(&lexicon, &english, NULL, false, NULL);

    if (status != TM_OK)
        return status;
    status = find(&batch, &lexicon, 7);
    tm__lexicon_release(&lexicon);
    return status;
}

Test(term_batch, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
