#include "text/sentence_word.h"

#include <criterion/criterion.h>
#include <string.h>

Test(sentence_word, lower_case)
{
    char out[TM__SENTENCE_WORD];

    cr_expect_eq(tm__sentence_lower(out, "L\u2019\u00C9tat", 9), 7, "length");
    cr_expect_str_eq(out, "l'\u00E9tat", "lower, and a plain apostrophe");
    cr_expect_eq(tm__sentence_lower(out, "", 0), 0, "empty");
}

Test(sentence_word, what_does_not_fit_is_no_word)
{
    char out[TM__SENTENCE_WORD], text[60];

    memset(text, 'A', sizeof text);
    cr_expect_eq(tm__sentence_lower(out, text, sizeof text), 0, "too long");
    cr_expect_eq(tm__sentence_lower(out, text, 43), 43, "this fits");
}

Test(sentence_word, apostrophes_join_letters)
{
    cr_expect_eq(tm__sentence_word_end("don't go", 8, 0), 5, "inside");
    cr_expect_eq(tm__sentence_word_end("dogs' go", 8, 0), 4, "at the end");
    cr_expect_eq(tm__sentence_word_end("dogs'", 5, 0), 4, "at the end of the text");
    cr_expect_eq(tm__sentence_word_end("1st", 3, 0), 0, "no letter");
}
