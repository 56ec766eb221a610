#include "text/sentence_stop.h"

#include <criterion/criterion.h>
#include <string.h>

/* The text is read at its first end mark. */
static const struct {
    const char *why, *text;
    const char *word; /* before the marks */
    size_t after, closed, next, dots;
    enum tm__end_mark kind;
    int32_t first, second;
} cases[] = {
    {"plain", "Go on. Now", "on", 6, 6, 7, 1, TM__END_PERIOD, 'N', 'o'},
    {"plain question", "Go on? 7up", "on", 6, 6, 7, 0, TM__END_STRONG, '7', 'u'},
    {"one letter more", "on. N", "on", 3, 3, 4, 1, TM__END_PERIOD, 'N', 0},
    {"not ASCII behind the next", "on. N\u00E9e", "on", 3, 3, 4, 1, TM__END_PERIOD, 'N', 0xE9},
    {"end of the text", "on.", "on", 3, 3, 3, 1, TM__END_PERIOD, 0, 0},
    {"several marks", "on?! Now", "on", 4, 4, 5, 0, TM__END_STRONG, 'N', 'o'},
    {"dots", "on... Now", "on", 5, 5, 6, 3, TM__END_ELLIPSIS, 'N', 'o'},
    {"spaced dots", "on. . . Now", "on", 7, 7, 8, 3, TM__END_ELLIPSIS, 'N', 'o'},
    {"dots of the next sentence", "on. ...now", "on", 3, 3, 4, 1, TM__END_PERIOD, '.', '.'},
    {"no marks over a newline", "on.\n. x", "on", 3, 3, 4, 1, TM__END_PERIOD, '.', ' '},
    {"full stop before an omission", "on. . . . Now", "on", 3, 3, 4, 1, TM__END_PERIOD, '.', ' '},
    {"four spaced dots", "on . . . . Now", "", 10, 10, 11, 4, TM__END_ELLIPSIS, 'N', 'o'},
    {"spaced mark", "on... ! Now", "on", 7, 7, 8, 0, TM__END_STRONG, 'N', 'o'},
    {"quotation mark", "(\"on.\") Now", "on", 5, 7, 8, 1, TM__END_PERIOD, 'N', 'o'},
    {"quotation that opens", "on. \"Now", "on", 3, 3, 4, 1, TM__END_PERIOD, 'N', 'o'},
    {"quotation that opens at once", "on.\"Now", "on", 3, 3, 3, 1, TM__END_PERIOD, 'N', 'o'},
    {"spaced guillemet", "on. \u00BB Now", "on", 3, 6, 7, 1, TM__END_PERIOD, 'N', 'o'},
    {"guillemet that opens", "on. \u00BBNow", "on", 3, 3, 4, 1, TM__END_PERIOD, 'N', 'o'},
    {"reference", "on. [1, 2] Now", "on", 3, 10, 11, 1, TM__END_PERIOD, 'N', 'o'},
    {"no reference", "on. [see] Now", "on", 3, 3, 4, 1, TM__END_PERIOD, 's', 'e'},
    {"no reference in the next line", "on.\n[1] Now", "on", 3, 3, 4, 1, TM__END_PERIOD, '1', ']'},
    {"no word", "Go . Now", "", 4, 4, 5, 1, TM__END_PERIOD, 'N', 'o'},
};

Test(sentence_stop, looks_around)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tm__stop s;
        const char *why = cases[i].why, *text = cases[i].text;

        tm__stop_read(&s, 0, text, strlen(text), 0, strcspn(text, ".!?"));
        cr_expect(s.mark - s.word == strlen(cases[i].word) &&
                      memcmp(text + s.word, cases[i].word, s.mark - s.word) == 0,
                  "%s: word at %zu", why, s.word);
        cr_expect_eq(s.after, cases[i].after, "%s: after %zu", why, s.after);
        cr_expect_eq(s.closed, cases[i].closed, "%s: closed %zu", why, s.closed);
        cr_expect_eq(s.next, cases[i].next, "%s: next %zu", why, s.next);
        cr_expect_eq(s.dots, cases[i].dots, "%s: dots %zu", why, s.dots);
        cr_expect_eq(s.kind, cases[i].kind, "%s: kind %d", why, (int)s.kind);
        cr_expect_eq(s.first, cases[i].first, "%s: first %c", why, (char)s.first);
        cr_expect_eq(s.second, cases[i].second, "%s: second %c", why, (char)s.second);
    }
}

Test(sentence_stop, takes_one_more_mark)
{
    struct tm__stop s;

    tm__stop_read(&s, ';', "on; Now", 7, 0, 2);
    cr_expect_eq(s.kind, TM__END_STRONG, "Greek");
    tm__stop_read(&s, 0, "on; Now", 7, 0, 2);
    cr_expect_eq(s.kind, TM__END_NONE, "others");
    cr_expect_eq(s.after, 2, "no mark");
}
