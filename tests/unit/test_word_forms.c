#include "fault_alloc.h"
#include "summarize/word_forms.h"

#include <stdio.h>
#include <string.h>

static struct tm__text_word read(struct tm__word_forms *f, const char *word)
{
    struct tm__text_word w = {0, 0};
    const tm_text text = {word, strlen(word)};
    const tm_span span = {0, text.size};

    cr_assert_eq(tm__word_forms_read(f, &w, text, &span, 1), TM_OK, "%s", word);
    return w;
}

Test(word_forms, have_stems_and_flags)
{
    struct tm__word_forms *f;

    cr_assert_eq(tm__word_forms_new(&f, "en", NULL, NULL), TM_OK, "new");
    tm__word_forms_next_text(f);
    cr_expect_eq(read(f, "Councils").term, 0, "the first");
    cr_expect_eq(read(f, "the").term, 1, "the second");
    cr_expect_eq(read(f, "council").term, 0, "the first again");
    cr_expect_eq(read(f, "Councils").flags, TM__WORD_CAPITAL, "capital");
    cr_expect_eq(read(f, "The").flags, TM__WORD_STOP | TM__WORD_CAPITAL, "stop word");
    cr_expect_eq(read(f, "1962").flags, TM__WORD_DIGITS, "number");
    cr_expect_eq(read(f, "A1").flags, TM__WORD_CAPITAL, "no number");
    cr_expect_eq(read(f, "\u00DCber").flags, TM__WORD_CAPITAL, "above ASCII");
    cr_expect_eq(read(f, "\u200D").flags & TM__WORD_NOTHING, TM__WORD_NOTHING, "a joiner alone");
    cr_expect_eq(read(f, "incomprehensibilities").term, read(f, "incomprehensibility").term,
                 "more than sixteen bytes");
    tm__word_forms_free(f);
}

/* Numbers begin anew, what is known of forms stays. */
Test(word_forms, serve_many_texts)
{
    struct tm__word_forms *f;
    char word[16];

    cr_assert_eq(tm__word_forms_new(&f, "en", NULL, NULL), TM_OK, "new");
    for (uint32_t text = 0; text < 3; text++) {
        tm__word_forms_next_text(f);
        for (uint32_t i = 0; i < 2000; i++) {
            snprintf(word, sizeof word, "w%uq", (text * 1000 + i) % 3000);
            cr_expect_eq(read(f, word).term, i, "text %u", text);
        }
        cr_expect_eq(f->text_terms, 2000, "its own alone");
    }
    cr_expect_eq(f->count, 3000, "each once");
    f->text = UINT32_MAX;
    tm__word_forms_next_text(f);
    cr_expect_eq(read(f, "w7q").term, 0, "when the number of texts starts again");
    tm__word_forms_free(f);
}

Test(word_forms, name_an_unknown_language)
{
    struct tm__word_forms *f;
    tm_error err = {0};

    cr_expect_eq(tm__word_forms_new(&f, "xx", NULL, &err), TM_ENOTFOUND, "status");
    cr_expect_neq(strstr(err.message, "xx"), NULL, "%s", err.message);
    cr_expect_null(f);
}

static tm_status read_some(void)
{
    static const char *const words[] = {"Councils", "the", "incomprehensibilities", "council"};
    struct tm__word_forms *f;
    struct tm__text_word w;
    tm_status status = tm__word_forms_new(&f, "en", NULL, NULL);

    for (size_t i = 0; status == TM_OK && i < sizeof words / sizeof *words; i++) {
        const tm_text text = {words[i], strlen(words[i])};
        const tm_span span = {0, text.size};
        status = tm__word_forms_read(f, &w, text, &span, 1);
    }
    tm__word_forms_free(f);
    return status;
}

Test(word_forms, survive_allocation_failure)
{
    fault_install();
    FAULT_LOOP(read_some());
    cr_expect_eq(fault_live, 0, "nothing left");
}
