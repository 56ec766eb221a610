#include "summarize/chrome.h"

#include "base/ascii.h"
#include "text/byte_mask.h"

#include <string.h>

/*
 * Lines that pages of news carry around their text, lower case, ASCII. A phrase counts only in a
 * sentence of at most `words` words: an article about copyright law has long sentences with
 * "copyright". START phrases must begin the sentence; the others have HEAD bytes at least.
 */
enum place { START, ANYWHERE };
enum { LONGEST_CHROME = 60, HEAD = 4 };

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
    {"directly to your inbox", ANYWHERE, 25},
    {"thank you for subscribing", ANYWHERE, 20},
    {"breaking news alerts", ANYWHERE, 20},
    {"delivered weekday mornings", ANYWHERE, 15},
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
    {"your browser does not support", ANYWHERE, 30},
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
    {"listen:", START, 25},
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
    {"file photo", ANYWHERE, 60},
    {"getty images", ANYWHERE, 40},
    {"image copyright", START, 40},
    {"staff photographer", ANYWHERE, 40},
    {"media playback", START, 15},
    {"published:", START, 15},
    {"updated:", START, 15},
    {"last updated", START, 15},
    {"last modified", START, 15},
    {"file - ", START, 60},
    {"(this story has been updated", START, 25},
    {"this story has been updated", START, 25},
};

static const size_t phrases = sizeof chrome / sizeof *chrome;
_Static_assert(sizeof chrome / sizeof *chrome < TM__CHROME_PHRASES, "room for all");

bool tm__begins(tm_text text, size_t at, const char *phrase)
{
    for (; *phrase; phrase++, at++)
        if (at >= text.size || tm__ascii_lower(text.data[at]) != *phrase)
            return false;
    return true;
}

/* The same for letters of both cases, and for some other bytes. */
static uint32_t hash_of(const char head[HEAD])
{
    uint32_t x;

    memcpy(&x, head, HEAD);
    return (x | 0x20202020u) * 0x9e3779b1u;
}

static uint8_t slot_of(uint32_t hash)
{
    return (uint8_t)(hash >> 24);
}

static unsigned head_of(uint32_t hash)
{
    return hash >> 20;
}

static uint8_t *chain_of(struct tm__chrome *c, size_t phrase)
{
    return chrome[phrase].place == START ? &c->start[(unsigned char)*chrome[phrase].phrase]
                                         : &c->anywhere[slot_of(hash_of(chrome[phrase].phrase))];
}

void tm__chrome_start(struct tm__chrome *c)
{
    memset(c, 0, sizeof *c);
    c->token = tm__masks_best().token;
    for (size_t i = 0; i < phrases; i++) {
        uint8_t *const first = chain_of(c, i);
        c->next[i + 1] = *first;
        *first = (uint8_t)(i + 1);
        if (chrome[i].place == ANYWHERE) {
            const unsigned head = head_of(hash_of(chrome[i].phrase));
            c->heads[head / 64] |= UINT64_C(1) << head % 64;
        }
    }
}

/* Is one of a chain at byte `at`? */
static bool is_at(const struct tm__chrome *c, uint8_t chain, tm_text text, size_t at, size_t words)
{
    for (; chain; chain = c->next[chain])
        if (words <= chrome[chain - 1].words && tm__begins(text, at, chrome[chain - 1].phrase))
            return true;
    return false;
}

/* Bytes from `at` on that are letters or digits of ASCII. */
static uint64_t word_bytes(const struct tm__chrome *c, tm_text text, size_t at)
{
    char tail[TM__MASK_BYTES] = {0};
    struct tm__token_mask mask;

    if (text.size - at < TM__MASK_BYTES)
        memcpy(tail, text.data + at, text.size - at);
    c->token(&mask, text.size - at < TM__MASK_BYTES ? tail : text.data + at);
    return mask.letter | mask.digit;
}

/* Is one at byte `at`, where a word starts? */
static bool is_at_word(const struct tm__chrome *c, tm_text text, size_t at, size_t words)
{
    uint32_t hash;

    if (text.size - at < HEAD)
        return false;
    hash = hash_of(text.data + at);
    return c->heads[head_of(hash) / 64] >> head_of(hash) % 64 & 1 &&
           is_at(c, c->anywhere[slot_of(hash)], text, at, words);
}

/* Is one behind what is no letter or digit? */
static bool is_anywhere(const struct tm__chrome *c, tm_text text, size_t words)
{
    uint64_t before = 0; /* the last byte of the block before was of a word */

    for (size_t block = 0; block < text.size; block += TM__MASK_BYTES) {
        const uint64_t word = word_bytes(c, text, block);
        uint64_t starts = word & ~(word << 1 | before);
        for (; starts; starts &= starts - 1) {
            if (is_at_word(c, text, block + tm__lowest_bit(starts), words))
                return true;
        }
        before = word >> (TM__MASK_BYTES - 1);
    }
    return false;
}

bool tm__is_chrome(const struct tm__chrome *c, tm_text text, size_t words)
{
    return words <= LONGEST_CHROME && text.size > 0 &&
           (is_at(c, c->start[(unsigned char)tm__ascii_lower(text.data[0])], text, 0, words) ||
            is_anywhere(c, text, words));
}
