#include "summarize/chrome.h"

#include <criterion/criterion.h>
#include <string.h>

static bool is_chrome(const char *s, size_t words)
{
    struct tm__chrome chrome;

    tm__chrome_start(&chrome);
    return tm__is_chrome(&chrome, (tm_text){s, strlen(s)}, words);
}

Test(chrome, is_found_where_a_word_begins)
{
    static const char far[] =
        "The story of the harbour and of the ships that lay in it was all that they had to tell "
        "us, and now you see here: Google Play";

    cr_expect(is_chrome("Google Play", 2), "at the beginning");
    cr_expect(is_chrome("Get it on GOOGLE PLAY", 5), "elsewhere, in capitals");
    cr_expect(is_chrome("on\u2019google play", 2), "behind a sign above ASCII");
    cr_expect(is_chrome("_google play", 2), "behind what is no letter or digit");
    cr_expect(is_chrome(far, 10), "behind the first block");
    cr_expect(!is_chrome("agoogle play", 2), "not within a word");
    cr_expect(!is_chrome("google pla", 2), "not a part of it");
    cr_expect(!is_chrome("goo", 1), "nor the beginning alone");
    cr_expect(!is_chrome("", 0), "nothing");
}

/* Words that start at each of the places around the end of a block. */
Test(chrome, is_found_across_blocks)
{
    char text[96];

    for (size_t at = 56; at < 72; at++) {
        memset(text, 'x', sizeof text);
        memset(text + at - 1, ' ', 1);
        memcpy(text + at, "google play", 12);
        cr_expect(is_chrome(text, 3), "at %zu", at);
        text[at - 1] = '9';
        cr_expect(!is_chrome(text, 3), "within a word at %zu", at);
    }
}

Test(chrome, counts_in_short_sentences_alone)
{
    cr_expect(is_chrome("Share this story", 10), "ten words");
    cr_expect(!is_chrome("Share this story", 11), "eleven");
    cr_expect(is_chrome("All rights reserved", 60), "sixty");
    cr_expect(!is_chrome("All rights reserved", 61), "more than any phrase may have");
}

Test(chrome, may_have_to_begin_the_sentence)
{
    cr_expect(is_chrome("Watch: the storm", 3), "it does");
    cr_expect(!is_chrome("They watch: the storm", 4), "it does not");
    cr_expect(is_chrome("\u00A9 2026", 2), "above ASCII");
}
