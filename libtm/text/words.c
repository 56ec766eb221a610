#include "text/words.h"

#include "base/memory.h"
#include "base/status.h"
#include "text/link.h"
#include "text/plain_letter.h"
#include "text/python_words.h"
#include "text/word_property.h"
#include "text/word_segment.h"

#include <string.h>

/*
 * The hot loop of the library. Runs of ASCII letters and digits, and of letters of blocks that are
 * all letters, are found by a table of bytes; at the byte that ends a run a few rules decide. Any
 * other character sends the word to tm__word_segment(), which is exact and slower; on what the fast
 * path handles itself both agree (tests/unit/test_words.c compares them).
 */

enum {
    LOWER = 1,
    UPPER = 2,
    DIGIT = 4,
    UNDER = 8,
    MIDDLE = 16, /* may stand inside a word, or start the rest of an address */
    SIGIL = 32,  /* # and @ */
    HIGH = 64,   /* not ASCII */
    LETTER = LOWER | UPPER,
    RUN = LETTER | DIGIT | UNDER
};

/* clang-format off */
enum { L = LOWER, U = UPPER, D = DIGIT, M = MIDDLE, H = HIGH };
static const unsigned char kind[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    /*  !"#$%&'()*+,-./ */
    0, 0, 0, SIGIL, 0, 0, M, M, 0, 0, 0, M, M, M, M, M,
    D, D, D, D, D, D, D, D, D, D, M, 0, 0, 0, 0, 0,
    SIGIL | M, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U,
    U, U, U, U, U, U, U, U, U, U, U, 0, 0, 0, 0, UNDER,
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0,
    H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
};
/* clang-format on */

#define SLOW SIZE_MAX /* the fast path cannot tell */

static unsigned kind_at(const struct tm__words *w, size_t at)
{
    return at < w->size ? kind[w->text[at]] : 0;
}

/* A dash, a quotation mark or an ellipsis, U+2010 to U+2026 but for what may stand in a word. */
static bool is_plain_punctuation(const unsigned char *t, size_t left)
{
    return left >= 3 && t[0] == 0xE2 && t[1] == 0x80 && t[2] >= 0x90 && t[2] <= 0xA6 &&
           t[2] != 0x98 && t[2] != 0x99 && t[2] != 0xA4;
}

/* A mark that combines with what is before it, U+0300 to U+036F. */
static bool is_mark(const unsigned char *t, size_t left)
{
    return left >= 2 && ((t[0] == 0xCC && t[1] >= 0x80 && t[1] <= 0xBF) ||
                         (t[0] == 0xCD && t[1] >= 0x80 && t[1] <= 0xAF));
}

/* Bytes of the letter at i, or of the mark of the letter before it, in a run that starts at `at`.
 */
static size_t letter_or_mark(const struct tm__words *w, size_t at, size_t i)
{
    const unsigned char *const t = w->text;

    if (i > at && (kind[t[i - 1]] & (LETTER | HIGH)) && is_mark(t + i, w->size - i))
        return 2;
    return tm__plain_letter((const char *)t + i, w->size - i);
}

/*
 * A run ended at `at`, before a byte of kind MIDDLE. The end of the token so far, or at + 1 if the
 * run goes on behind the byte. The rules are those of news_property() and UAX #29.
 */
static size_t cross(const struct tm__words *w, size_t at)
{
    const unsigned char *t = w->text;
    const unsigned before = kind[t[at - 1]], after = kind_at(w, at + 1);
    const bool letters = (before & (LETTER | HIGH)) && (after & LETTER);
    const bool digits = (before & DIGIT) && (after & DIGIT);

    if (after & HIGH)
        return SLOW;
    switch (t[at]) {
    case '.':
        if (letters && after == UPPER && before != UPPER) {
            if (before == HIGH || kind_at(w, at + 2) == HIGH)
                return SLOW;
            return kind_at(w, at + 2) == LOWER ? at : at + 1;
        }
        return letters || digits ? at + 1 : at;
    case '\'':
        return letters || digits ? at + 1 : at;
    case ',':
    case ':':
        return digits ? at + 1 : at;
    case '&':
        return before == UPPER && after == UPPER ? at + 1 : at;
    }
    return at;
}

/*
 * Past ASCII letters, eight at a time: how long a word is cannot be predicted, so a branch at each
 * byte would be missed once a word.
 */
static size_t skip_letters(const unsigned char *t, size_t size, size_t i)
{
#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    const uint64_t ones = 0x0101010101010101u, high = 0x80 * ones;

    while (i + 8 <= size) {
        uint64_t bytes, folded, letters;

        memcpy(&bytes, t + i, 8);
        folded = (bytes | 0x20 * ones) & ~high;
        /* In each byte the high bit says: at least 'a', not more than 'z', ASCII. */
        letters = (folded + (0x80 - 'a') * ones) & ~(folded + (0x7F - 'z') * ones) & ~bytes & high;
        if (letters != high)
            return i + (size_t)__builtin_ctzll(letters ^ high) / 8;
        i += 8;
    }
#endif
    while (i < size && (kind[t[i]] & LETTER))
        i++;
    return i;
}

/* The end of the segment at `at`, which starts with a run; SLOW if it needs the exact rules. */
static size_t fast_end(const struct tm__words *w, size_t at)
{
    const unsigned char *t = w->text;
    size_t i = at;

    for (;;) {
        i = skip_letters(t, w->size, i);
        while (i < w->size && (kind[t[i]] & RUN))
            i++;
        if (i == w->size)
            return i;
        if (kind[t[i]] & HIGH) {
            const size_t more = letter_or_mark(w, at, i);

            if (more == 0)
                return is_plain_punctuation(t + i, w->size - i) ? i : SLOW;
            i += more;
        } else if (kind[t[i]] & MIDDLE) {
            const size_t next = cross(w, i);

            if (next == i || next == SLOW)
                return next;
            i = next;
        } else {
            return i;
        }
    }
}

/* "U.S", "т.е": single letters with dots between. */
static bool is_dotted(const struct tm__words *w, size_t start, size_t end)
{
    const char *text = (const char *)w->text;
    size_t i = start, letters = 0;

    while (i < end) {
        int32_t c;

        i += tm_utf8_decode(&c, text + i, end - i);
        if ((tm__word_property(c) & TM__WB_MASK) != TM__WB_ALETTER)
            return false;
        letters++;
        if (i < end && text[i++] != '.')
            return false;
    }
    return letters > 1;
}

/* An address, or the last dot of an abbreviation: tokens that go on where the segment ends. */
static size_t whole_token(const struct tm__words *w, size_t start, size_t end)
{
    const char *text = (const char *)w->text;
    size_t longer = 0;

    if (!(kind_at(w, end) & MIDDLE))
        return end;
    switch (text[end]) {
    case ':':
    case '/':
        longer = tm__link_end(text, w->size, start, end);
        break;
    case '.':
        if (is_dotted(w, start, end))
            return end + 1;
        /* fall through */
    case '@':
    case '-':
    case '+':
        if (kind_at(w, end + 1) & RUN) {
            longer = tm__mail_end(text, w->size, start);
            if (longer == 0)
                longer = tm__link_end(text, w->size, start, end);
        }
        break;
    }
    return longer > end ? longer : end;
}

static bool holds_word(const struct tm__words *w, size_t start, size_t end, unsigned wanted)
{
    while (start < end && !(kind[w->text[start]] & wanted))
        start++;
    return start < end;
}

/* A token that starts with a run, an underscore or a plain letter. False if it is no word. */
static bool run_token(struct tm__words *w, size_t start, tm_span *word)
{
    unsigned holds = TM__WB_WORD;
    size_t end = fast_end(w, start);

    if (end == SLOW)
        end = tm__word_segment((const char *)w->text, w->size, start, w->rules, &holds);
    else if (kind[w->text[start]] == UNDER && !holds_word(w, start, end, LETTER | DIGIT | HIGH))
        holds = 0;
    w->at = end;
    if (!(holds & TM__WB_WORD))
        return false;
    *word = (tm_span){start, whole_token(w, start, end)};
    w->at = word->end;
    return true;
}

/* A token that starts with any other character, U+0080 or above. */
static bool other_token(struct tm__words *w, size_t start, tm_span *word)
{
    const char *text = (const char *)w->text;
    unsigned holds, next = 0;
    const size_t end = tm__word_segment(text, w->size, start, w->rules, &holds);
    const unsigned group = holds & (TM__WB_IDEOGRAPH | TM__WB_SOUTH_EAST);
    size_t next_end = end;

    w->at = end;
    if (!(holds & TM__WB_WORD))
        return false;
    *word = (tm_span){start, end};
    if (w->rules != TM_WORDS_NEWS || group == 0) {
        if (w->rules == TM_WORDS_NEWS)
            w->at = word->end = whole_token(w, start, end);
        return true;
    }
    /* No spaces: overlapping pairs. The last character of a run was in the pair before. */
    if (end < w->size)
        next_end = tm__word_segment(text, w->size, end, w->rules, &next);
    if ((next & group) == 0) {
        const bool covered = w->pair_end == end;

        return !covered;
    }
    word->end = w->pair_end = next_end;
    return true;
}

/* #tag and @name. The sign must not follow a word, and a tag needs a letter: "#1" is a number. */
static bool sigil_token(struct tm__words *w, size_t start, tm_span *word)
{
    const size_t next = start + 1;
    const unsigned after = kind_at(w, next);
    const bool glued = start > 0 && ((kind[w->text[start - 1]] & RUN) || w->text[start - 1] == '&');

    w->at = next;
    if (glued || !((after & (LETTER | UNDER)) || ((after & DIGIT) && w->text[start] == '#') ||
                   tm__plain_letter((const char *)w->text + next, w->size - next)))
        return false;
    if (!run_token(w, next, word))
        return false;
    if (holds_word(w, next, word->end, LETTER | HIGH))
        word->start = start;
    return true;
}

static void take_mask(struct tm__words *w, size_t at)
{
    w->block = at;
    w->mask = tm__word_mask((const char *)w->text + at, w->size - at);
}

/* The next byte at or after w->at that a word may start with, or the size. */
static size_t next_start(struct tm__words *w)
{
    size_t at = w->at;

    while (at < w->size) {
        uint64_t mask;

        if (at - w->block >= TM__MASK_BYTES)
            take_mask(w, at);
        mask = w->mask.start >> (at - w->block);
        if (mask)
            return at + tm__lowest_bit(mask);
        at = w->block + TM__MASK_BYTES;
    }
    return w->size;
}

/*
 * The commonest token, seen in the mask alone: a run with nothing behind it that could join it to
 * what follows. False for all others.
 */
static bool plain_token(struct tm__words *w, size_t start, tm_span *word)
{
    const size_t left = TM__MASK_BYTES - (start - w->block);
    uint64_t rest = ~(w->mask.run >> (start - w->block)); /* what is no run, from start on */
    size_t end;
    unsigned behind;

    if (rest == 0 || tm__lowest_bit(rest) >= left) { /* the run may go on behind the mask */
        take_mask(w, start);
        rest = ~w->mask.run;
        if (rest == 0)
            return false;
    }
    end = start + tm__lowest_bit(rest);
    behind = kind_at(w, end);
    if (end == start || w->text[start] == '_' ||
        (behind && (behind != MIDDLE || kind_at(w, end + 1))))
        return false;
    *word = (tm_span){start, w->at = end};
    return true;
}

static bool next_news(struct tm__words *w, tm_span *word)
{
    const unsigned char *t = w->text;

    for (;;) {
        const size_t i = next_start(w);

        if (i == w->size) {
            w->at = i;
            return false;
        }
        if (plain_token(w, i, word))
            return true;
        if (kind[t[i]] & RUN) {
            if (run_token(w, i, word))
                return true;
        } else if (kind[t[i]] & SIGIL) {
            if (sigil_token(w, i, word))
                return true;
        } else if (is_plain_punctuation(t + i, w->size - i)) {
            w->at = i + 3;
        } else if (tm__plain_letter((const char *)t + i, w->size - i)) {
            if (run_token(w, i, word))
                return true;
        } else if (other_token(w, i, word)) {
            return true;
        }
    }
}

void tm__words_start(struct tm__words *words, const char *text, size_t size, tm_word_rules rules)
{
    *words = (struct tm__words){.text = (const unsigned char *)text, .size = size, .rules = rules};
    if (rules == TM_WORDS_NEWS)
        take_mask(words, 0);
}

bool tm__words_next(struct tm__words *words, tm_span *word)
{
    if (words->rules == TM_WORDS_NEWS)
        return next_news(words, word);
    if (words->rules == TM_WORDS_PYTHON)
        return tm__python_next(words, word);
    while (words->at < words->size)
        if (other_token(words, words->at, word))
            return true;
    return false;
}

tm_status tm_words(tm_span **out, size_t *count, const char *text, size_t size, tm_word_rules rules,
                   tm_error *err)
{
    tm_span *spans = NULL, word;
    size_t used = 0, capacity = 0;
    struct tm__words words;

    *out = NULL;
    *count = 0;
    if ((int)rules < TM_WORDS_NEWS || rules > TM_WORDS_PYTHON)
        return tm__fail(err, TM_EINVAL, "unknown word rules %d", (int)rules);
    tm__words_start(&words, text, size, rules);
    while (tm__words_next(&words, &word)) {
        if (used == capacity && /* at first what most texts need */
            !tm__grow(&spans, &capacity, used ? used + 1 : size / 6 + 1, sizeof *spans)) {
            tm__free(spans);
            return tm__fail_memory(err, "listing words");
        }
        spans[used++] = word;
    }
    *out = spans;
    *count = used;
    return TM_OK;
}

tm_status tm_word_boundaries(size_t **out, size_t *count, const char *text, size_t size,
                             tm_error *err)
{
    size_t *ends = NULL, used = 0, capacity = 0;
    unsigned holds;

    *out = NULL;
    *count = 0;
    for (size_t at = 0; at < size;) {
        at = tm__word_segment(text, size, at, TM_WORDS_UAX29, &holds);
        if (!tm__grow(&ends, &capacity, used + 1, sizeof *ends)) {
            tm__free(ends);
            return tm__fail_memory(err, "listing word boundaries");
        }
        ends[used++] = at;
    }
    *out = ends;
    *count = used;
    return TM_OK;
}
