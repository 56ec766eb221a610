#include "summarize/guards.h"

#include "summarize/dateline.h"
#include "summarize/excerpt.h"

#include <tm/text.h>

#include <string.h>
#include <utf8proc.h>

/*
 * Lines that pages of news carry around their text, lower case, ASCII. A phrase counts only in a
 * sentence of at most `words` words: an article about copyright law has long sentences with
 * "copyright". START phrases must begin the sentence.
 */
enum place { START, ANYWHERE };
enum { LONGEST_CHROME = 60 };

static const struct {
    const char *phrase;
    enum place place;
    size_t words;
} chrome[] = {
    /* asking for something */
    {"leave the first comment", ANYWHERE, 12},
    {"leave a comment", ANYWHERE, 12},
    {"leave a reply", ANYWHERE, 12},
    {"post a comment", ANYWHERE, 12},
    {"join the conversation", ANYWHERE, 15},
    {"join the discussion", ANYWHERE, 15},
    {"what is your opinion on this", ANYWHERE, 12},
    {"what do you think?", ANYWHERE, 12},
    {"let us know what you think", ANYWHERE, 15},
    {"tell us what you think", ANYWHERE, 15},
    {"you can download", START, 20},
    {"download the app", ANYWHERE, 20},
    {"download our app", ANYWHERE, 20},
    {"from play store and the app store", ANYWHERE, 25},
    {"google play", ANYWHERE, 10},
    {"sign up for", START, 25},
    {"sign up to", START, 25},
    {"subscribe to", START, 25},
    {"subscribe now", ANYWHERE, 12},
    {"to our newsletter", ANYWHERE, 20},
    {"newsletter", ANYWHERE, 8},
    {"log in to", START, 12},
    {"sign in to", START, 12},
    {"follow @", ANYWHERE, 20},
    {"follow us", START, 20},
    {"like us on", ANYWHERE, 20},
    {"follow us on", ANYWHERE, 20},
    {"share this", START, 10},
    {"share on", START, 8},
    {"share via", START, 8},
    {"click here", ANYWHERE, 25},
    {"click to", START, 15},
    {"tap here", ANYWHERE, 20},
    {"enable javascript", ANYWHERE, 30},
    {"use cookies", ANYWHERE, 30},
    {"uses cookies", ANYWHERE, 30},
    {"cookie policy", ANYWHERE, 30},
    {"accept cookies", ANYWHERE, 30},
    {"accept all cookies", ANYWHERE, 30},
    {"privacy policy", ANYWHERE, 15},
    {"terms of use", ANYWHERE, 15},
    {"terms of service", ANYWHERE, 15},
    /* pointing elsewhere */
    {"read more", START, 20},
    {"read also", START, 30},
    {"read next", START, 30},
    {"see also", START, 25},
    {"also read", START, 30},
    {"related:", START, 30},
    {"related articles", START, 10},
    {"related stories", START, 10},
    {"more from", START, 10},
    {"more on this", START, 10},
    {"most read", START, 8},
    {"most popular", START, 5},
    {"you may also like", ANYWHERE, 10},
    {"you might also like", ANYWHERE, 10},
    {"recommended for you", ANYWHERE, 8},
    {"scroll down for", ANYWHERE, 12},
    {"story continues below", ANYWHERE, 10},
    {"article continues below", ANYWHERE, 10},
    {"continue reading", ANYWHERE, 12},
    {"watch:", START, 25},
    {"watch the video", START, 20},
    {"watch live", START, 12},
    {"skip to", START, 6},
    {"advertisement", START, 4},
    /* rights and credits */
    {"all rights reserved", ANYWHERE, 60},
    {"copyright", START, 40},
    {"(c) copyright", START, 40},
    {"\xC2\xA9", START, 40},
    {"may not be published, broadcast", ANYWHERE, 60},
    {"contributed to this report", ANYWHERE, 40},
    {"contributed to this story", ANYWHERE, 40},
    {"contributed reporting", ANYWHERE, 40},
    {"contributed to this article", ANYWHERE, 40},
    {"opinions expressed in this", ANYWHERE, 40},
    {"views expressed in this", ANYWHERE, 40},
    {"reporting by", START, 40},
    {"(reporting by", START, 40},
    {"additional reporting", START, 40},
    {"editing by", START, 30},
    {"(editing by", START, 30},
    {"writing by", START, 30},
    {"photo:", START, 40},
    {"photo by", START, 20},
    {"(photo", START, 30},
    {"photograph:", START, 40},
    {"photos:", START, 30},
    {"image:", START, 40},
    {"image credit", START, 30},
    {"picture:", START, 40},
    {"pictured:", START, 40},
    {"caption:", START, 60},
    {"file photo", ANYWHERE, 25},
    {"getty images", ANYWHERE, 40},
    {"image copyright", START, 40},
    {"staff photographer", ANYWHERE, 40},
    {"media playback", START, 15},
    {"published:", START, 15},
    {"updated:", START, 15},
    {"last updated", START, 15},
    {"last modified", START, 15},
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool begins(tm_text text, size_t at, const char *phrase)
{
    for (; *phrase; phrase++, at++)
        if (at >= text.size || lower(text.data[at]) != *phrase)
            return false;
    return true;
}

static bool is_alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
}

static bool starts_word(tm_text text, size_t at)
{
    return at == 0 || !is_alphanumeric(text.data[at - 1]);
}

/* Beginnings of words, three bytes each, as bits of a small set: most phrases begin as no word of a
 * sentence does, and need not be looked for. */
struct beginnings {
    uint64_t bit[16];
};

static unsigned beginning(const char *three)
{
    return ((unsigned char)lower(three[0]) * 961u + (unsigned char)lower(three[1]) * 31u +
            (unsigned char)lower(three[2])) %
           1024;
}

static void find_beginnings(struct beginnings *set, tm_text text)
{
    memset(set, 0, sizeof *set);
    for (size_t at = 0; at + 3 <= text.size; at++)
        if (starts_word(text, at)) {
            const unsigned k = beginning(text.data + at);
            set->bit[k / 64] |= UINT64_C(1) << k % 64;
        }
}

static bool begins_a_word(const struct beginnings *set, const char *phrase)
{
    const unsigned k = beginning(phrase);

    return set->bit[k / 64] >> k % 64 & 1;
}

static bool holds(tm_text text, const char *phrase)
{
    for (size_t at = 0; at < text.size; at++)
        if (lower(text.data[at]) == *phrase && starts_word(text, at) && begins(text, at, phrase))
            return true;
    return false;
}

static bool is_chrome(tm_text text, size_t words)
{
    const char first = text.size > 0 ? lower(text.data[0]) : '\0';
    struct beginnings set;

    if (words > LONGEST_CHROME)
        return false;
    find_beginnings(&set, text);
    for (size_t i = 0; i < sizeof chrome / sizeof *chrome; i++) {
        const char *phrase = chrome[i].phrase;
        if (words > chrome[i].words)
            continue;
        if (chrome[i].place == START ? *phrase == first && begins(text, 0, phrase)
                                     : begins_a_word(&set, phrase) && holds(text, phrase))
            return true;
    }
    return false;
}

/* A word of a byline: a name, or what joins names. */
static bool in_byline(tm_text text, size_t at)
{
    static const char *const small[] = {"and ", "for ", "in ", "of "};

    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (begins(text, at, small[i]))
            return true;
    return !(text.data[at] >= 'a' && text.data[at] <= 'z') &&
           !(text.data[at] >= '0' && text.data[at] <= '9');
}

/* Names from byte `at` on. */
static bool is_names(tm_text text, size_t at)
{
    for (; at < text.size; at++)
        if ((at == 0 || text.data[at - 1] == ' ') && !in_byline(text, at))
            return false;
    return true;
}

bool tm__is_author(tm_text by, tm_text sentence, size_t words)
{
    enum { LONGEST = 8 };

    return begins(by, 0, "by") && (by.size == 2 || (by.size == 3 && by.data[2] == '.')) &&
           by.data[0] == 'B' && words <= LONGEST && is_names(sentence, 0);
}

/* "By Jane Doe and John Roe, Staff Writers" */
static bool is_byline(tm_text text, size_t words)
{
    enum { LONGEST = 9 };

    if (words > LONGEST || text.data[0] != 'B' || !begins(text, 0, "by"))
        return false;
    if (words == 1) /* the name is the next sentence */
        return text.size == 2 || (text.size == 3 && text.data[2] == '.');
    if (text.data[2] != ' ')
        return false;
    return is_names(text, 3);
}

/* The last character but closing brackets and quotation marks. */
static int32_t last_character(tm_text text)
{
    enum { NEAR_THE_END = 32 };
    size_t at = text.size > NEAR_THE_END ? text.size - NEAR_THE_END : 0;
    int32_t last = 0, c;

    while (at < text.size && ((unsigned char)text.data[at] & 0xC0) == 0x80)
        at++; /* not in the middle of a character */
    while (at < text.size) {
        utf8proc_category_t k;
        at += tm_utf8_decode(&c, text.data + at, text.size - at);
        k = utf8proc_category(c);
        if (c != '"' && c != '\'' && k != UTF8PROC_CATEGORY_PE && k != UTF8PROC_CATEGORY_PF &&
            !tm__white_space(c))
            last = c;
    }
    return last;
}

/* Ends of sentences of the scripts that mark them. */
static bool is_terminal(int32_t c)
{
    static const int32_t terminal[] = {'.',    '!',    '?',    0x589,  0x61F,  0x6D4,  0x964,
                                       0x965,  0x104A, 0x104B, 0x1362, 0x1367, 0x17D4, 0x203C,
                                       0x2047, 0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0xFF61};

    for (size_t i = 0; i < sizeof terminal / sizeof *terminal; i++)
        if (c == terminal[i])
            return true;
    return false;
}

bool tm__breaks_off(tm_text text)
{
    return text.size > 3 && (memcmp(text.data + text.size - 3, "...", 3) == 0 ||
                             memcmp(text.data + text.size - 3, "\xE2\x80\xA6", 3) == 0);
}

enum tm__guard tm__guard(tm_text sentence, size_t words, bool ends_paragraph)
{
    enum { LONG_HEADING = 20 };
    int32_t last;

    if (sentence.size == 0 || is_chrome(sentence, words) || is_byline(sentence, words) ||
        tm__is_timestamp(sentence))
        return TM__GUARD_CHROME;
    if (tm__breaks_off(sentence))
        return TM__GUARD_FRAGMENT;
    last = last_character(sentence);
    if (ends_paragraph && words <= LONG_HEADING && !is_terminal(last))
        return TM__GUARD_FRAGMENT;
    return TM__GUARD_SENTENCE;
}
