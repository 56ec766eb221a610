#include "fault_alloc.h"
#include "phrases/tokens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT(s)                                                                                    \
    {                                                                                              \
        s, sizeof s - 1                                                                            \
    }

/* "word " for every word, with . before what is not joined, ^ before what starts a sentence. */
static void expect_flow(const char *text, const char *want)
{
    const tm_text document = {text, strlen(text)};
    struct tm__tokens t;
    char got[200] = "";

    cr_assert_eq(tm__tokens_read(&t, &document, 1, "en", NULL, false, NULL, NULL), TM_OK, "%s",
                 text);
    for (uint64_t i = 0; i < t.first[1]; i++) {
        const struct tm__token *k = &t.token[i];
        if (i && !(k->flags & TM__TOKEN_JOINED))
            strcat(got, ".");
        if (k->flags & TM__TOKEN_INITIAL)
            strcat(got, "^");
        strncat(got, text + k->start, k->size);
        strcat(got, k->flags & TM__TOKEN_STOP ? "* " : " ");
    }
    cr_expect_str_eq(got, want, "%s", text);
    tm__tokens_release(&t);
}

Test(tokens, know_what_stands_before_them)
{
    expect_flow("Bank of England", "^Bank of* England ");
    expect_flow("Oil falls. Gold rises", "^Oil falls .^Gold rises ");
    expect_flow("oil, gold (tin) silver", "^oil .gold .tin .silver ");
    expect_flow("Milan\xe2\x80\x93Venice line \xe2\x80\x93 closed", "^Milan Venice line .closed ");
    expect_flow("far-right - gains", "^far right .gains ");
    expect_flow("title\ntext", "^title .^text ");
    expect_flow("George W. Bush", "^George W Bush ");
    expect_flow("Mr. Bush met Sen. Lee. Later", "^Mr Bush met Sen Lee .^Later ");
    expect_flow("from July 1. Ports", "^from* July 1 .^Ports ");
    expect_flow("at $4.60. Ports", "^at* .4.60 .^Ports ");
    expect_flow("CLOSE Ports shut", "^Ports shut ");
    expect_flow("says: \xe2\x80\x9cpeace\xe2\x80\x9d", "^says .^peace ");
}

Test(tokens, know_titles_by_the_name_behind_them)
{
    const tm_text text = TEXT("Mr Lee on Wall St falls, Dr. No, a mr Lee, Gov");
    struct tm__tokens t;
    char leads[20] = "";

    cr_assert_eq(tm__tokens_read(&t, &text, 1, "en", NULL, false, NULL, NULL), TM_OK, "read");
    for (uint64_t i = 0; i < t.first[1]; i++)
        strcat(leads, tm__token_leads(&t, i, t.first[1]) ? "+" : "-");
    cr_expect_str_eq(leads, "+-----+-----", "Mr, Dr");
    tm__tokens_release(&t);
}

Test(tokens, share_a_term_across_spellings_and_count_documents)
{
    const tm_text documents[] = {TEXT("Iran IRAN iran's"), TEXT("Iran 7"), TEXT("")};
    struct tm__tokens t;

    cr_assert_eq(tm__tokens_read(&t, documents, 3, NULL, NULL, false, NULL, NULL), TM_OK, "read");
    cr_assert_eq(t.first[3], 5, "words");
    cr_expect_eq(t.first[2], 5, "an empty document has none");
    cr_expect_eq(t.terms, 2, "iran, 7");
    for (int i = 1; i < 4; i++)
        cr_expect_eq(t.token[i].term, t.token[0].term, "spelling %d", i);
    cr_expect_eq(t.df[t.token[0].term], 2, "documents, not occurrences");
    cr_expect(t.token[0].flags & TM__TOKEN_LETTER, "a word");
    cr_expect_not(t.token[4].flags & TM__TOKEN_LETTER, "a number");
    tm__tokens_release(&t);
}

Test(tokens, share_a_term_between_british_and_american_spellings)
{
    const tm_text documents[] = {TEXT("Defence defense"), TEXT("organised ORGANIZED")};
    struct tm__tokens t;

    cr_assert_eq(tm__tokens_read(&t, documents, 2, "en", NULL, false, NULL, NULL), TM_OK, "en");
    cr_expect_eq(t.terms, 2, "two");
    cr_expect_eq(t.token[2].size, strlen("organised"), "as written");
    tm__tokens_release(&t);
    cr_assert_eq(tm__tokens_read(&t, documents, 2, "de", NULL, false, NULL, NULL), TM_OK, "de");
    cr_expect_eq(t.terms, 4, "only in English");
    tm__tokens_release(&t);
}

Test(tokens, reject_an_unknown_language)
{
    struct tm__tokens t;
    tm_error err = {0};

    cr_expect_eq(tm__tokens_read(&t, NULL, 0, "xx", NULL, false, NULL, &err), TM_ENOTFOUND, "xx");
    cr_expect_neq(err.message[0], '\0', "message");
}

static tm_status once(void)
{
    const tm_text documents[] = {TEXT("Bank of England"), TEXT("the bank")};
    struct tm__tokens t;
    const tm_status status = tm__tokens_read(&t, documents, 2, "en", NULL, false, &fault_run, NULL);

    if (status == TM_OK)
        tm__tokens_release(&t);
    return status;
}

Test(tokens, survive_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}

/* Enough documents to be read in parts: terms have the ids they have if one worker reads all. */
Test(tokens, are_the_same_on_any_number_of_threads)
{
    enum { DOCUMENTS = 20000, LONGEST = 64 };
    char(*const text)[LONGEST] = malloc(DOCUMENTS * sizeof *text);
    tm_text *const document = malloc(DOCUMENTS * sizeof *document);
    tm_run run = TM_RUN_INIT;
    struct tm__tokens one, more;

    for (unsigned d = 0; d < DOCUMENTS; d++) {
        snprintf(text[d], LONGEST, "Word%u word%u of the. Town%u", d / 3, d * 7 % 5003, d % 11);
        document[d] = (tm_text){text[d], d % 1000 ? strlen(text[d]) : 0};
    }
    run.threads = 1;
    cr_assert_eq(tm__tokens_read(&one, document, DOCUMENTS, "en", NULL, false, &run, NULL), TM_OK,
                 "one");
    for (run.threads = 2; run.threads <= 8; run.threads += 3) {
        const uint64_t words = one.first[DOCUMENTS];

        cr_assert_eq(tm__tokens_read(&more, document, DOCUMENTS, "en", NULL, false, &run, NULL),
                     TM_OK, "more");
        cr_assert_eq(more.terms, one.terms, "as many terms");
        cr_assert_eq(more.documents, one.documents, "as many documents");
        cr_expect_arr_eq(more.first, one.first, (DOCUMENTS + 1) * sizeof *one.first, "places");
        cr_expect_arr_eq(more.df, one.df, one.terms * sizeof *one.df, "documents of a term");
        cr_expect_arr_eq(more.token, one.token, words * sizeof *one.token, "words");
        tm__tokens_release(&more);
    }
    tm__tokens_release(&one);
    free(document);
    free(text);
}
