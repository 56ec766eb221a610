#include "reading_sample.h"
#include "text/words.h"

static tm_text text_of(const char *s)
{
    return (tm_text){s, strlen(s)};
}

Test(reading, knows_the_words_of_each_sentence)
{
    const tm_text text[] = {text_of("The council met, and the councils met."), text_of("..."),
                            text_of("Met? It met.")};
    static const uint32_t term[] = {0, 1, 2, 3, 0, 1, 2, 2, 4, 2};
    struct tm__reading r;

    cr_assert_eq(sample_reading(&r, text, 3), TM_OK, "read");
    cr_expect_eq(r.sentences, 3, "sentences");
    cr_expect_eq(r.terms, 5, "the council met and it");
    cr_expect_eq(tm__reading_size(&r, 0), 7, "words");
    cr_expect_eq(tm__reading_size(&r, 1), 0, "none");
    cr_expect_eq(tm__reading_size(&r, 2), 3, "words");
    for (size_t k = 0; k < 10; k++)
        cr_expect_eq(r.word[k].term, term[k], "word %zu", k);
    cr_expect(r.word[0].flags & TM__WORD_STOP, "the");
    tm__reading_release(&r);
}

/* More words than are cut at once, and what the slow rules have to cut. */
Test(reading, finds_the_words_of_the_word_iterator)
{
    static const char part[] =
        "U.S. troops, 10,000 of them, don't mail a@b.org; \u0645\u0631 \u4F1A\u8BAE! ";
    char data[40 * sizeof part] = "";
    tm_text text;
    struct tm__words words;
    struct tm__reading r;
    tm_span span;
    size_t count = 0;

    for (size_t i = 0; i < 40; i++)
        memcpy(data + i * (sizeof part - 1), part, sizeof part);
    text = text_of(data);
    tm__words_start(&words, text.data, text.size, TM_WORDS_NEWS);
    while (tm__words_next(&words, &span))
        count++;
    cr_assert_eq(sample_reading(&r, &text, 1), TM_OK, "read");
    cr_expect_eq(tm__reading_size(&r, 0), count, "%zu words", count);
    for (size_t k = count / 40; k < count; k++)
        cr_expect_eq(r.word[k].term, r.word[k % (count / 40)].term, "word %zu", k);
    tm__reading_release(&r);
}

static tm_status read_once(void)
{
    const tm_text text[] = {text_of("One is here."), text_of("Two is there.")};
    struct tm__reading r;
    const tm_status status = sample_reading(&r, text, 2);

    tm__reading_release(&r);
    return status;
}

Test(reading, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(read_once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
