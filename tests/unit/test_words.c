#include "text/words.h"

#include "fault_alloc.h"
#include "random_texts.h"
#include "text/plain_letter.h"
#include "text/word_property.h"
#include "text/word_segment.h"

#include <string.h>

static const char *joined(char *out, const char *text, size_t size, tm_word_rules rules)
{
    struct tm__words words;
    tm_span word;
    char *at = out;

    tm__words_start(&words, text, size, rules);
    while (tm__words_next(&words, &word)) {
        if (at > out)
            *at++ = '|';
        memcpy(at, text + word.start, word.end - word.start);
        at += word.end - word.start;
    }
    *at = '\0';
    return out;
}

static const char *const news[][3] = {
    {"nothing", "", ""},
    {"no word", " .,;:!?'\"-\u2014\u2026 __ # @ ", ""},
    {"plain", "The cat (a tabby) sat.", "The|cat|a|tabby|sat"},
    {"one letter and numbers stay", "I have 2 x 3", "I|have|2|x|3"},
    {"apostrophes inside", "it's Sa'ar\u2019s o'clock", "it's|Sa'ar\u2019s|o'clock"},
    {"apostrophes around", "'tis the workers' day", "tis|the|workers|day"},
    {"quotation marks", "\u201Cyes\u201D, \u2018no\u2019", "yes|no"},
    {"hyphens split", "state-level re\u2010elected", "state|level|re|elected"},
    {"dashes split", "war\u2014peace 1914\u20131918", "war|peace|1914|1918"},
    {"numbers with separators", "1,000.50 at 15:30, 3.5%", "1,000.50|at|15:30|3.5"},
    {"currency and per cent are no part", "$5bn \u20AC3 10%", "5bn|3|10"},
    {"grouped by no-break spaces", "10\u00A0000 hommes", "10\u00A0000|hommes"},
    {"dotted abbreviation", "the U.S. and U.K.-led", "the|U.S.|and|U.K.|led"},
    {"dotted, not Latin", "\u0442.\u0435. \u0434\u0430", "\u0442.\u0435.|\u0434\u0430"},
    {"an initial has no dot", "J. Smith", "J|Smith"},
    {"end of a sentence", "the end.", "the|end"},
    {"missing space", "he said.The man", "he|said|The|man"},
    {"a company", "AT&T and S&P 500, R & D", "AT&T|and|S&P|500|R|D"},
    {"tags and handles", "#MeToo, @un_women: #5G #1", "#MeToo|@un_women|#5G|1"},
    {"a tag of letters above ASCII", "#\u00E9t\u00E9", "#\u00E9t\u00E9"},
    {"no tag inside a word", "C#major &#39;x", "C|major|39|x"},
    {"address", "see https://example.com/a-b?q=1#x, or", "see|https://example.com/a-b?q=1#x|or"},
    {"address in brackets", "(https://e.org/a_(b)).", "https://e.org/a_(b)"},
    {"address without scheme", "www.my-site.com/x is", "www.my-site.com/x|is"},
    {"host", "at bbc.co.uk.", "at|bbc.co.uk"},
    {"colon without address", "http: //x", "http|x"},
    {"mail", "write to j.o-x+y@news.example.org.", "write|to|j.o-x+y@news.example.org"},
    {"no mail without a host", "me@home now", "me|home|now"},
    {"ideographs in pairs", "\u4E2D\u56FD\u4EBA x", "\u4E2D\u56FD|\u56FD\u4EBA|x"},
    {"a single ideograph", "\u4E2D x\u56FDy", "\u4E2D|x|\u56FD|y"},
    {"pairs stop at punctuation", "\u4E2D\u56FD\u3002\u4EBA", "\u4E2D\u56FD|\u4EBA"},
    {"repetition mark", "\u4EBA\u3005", "\u4EBA\u3005"},
    {"katakana is a word", "\u30AB\u30BF\u30AB\u30CA\u3067\u3059",
     "\u30AB\u30BF\u30AB\u30CA|\u3067\u3059"},
    {"Thai in pairs of clusters", "\u0E19\u0E49\u0E33\u0E14\u0E37\u0E48\u0E21",
     "\u0E19\u0E49\u0E33\u0E14\u0E37\u0E48|\u0E14\u0E37\u0E48\u0E21"},
    {"Hangul is a word", "\uD55C\uAD6D \uC0AC\uB78C", "\uD55C\uAD6D|\uC0AC\uB78C"},
    {"Hindi keeps its vowel signs", "\u0939\u093F\u0928\u094D\u0926\u0940 \u092E\u0947\u0902",
     "\u0939\u093F\u0928\u094D\u0926\u0940|\u092E\u0947\u0902"},
    {"Hebrew acronym", "\u05E6\u05D4\"\u05DC", "\u05E6\u05D4\"\u05DC"},
    {"Vietnamese", "Vi\u1EC7t Nam \u0111\u1ED5i", "Vi\u1EC7t|Nam|\u0111\u1ED5i"},
    {"decomposed", "Vie\u0323\u0302t Nam", "Vie\u0323\u0302t|Nam"},
    {"emoji", "good \U0001F600 day\U0001F44D\U0001F3FB", "good|day"},
    {"soft hyphen", "co\u00ADop", "co\u00ADop"},
    {"invalid bytes split",
     "a\xFF"
     "b \xC3",
     "a|b"},
};

Test(words, for_news)
{
    for (size_t i = 0; i < sizeof news / sizeof *news; i++) {
        char got[256];

        joined(got, news[i][1], strlen(news[i][1]), TM_WORDS_NEWS);
        cr_expect_str_eq(got, news[i][2], "%s: got %s", news[i][0], got);
    }
}

Test(words, of_uax29)
{
    static const char *const cases[][3] = {
        {"words only", "The \"quick\" (fox) can't 3.5", "The|quick|fox|can't|3.5"},
        {"ideographs one by one", "\u4E2D\u56FD", "\u4E2D|\u56FD"},
        {"letters around a colon", "a:b 15:30", "a:b|15|30"},
        {"no addresses", "http://x.org", "http|x.org"},
        {"underscores with letters", "_a_ __", "_a_"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char got[256];

        joined(got, cases[i][1], strlen(cases[i][1]), TM_WORDS_UAX29);
        cr_expect_str_eq(got, cases[i][2], "%s: got %s", cases[i][0], got);
    }
}

Test(words, nul_is_a_character)
{
    char got[16];

    cr_expect_str_eq(joined(got, "ab\0cd", 5, TM_WORDS_NEWS), "ab|cd", "got %s", got);
}

Test(words, plain_letters)
{
    static const struct {
        const char *why, *text;
        size_t want;
    } cases[] = {
        {"Latin", "\u00E9", 2},
        {"times", "\u00D7", 0},
        {"divided by", "\u00F7", 0},
        {"Vietnamese", "\u1EBF", 3},
        {"Cyrillic", "\u0434", 2},
        {"Greek", "\u03B1", 2},
        {"no Greek letter", "\u0387", 0},
        {"Arabic", "\u0627", 0},
        {"ASCII", "a", 0},
        {"cut off", "\xC3", 0},
        {"no continuation",
         "\xC4"
         "a",
         0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(tm__plain_letter(cases[i].text, strlen(cases[i].text)), cases[i].want, "%s",
                     cases[i].why);
}

/*
 * The fast path against the exact rules. Without the signs that start an address or a tag, the
 * words are the segments that hold one, but for the last dot of an abbreviation.
 */
Test(words, fast_path_agrees_with_the_rules)
{
    static const char *const pieces[] = {
        "a",      "b",      "C",      "D",      "1",      "22",     "_",      ".",
        ",",      "'",      ":",      ";",      "&",      " ",      "!",      "-",
        "\u00E9", "\u00C9", "\u0301", "\u2019", "\u201C", "\u0434", "\u05D0", "\"",
        "\u00A0", "\u30AB", "\u1EBF", "\u00D7", "\xC3",   "\u03B1", "\u200D", "\u0660"};
    uint32_t state = 7;

    for (int round = 0; round < 200000; round++) {
        char text[64] = "";
        struct tm__words words;
        tm_span word = {0, 0};
        size_t size;

        for (uint32_t n = 1 + next_random(&state) % 10; n > 0; n--)
            strcat(text, pieces[next_random(&state) % (sizeof pieces / sizeof *pieces)]);
        size = strlen(text);
        tm__words_start(&words, text, size, TM_WORDS_NEWS);
        for (size_t at = 0; at < size;) {
            unsigned holds;
            const size_t end = tm__word_segment(text, size, at, TM_WORDS_NEWS, &holds);

            if (holds & TM__WB_WORD) {
                cr_assert(tm__words_next(&words, &word), "'%s': no word at %zu", text, at);
                cr_assert_eq(word.start, at, "'%s': starts at %zu", text, word.start);
                cr_assert(word.end == end || (word.end == end + 1 && text[end] == '.'),
                          "'%s': [%zu, %zu), not %zu", text, at, word.end, end);
            }
            at = end;
        }
        cr_assert_not(tm__words_next(&words, &word), "'%s': one more", text);
    }
}

/* Any bytes: spans in range, not empty, starts and ends rising; boundaries cover the text. */
Test(words, random_bytes)
{
    uint32_t state = 1;

    for (int round = 0; round < 20000; round++) {
        char text[48];
        const size_t size = next_random(&state) % sizeof text;
        tm_span *span;
        size_t *end, count, last = 0, last_end = 0;

        for (size_t i = 0; i < size; i++) /* half of them ASCII */
            text[i] = (char)(next_random(&state) % (next_random(&state) % 2 ? 256 : 128));
        for (int rules = TM_WORDS_NEWS; rules <= TM_WORDS_UAX29; rules++) {
            cr_assert_eq(tm_words(&span, &count, text, size, (tm_word_rules)rules, NULL), TM_OK,
                         "status");
            last = last_end = 0;
            for (size_t i = 0; i < count; i++) {
                cr_assert(span[i].start < span[i].end && span[i].end <= size, "in range");
                cr_assert(i == 0 || (span[i].start > last && span[i].end > last_end), "rising");
                last = span[i].start;
                last_end = span[i].end;
            }
            tm_free(span);
        }
        cr_assert_eq(tm_word_boundaries(&end, &count, text, size, NULL), TM_OK, "status");
        for (size_t i = 0; i < count; i++)
            cr_assert(end[i] > (i ? end[i - 1] : 0), "rising");
        cr_assert_eq(count ? end[count - 1] : 0, size, "covers the text");
        tm_free(end);
    }
}

/* Where the blocks of 64 bytes fall must not matter: spaces in front only move the words. */
Test(words, blocks_do_not_show)
{
    static const char text[] =
        "The U.S. paid $1,000.50 to j.o-x@e.org; see https://e.org/a-b, #MeToo and AT&T _ a_b "
        "antidisestablishmentarianismantidisestablishmentarianismantidisestablishmentarianism "
        "caf\u00E9s it's said.The \u4E2D\u56FD\u4EBA 10\u00A0000 x";
    tm_span *want, *got;
    size_t wanted, count;

    cr_assert_eq(tm_words(&want, &wanted, text, sizeof text - 1, TM_WORDS_NEWS, NULL), TM_OK);
    for (size_t shift = 1; shift <= 65; shift++) {
        char moved[sizeof text + 65];

        memset(moved, ' ', shift);
        memcpy(moved + shift, text, sizeof text);
        cr_assert_eq(tm_words(&got, &count, moved, shift + sizeof text - 1, TM_WORDS_NEWS, NULL),
                     TM_OK);
        cr_assert_eq(count, wanted, "moved by %zu: %zu words", shift, count);
        for (size_t i = 0; i < count; i++) {
            cr_expect_eq(got[i].start, want[i].start + shift, "moved by %zu, %zu", shift, i);
            cr_expect_eq(got[i].end, want[i].end + shift, "moved by %zu, %zu", shift, i);
        }
        tm_free(got);
    }
    tm_free(want);
}

/* Nothing may be quadratic. */
Test(words, long_tokens, .timeout = 20)
{
    static const char *const pieces[] = {
        "a", "\u00E9", "a'", "a-",     "a.", "1,",     "#a", "@a",  "\u4E2D", "'",  "\u0301", "a:",
        "_", "a+",     "a@", "\u0E01", "//", "www.a/", "a)", "a_:", "&",      "A&", "\u200D"};

    for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
        const size_t step = strlen(pieces[k]), size = (1 << 20) / step * step;
        char *text = malloc(size);
        tm_span *span;
        size_t count;

        for (size_t i = 0; i < size; i += step)
            memcpy(text + i, pieces[k], step);
        cr_assert_eq(tm_words(&span, &count, text, size, TM_WORDS_NEWS, NULL), TM_OK, "status");
        if (k < 2)
            cr_expect_eq(count, 1, "one word of 1 MB, got %zu", count);
        tm_free(span);
        free(text);
    }
}

Test(words, rejects_unknown_rules)
{
    tm_span *span = (tm_span *)&span;
    size_t count;
    tm_error err;

    cr_expect_eq(tm_words(&span, &count, "a", 1, (tm_word_rules)9, &err), TM_EINVAL, "status");
    cr_expect_null(span, "nothing made");
    cr_expect_str_eq(err.message, "unknown word rules 9", "got '%s'", err.message);
}

Test(words, survives_allocation_failure)
{
    static const char text[] = "a b c d e f g h i j k l m n o p q r s t u v w x y z";
    tm_span *span;
    size_t *end, count;

    fault_install();
    FAULT_LOOP(tm_words(&span, &count, text, sizeof text - 1, TM_WORDS_NEWS, NULL));
    cr_expect_eq(count, 26, "letters");
    tm_free(span);
    FAULT_LOOP(tm_word_boundaries(&end, &count, text, sizeof text - 1, NULL));
    cr_expect_eq(count, 51, "letters and spaces");
    tm_free(end);
    cr_expect_eq(fault_live, 0, "nothing left");
}
