#include "text/sentence_stop.h"

#include <string.h>
#include <utf8proc.h>

enum { LONGEST = 48 }; /* bytes of a word that is looked at */

/* Where the token that ends at `end` starts: at white space or an opening bracket. */
static size_t token_start(const char *text, size_t least, size_t end)
{
    size_t at = end;

    while (at > least && end - at < LONGEST) {
        const unsigned char byte = (unsigned char)text[at - 1];
        size_t start;
        int32_t c;

        if (byte < 0x80) {
            if (tm__ascii_class[byte] & (TM__ASCII_SPACE | TM__ASCII_BRACKET) && byte != '\'')
                break;
            at--;
            continue;
        }
        c = tm__char_before(text, at, &start);
        if (tm__space(text, end, start) || (tm__is_bracket(c) && c != 0x2019) ||
            tm__is_bullet(c) || c == 0x2014)
            break;
        at = start;
    }
    return at;
}

/* Past a blank at `at`, if there is one; newlines are for others to judge. */
static size_t skip_blank(const struct tm__stop *s, size_t at)
{
    return at < s->size && (unsigned char)s->text[at] >= ' ' ? at + tm__space(s->text, s->size, at)
                                                             : at;
}

/* In ". . ." a dot follows a dot and has no word behind it. */
static bool spaced_dot(const struct tm__stop *s, size_t end)
{
    int32_t next = ' ';

    if (end < s->size)
        tm__read(&next, s->text + end, s->size - end);
    return s->dots > 0 && !tm__is_letter(next) && next != '.';
}

/*
 * Of four dots with spaces between, the first of which is written on to a word, that one ends the
 * sentence; the others start the next and stand for what is left out of it.
 */
static bool is_stop_before_omission(const struct tm__stop *s)
{
    static const char omission[] = " . . . ";

    return s->dots == 1 && s->word < s->mark && s->size - s->after >= sizeof omission &&
           memcmp(s->text + s->after, omission, sizeof omission - 1) == 0 &&
           tm__is_upper((unsigned char)s->text[s->after + sizeof omission - 1]);
}

/* Past more marks, also with spaces between: ". . .", "... !" */
static void read_marks(struct tm__stop *s, int32_t period)
{
    bool dots_only = true;

    s->kind = TM__END_NONE;
    while (s->after < s->size) {
        int32_t c;
        const size_t at = s->after > s->mark ? skip_blank(s, s->after) : s->after;
        const size_t n = at < s->size ? tm__read(&c, s->text + at, s->size - at) : 0;
        const enum tm__end_mark kind = n == 0        ? TM__END_NONE
                                       : c == period ? TM__END_STRONG
                                                     : tm__end_mark(c);

        if (kind == TM__END_NONE ||
            (at > s->after && kind == TM__END_PERIOD && !spaced_dot(s, at + n)))
            break;
        if (kind > s->kind && s->kind != TM__END_STRONG)
            s->kind = kind;
        dots_only = dots_only && kind == TM__END_PERIOD;
        s->dots = dots_only ? s->dots + 1 : 0;
        s->after = at + n;
        if (is_stop_before_omission(s))
            break;
    }
    if (s->dots > 1)
        s->kind = TM__END_ELLIPSIS;
}

/* Behind a reference such as [12] or [3 - 5] at `at`; `at` if there is none. */
static size_t skip_reference(const struct tm__stop *s, size_t at)
{
    size_t i = skip_blank(s, at), digits = 0;
    int32_t c = 0;

    if (i == s->size || s->text[i] != '[')
        return at;
    for (i++; i < s->size && c != ']';) {
        i += tm__read(&c, s->text + i, s->size - i);
        digits += c >= '0' && c <= '9';
        if (!((c >= '0' && c <= '9') || c == ' ' || c == ',' || c == '-' || c == 0x2013 ||
              c == ']'))
            return at;
    }
    return digits && c == ']' ? i : at;
}

/* Does the sign c at [at, end) close something? A space may stand before French ones. */
static bool closes(const struct tm__stop *s, size_t at, int32_t c, size_t end)
{
    const bool ends = end == s->size || tm__space(s->text, s->size, end);
    int32_t next = 0;

    if (!tm__is_closer(c))
        return false;
    if (at > s->closed)
        return c == 0xBB && ends;
    /* A mark that opens in one language closes in another, but not with a word behind it. */
    if (utf8proc_category(c) == UTF8PROC_CATEGORY_PI)
        return ends;
    if ((c != '"' && c != '\'') || ends || s->kind == TM__END_WIDE)
        return true;
    tm__read(&next, s->text + end, s->size - end);
    return !tm__is_letter(next);
}

static void read_closers(struct tm__stop *s)
{
    size_t reference;

    s->closed = s->after;
    for (;;) {
        int32_t c;
        const size_t at = skip_blank(s, s->closed);
        size_t end;

        if (at == s->size)
            break;
        end = at + tm__read(&c, s->text + at, s->size - at);
        if (!closes(s, at, c, end))
            break;
        s->closed = end;
    }
    while ((reference = skip_reference(s, s->closed)) > s->closed)
        s->closed = reference; /* a reference belongs to the sentence before it */
}

/* The first character behind opening brackets that tells something. */
static void read_next(struct tm__stop *s)
{
    size_t at = s->next = tm__skip_space(s->text, s->size, s->closed);

    s->first = s->second = 0;
    while (at < s->size) {
        size_t n = tm__read(&s->first, s->text + at, s->size - at);

        s->first_at = at;
        at += n;
        if (!tm__is_bracket(s->first) && s->first != 0xBF && s->first != 0xA1)
            break;
        s->first = 0;
    }
    if (at < s->size)
        tm__read(&s->second, s->text + at, s->size - at);
}

/* Most marks: one of ASCII, a blank, and a letter or digit, which needs no further look. */
static bool read_plain(struct tm__stop *s)
{
    enum { WORD = TM__ASCII_LETTER | TM__ASCII_DIGIT };
    const unsigned char *const p = (const unsigned char *)s->text + s->mark;

    if (s->size - s->mark < 4 || p[0] >= 0x80 || !(tm__ascii_class[p[0]] & TM__ASCII_END) ||
        p[1] != ' ' || p[2] >= 0x80 || !(tm__ascii_class[p[2]] & WORD) || p[3] >= 0x80)
        return false;
    s->kind = tm__end_mark(p[0]);
    s->dots = p[0] == '.';
    s->after = s->closed = s->mark + 1;
    s->next = s->first_at = s->mark + 2;
    s->first = p[2];
    s->second = p[3];
    return true;
}

void tm__stop_read(struct tm__stop *s, int32_t period, const char *text, size_t size,
                   size_t sentence, size_t at)
{
    memset(s, 0, sizeof *s);
    s->text = text;
    s->size = size;
    s->sentence = sentence;
    s->mark = s->after = at;
    s->word = token_start(text, sentence, at);
    if (read_plain(s))
        return;
    read_marks(s, period);
    read_closers(s);
    read_next(s);
}
