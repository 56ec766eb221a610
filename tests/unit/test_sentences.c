#include "fault_alloc.h"
#include "random_texts.h"

#include <string.h>

/* Sentences with a bar between them; the bar stands for one space or newline of the text. */
static const struct {
    const char *why, *language, *text, *want;
} cases[] = {
    {"nothing", "en", "", ""},
    {"white space alone", "en", " \n\t \n\n ", ""},
    {"no end mark", "en", "No end mark", "No end mark"},
    {"three marks", "en", "One. Two? Three! Four", "One.|Two?|Three!|Four"},
    {"space around", "en", "  One.   Two.  ", "One.|Two."},
    {"blank line", "en", "A heading\n\nSome text.", "A heading|Some text."},
    {"blank line of spaces", "en", "A heading\n \t\nSome text.", "A heading|Some text."},
    {"Windows newlines", "en", "A heading\r\n\r\nSome text.", "A heading|Some text."},
    {"paragraph separator", "en", "One\u2029two", "One|two"},
    {"small letter after the mark", "en", "It is approx. two of them.",
     "It is approx. two of them."},
    {"title", "en", "Mr. Okafor met Dr. Lee. They talked.", "Mr. Okafor met Dr. Lee.|They talked."},
    {"initials", "en", "J. K. Okafor spoke. He left.", "J. K. Okafor spoke.|He left."},
    {"pronoun that looks like an initial", "en", "You and I. Did he?", "You and I.|Did he?"},
    {"acronym before a name", "en", "The U.S. Senate met.", "The U.S. Senate met."},
    {"acronym at the end", "en", "It is in the U.S. The rest is not.",
     "It is in the U.S.|The rest is not."},
    {"month before a number", "en", "On Jan. 20 it rained. In Jan. He left.",
     "On Jan. 20 it rained.|In Jan.|He left."},
    {"short word like an abbreviation", "en", "He said no. Bob left.", "He said no.|Bob left."},
    {"No. before a number", "en", "See No. 5 there. Now.", "See No. 5 there.|Now."},
    {"decimals and times", "en", "It rose 3.5 to 1,000.50 at 5.30 p.m. on Monday. Good.",
     "It rose 3.5 to 1,000.50 at 5.30 p.m. on Monday.|Good."},
    {"number at the end", "en", "It was in 2019. It rained.", "It was in 2019.|It rained."},
    {"ellipsis before a small letter", "en", "Well ... maybe. Or not ... He left.",
     "Well ... maybe.|Or not ...|He left."},
    {"ellipsis as one character", "en", "Well\u2026 maybe. Or not\u2026 He left.",
     "Well\u2026 maybe.|Or not\u2026|He left."},
    {"spaced ellipsis before I", "en", "The thing is . . . I did not.",
     "The thing is . . . I did not."},
    {"something left out", "en", "They [...] Left it. Yes.", "They [...] Left it.|Yes."},
    {"quotation goes on", "en", "\"Really?\" he asked. \"Yes.\"", "\"Really?\" he asked.|\"Yes.\""},
    {"quotation ends", "en", "She said, \u201CThis is it.\u201D He left.",
     "She said, \u201CThis is it.\u201D|He left."},
    {"spaced guillemets", "fr", "Il dit : \u00AB Oui. \u00BB Elle part.",
     "Il dit : \u00AB Oui. \u00BB|Elle part."},
    {"quotation marks of German", "de", "Er sagte: \u201EJa.\u201C Dann ging er.",
     "Er sagte: \u201EJa.\u201C|Dann ging er."},
    {"brackets", "en", "He left (She stayed.) at noon. (Really.) Yes.",
     "He left (She stayed.) at noon.|(Really.)|Yes."},
    {"dash goes on", "en", "Why? -- he asked. Then -- voila! -- it was.",
     "Why? -- he asked.|Then -- voila! -- it was."},
    {"references", "en", "It is so. [12] Others differ.[3, 4] Yes.",
     "It is so. [12]|Others differ.[3, 4]|Yes."},
    {"name with a mark", "en", "She works at Yahoo! in London.", "She works at Yahoo! in London."},
    {"several marks", "en", "What?! No... Yes!!! He left.", "What?!|No...|Yes!!!|He left."},
    {"spaced marks", "fr", "Vraiment ? Oui ! Bon... ! Elle part.",
     "Vraiment ?|Oui !|Bon... !|Elle part."},
    {"addresses", "en", "See https://e.org/A.B?C=D. Mail Jane.Doe@e.org. Thanks.",
     "See https://e.org/A.B?C=D.|Mail Jane.Doe@e.org.|Thanks."},
    {"writer without capitals", "en", "i flew here. are you there? yes.",
     "i flew here.|are you there?|yes."},
    {"numbered lines", "en", "1. The first item\n2. The second item",
     "1. The first item|2. The second item"},
    {"numbered on one line", "en", "1. The first item 2. The second item 3. The third",
     "1. The first item|2. The second item|3. The third"},
    {"lettered on one line", "en", "a) first b) second", "a) first|b) second"},
    {"other numbers on the line", "en", "1) take 3) of them", "1) take 3) of them"},
    {"bullets", "en", "\u2022 One thing \u2022 another thing",
     "\u2022 One thing|\u2022 another thing"},
    {"headlines, a line each", "en", "Flood in Kent\nVote in Rome\nStrike in Lyon",
     "Flood in Kent|Vote in Rome|Strike in Lyon"},
    {"cut-off line", "en", "It was a cold\nnight in the city.",
     "It was a cold\nnight in the city."},
    {"German ordinals", "de", "Am 3. Oktober kam er. Im II. Weltkrieg nicht.",
     "Am 3. Oktober kam er.|Im II. Weltkrieg nicht."},
    {"German year", "de", "Das war 2007. Danach kam er.", "Das war 2007.|Danach kam er."},
    {"German spaced abbreviation", "de", "Wir trinken z. B. Wasser. Er nicht.",
     "Wir trinken z. B. Wasser.|Er nicht."},
    {"Greek question mark", "el", "\u03A0\u03BF\u03CD; \u0395\u03B4\u03CE.",
     "\u03A0\u03BF\u03CD;|\u0395\u03B4\u03CE."},
    {"Armenian", "hy", "\u0531\u0575\u0578\u0589 \u0548\u0579\u0589",
     "\u0531\u0575\u0578\u0589|\u0548\u0579\u0589"},
    {"Arabic", "ar", "\u0645\u0627\u0630\u0627\u061F \u0644\u0627. \u0646\u0639\u0645",
     "\u0645\u0627\u0630\u0627\u061F|\u0644\u0627.|\u0646\u0639\u0645"},
    {"Hindi", "hi", "\u0939\u093E\u0901\u0964 \u0928\u0939\u0940\u0902\u0964",
     "\u0939\u093E\u0901\u0964|\u0928\u0939\u0940\u0902\u0964"},
    {"unknown language", "xx", "Mr. Lee left. He came.", "Mr. Lee left.|He came."},
    {"no language", NULL, "Mr. Lee left. He came.", "Mr. Lee left.|He came."},
};

/* Without spaces between sentences, so the bar stands for nothing. */
static const char *const unspaced[][3] = {
    {"Chinese", "zh", "\u597D\u3002|\u4ED6\u8BF4\uFF01|\u662F\uFF1F"},
    {"Chinese title", "zh", "\u300A\u6454\uFF01\u7238\u300B\u597D\u3002|\u597D"},
    {"Japanese quotation goes on", "ja",
     "\u300C\u306F\u3044\u3002\u300D\u3068\u8A00\u3063\u305F\u3002|\u306F\u3044"},
    {"full-width decimals", "ja", "\uFF13\uFF0E\uFF12\u3067\u3059\uFF0E|\u306F\u3044"},
    {"Amharic", "am", "\u12A5\u1362|\u1218\u1362"},
    {"missing space", "en", "Hello world.|Today it rains."},
};

static void joined(char *out, const char *text, const char *language)
{
    tm_span *span;
    size_t count;

    out[0] = '\0';
    cr_assert_eq(tm_sentences(&span, &count, text, strlen(text), language, NULL), TM_OK, "%s",
                 text);
    for (size_t i = 0; i < count; i++) {
        if (i)
            strcat(out, "|");
        strncat(out, text + span[i].start, span[i].end - span[i].start);
    }
    tm_free(span);
}

Test(sentences, known_cases)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char got[256];

        joined(got, cases[i].text, cases[i].language);
        cr_expect_str_eq(got, cases[i].want, "%s: got %s", cases[i].why, got);
    }
}

Test(sentences, without_spaces_between)
{
    for (size_t i = 0; i < sizeof unspaced / sizeof *unspaced; i++) {
        char text[256] = "", got[256];
        size_t size = 0;

        for (const char *at = unspaced[i][2]; *at; at++)
            if (*at != '|')
                text[size++] = *at;
        joined(got, text, unspaced[i][1]);
        cr_expect_str_eq(got, unspaced[i][2], "%s: got %s", unspaced[i][0], got);
    }
}

/* A heading, then text wrapped at 50 columns with a title at the end of a line. */
Test(sentences, wrapped_text)
{
    char got[512];

    joined(got,
           "A HEADING\n"
           "The first sentence of this text is so long that\n"
           "it goes over two lines. The second starts on the\n"
           "second, where the words that end it are with Mr.\n"
           "Lee, who stands on the third with three lines of\n"
           "his own.",
           "en");
    cr_expect_str_eq(got,
                     "A HEADING|"
                     "The first sentence of this text is so long that\n"
                     "it goes over two lines.|The second starts on the\n"
                     "second, where the words that end it are with Mr.\n"
                     "Lee, who stands on the third with three lines of\n"
                     "his own.",
                     "got %s", got);
}

Test(sentences, nul_is_a_character)
{
    tm_span *span;
    size_t count;

    cr_assert_eq(tm_sentences(&span, &count, "a\0b. C\0.", 8, "en", NULL), TM_OK, "status");
    cr_assert_eq(count, 2, "two, got %zu", count);
    cr_expect_eq(span[0].end, 4, "the first");
    cr_expect_eq(span[1].end, 8, "the second");
    tm_free(span);
}

/* Any bytes: spans in order, not empty, and nothing but white space between them. */
Test(sentences, random_bytes)
{
    static const char *const pieces[] = {
        ".",      "!",      "?",   " ",    "\n",   "A",      "b",      "1",
        "Mr",     "(",      ")",   "\"",   "'",    "\u2026", "\u3002", "\u201C",
        "\u201D", "\u00BB", "[1]", "\xE2", "\xFF", "\u2022", "-",      "\u2014",
        "\u00A0", ";",      ":",   "a.",   "I",    "\r",     "\u0964", ". . ."};
    static const char *const languages[] = {"en", "de", "el", "zh", NULL};
    uint32_t state = 3;

    for (int round = 0; round < 60000; round++) {
        char text[128] = "";
        size_t size = 0, count, at = 0;
        tm_span *span;

        for (uint32_t n = next_random(&state) % 20; n > 0; n--) {
            strcat(text, pieces[next_random(&state) % (sizeof pieces / sizeof *pieces)]);
            size = strlen(text);
        }
        cr_assert_eq(tm_sentences(&span, &count, text, size, languages[round % 5], NULL), TM_OK,
                     "%s", text);
        for (size_t i = 0; i <= count; i++) {
            const size_t start = i < count ? span[i].start : size;

            cr_assert(start >= at && (i == count || span[i].end > start), "'%s': in order", text);
            for (; at < start; at++) /* also the bytes of U+00A0 */
                cr_assert(strchr(" \n\r", text[at]) || (unsigned char)text[at] == 0xC2 ||
                              (unsigned char)text[at] == 0xA0,
                          "'%s': lost byte %zu", text, at);
            at = i < count ? span[i].end : size;
        }
        tm_free(span);
    }
}

/* Where the blocks of 64 bytes fall must not matter: spaces in front only move the sentences. */
Test(sentences, blocks_do_not_show)
{
    static const char text[] =
        "Mr. Lee paid $3.50 (e.g. cash). \u00ABOui!\u00BB dit-il. 1) one 2) two; \u2022 three "
        "is at e.org.\n\nHe wrote \u201CNo?\u201D and left\u2026 \u4F60\u597D\u3002\u518D"
        "\u89C1\u3002\nThe U.S. said so. And so on, and so on, without any end mark for a while.";
    tm_span *want, *got;
    size_t wanted, count;

    cr_assert_eq(tm_sentences(&want, &wanted, text, sizeof text - 1, "en", NULL), TM_OK);
    cr_assert_gt(wanted, 8);
    for (size_t shift = 1; shift <= 65; shift++) {
        char moved[sizeof text + 65];

        memset(moved, ' ', shift);
        memcpy(moved + shift, text, sizeof text);
        cr_assert_eq(tm_sentences(&got, &count, moved, shift + sizeof text - 1, "en", NULL), TM_OK);
        cr_assert_eq(count, wanted, "moved by %zu: %zu sentences", shift, count);
        for (size_t i = 0; i < count; i++) {
            cr_expect_eq(got[i].start, want[i].start + shift, "moved by %zu, %zu", shift, i);
            cr_expect_eq(got[i].end, want[i].end + shift, "moved by %zu, %zu", shift, i);
        }
        tm_free(got);
    }
    tm_free(want);
}

/* Nothing may be quadratic. */
Test(sentences, long_texts, .timeout = 60)
{
    static const char *const pieces[] = {
        "a",      ".",  ". ",   "\n",   "a\n",  "(",       "(a. ",   "a. ",  "A. ",
        "\u3002", "\"", "\" ",  "[1, ", ". [1", "1. ",     "- ",     "? - ", "\uFF08\u3002",
        "\r\n\f", "\r", "\n\t", "a)",   "1) ",  "\u2022 ", "\u2029", "?! ",  "x.\n\v\n"};

    for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
        const size_t step = strlen(pieces[k]), size = (1 << 20) / step * step;
        char *text = malloc(size);
        tm_span *span;
        size_t count;

        for (size_t i = 0; i < size; i += step)
            memcpy(text + i, pieces[k], step);
        cr_assert_eq(tm_sentences(&span, &count, text, size, "en", NULL), TM_OK, "status");
        if (k == 0)
            cr_expect_eq(count, 1, "one of 1 MB");
        tm_free(span);
        free(text);
    }
}

Test(sentences, survives_allocation_failure)
{
    static const char text[] = "It is. It was. He is. He was. We are. We were. She is. She was. "
                               "It is. It was. He is. He was. We are. We were. She is. She was. "
                               "It is. It was. He is. He was. We are. We were. She is. She was.";
    tm_span *span;
    size_t count;

    fault_install();
    FAULT_LOOP(tm_sentences(&span, &count, text, sizeof text - 1, "en", NULL));
    cr_expect_eq(count, 24, "sentences");
    tm_free(span);
    cr_expect_eq(fault_live, 0, "nothing left");
}
