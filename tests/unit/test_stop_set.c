#include <criterion/criterion.h>

#include "text/stop_set.h"

#include <stdio.h>
#include <string.h>

static const char *const words[] = {"and", "the"};
static const struct tm__word_list listed = {"en", words, 2};

static tm_text text(const char *word)
{
    return (tm_text){word, strlen(word)};
}

Test(stop_set, has_the_words_of_the_language_and_the_callers)
{
    struct tm__stop_set set = {0};

    tm__stop_set_start(&set, &listed);
    cr_expect(tm__stop_set_has(&set, text("the")), "of the language");
    cr_expect_not(tm__stop_set_has(&set, text("port")), "not yet");
    cr_assert(tm__stop_set_add(&set, text("port")), "memory");
    cr_assert(tm__stop_set_add(&set, text("")), "nothing");
    cr_expect(tm__stop_set_has(&set, text("port")), "added");
    cr_expect_not(tm__stop_set_listed(&set, text("port")), "but not the language's");
    cr_expect_not(tm__stop_set_has(&set, text("")), "no word");
    cr_expect_not(tm__stop_set_has(&set, text("ports")), "another");
    set.alone = true;
    cr_expect_not(tm__stop_set_has(&set, text("the")), "the caller's alone");
    cr_expect(tm__stop_set_has(&set, text("port")), "those");
    cr_expect(tm__stop_set_listed(&set, text("the")), "still known");
    tm__stop_set_release(&set);
}

Test(stop_set, needs_no_list)
{
    struct tm__stop_set set = {0};

    tm__stop_set_start(&set, NULL);
    cr_expect_not(tm__stop_set_has(&set, text("the")), "no language");
    for (int i = 0; i < 1000; i++) {
        char word[16];

        snprintf(word, sizeof word, "w%d", i);
        cr_assert(tm__stop_set_add(&set, text(word)), "memory");
    }
    cr_expect(tm__stop_set_has(&set, text("w0")) && tm__stop_set_has(&set, text("w999")), "many");
    cr_expect_not(tm__stop_set_has(&set, text("w1000")), "not more");
    tm__stop_set_release(&set);
}
