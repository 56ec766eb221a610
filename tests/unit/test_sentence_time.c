#include "text/sentence_time.h"

#include <criterion/criterion.h>
#include <string.h>

Test(sentence_time, ends_or_goes_on)
{
    static const struct {
        const char *why, *text; /* the bar is before the mark */
        bool ends;
    } cases[] = {
        {"a name follows", "He left at 6 p.m|. Mr. Lee stayed", true},
        {"capitals", "He left at 6 P.M|. Travellers stayed", true},
        {"a day follows", "He left at 6 p.m|. Tuesday", false},
        {"a zone follows", "He left at 6 p.m|. Eastern time", false},
        {"a zone in capitals follows", "He left at 6 p.m|. EST", false},
        {"the last of the list", "He left at 6 p.m|. Greenwich time", false},
        {"a longer word than any of the list", "He left at 6 p.m|. Congratulations came", true},
        {"the start of a sentence", "At 6 p.m|. Mr. Lee left", false},
        {"no number", "the new p.m|. Lee stayed here", false},
        {"a small letter follows", "He left at 6 p.m|. and came", false},
        {"a quotation ends", "He said \"at 6 p.m|.\" Mr. Lee", false},
        {"nothing follows", "He left at 6 p.m|.", false},
        {"no time", "He sold 6 k.m|. Mr. Lee stayed", false},
        {"too short a text", "p.m|. Mr", false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[64];
        const size_t mark = strcspn(cases[i].text, "|");
        struct tm__stop s;

        strcpy(text, cases[i].text);
        memmove(text + mark, text + mark + 1, strlen(text + mark));
        tm__stop_read(&s, 0, text, strlen(text), 0, mark);
        cr_expect_eq(tm__time_ends(&s), cases[i].ends, "%s", cases[i].why);
    }
}
