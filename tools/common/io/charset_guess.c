/*
 * Guessing a charset. Only words that hold a byte over 127 count, so that markup says nothing.
 * Every charset of one byte is tried with every language it is for: what the word costs in bits if
 * letters come as often as in that language. In the charsets of two bytes a lead byte has such a
 * cost and the second byte is as good as any other. The cheapest wins; on a tie the first.
 */
#include "io/charset.h"
#include "io/charset_letters.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

/* Costs in half bits. */
enum {
    RARE_LETTER = 30,  /* a letter the language does not use */
    SYMBOL = 16,       /* quotes, dashes and the like */
    STRANGE = 34,      /* other symbols, between letters */
    NOTHING = 80,      /* a byte that is no character */
    INNER_CAPITAL = 8, /* a capital behind a small letter */
    ASCII_AMONG = 16,  /* an ASCII letter in a word of two-byte characters */
    KATAKANA = 24,     /* a half-width one: common in no text */
    DEAREST = 19       /* per byte: nothing that makes sense costs more */
};

enum { MAX_SAMPLE = 1 << 16 };

static const struct {
    const char *name;
    const char *languages; /* two letters each */
} single[] = {
    {"WINDOWS-1252", "de fr es pt it nl sv da nb fi is ca ga eu en sq"},
    {"WINDOWS-1250", "pl cs hu ro sk sl hr de"},
    {"ISO-8859-2", "pl cs hu ro sk sl hr de"},
    {"WINDOWS-1254", "tr"},
    {"WINDOWS-1257", "lt lv et pl"},
    {"WINDOWS-1251", "ru uk bg sr mk be"},
    {"KOI8-U", "ru uk"},
    {"ISO-8859-5", "ru uk bg sr mk be"},
    {"WINDOWS-1253", "el"},
    {"ISO-8859-7", "el"},
    {"WINDOWS-1255", "he"},
    {"WINDOWS-1256", "ar fa ur"},
    {"CP874", "th"},
};

/* ---- UTF-16 without a mark ---- */

/* Every other byte of Latin text is zero; elsewhere at least the mates of blanks and line ends are,
 * while a stray NUL stands beside none. */
static const char *guess_utf16(const char *text, size_t size)
{
    size_t zero[2] = {0, 0}, blanks = 0, mated[2] = {0, 0};
    int high;

    for (size_t i = 0; i < size; i++) {
        if (text[i] == '\0')
            zero[i & 1]++;
        if (text[i] != ' ' && text[i] != '\n')
            continue;
        blanks++;
        if ((i ^ 1) < size && text[i ^ 1] == '\0')
            mated[(i ^ 1) & 1]++;
    }
    high = zero[1] > zero[0];
    if (zero[high] <= 16 * zero[1 - high] || zero[high] * 50 <= size ||
        (blanks > 0 ? mated[high] * 2 <= blanks : zero[high] * 4 <= size))
        return NULL;
    return high ? "UTF-16LE" : "UTF-16BE";
}

bool tm_charset_is_utf16(const char *text, size_t size)
{
    return guess_utf16(text, size) != NULL;
}

/* ---- words ---- */

static bool is_high(char byte)
{
    return (unsigned char)byte >= 0x80;
}

static bool is_ascii_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* The text with blanks in place of all but the words with a high byte. */
static char *keep_words(const char *text, size_t size)
{
    char *const words = cli_alloc(size, 1);
    size_t at = 0;

    memset(words, ' ', size);
    while (at < size) {
        const size_t start = at;
        bool high = false;

        while (at < size && (is_high(text[at]) || is_ascii_letter(text[at])))
            high = is_high(text[at++]) || high;
        if (high)
            memcpy(words + start, text + start, at - start);
        at += at == start;
    }
    return words;
}

/* ---- one byte a character ---- */

struct page {
    int32_t codepoint[256]; /* -1: none */
    bool capital[256], small[256];
};

static bool is_letter(int32_t c)
{
    return (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7) || (c >= 0x370 && c < 0x530) ||
           (c >= 0x5D0 && c < 0x6F0) || (c >= 0xE00 && c < 0xE60);
}

static bool is_symbol(int32_t c)
{
    static const int32_t common[] = {0xA0,   0xA7,   0xAB,   0xB0,   0xB7,   0xBB,   0x2013, 0x2014,
                                     0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026,
                                     0x20AC, 0xBF,   0xA1,   0xAA,   0xBA,   0xA3,   0x2116};

    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (common[i] == c)
            return true;
    return false;
}

/* The small letter of a capital, in the scripts at hand; itself if it is none. */
static int32_t small_of(int32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
        (c >= 0x391 && c <= 0x3AB) || (c >= 0x410 && c <= 0x42F))
        return c + 32;
    if (c >= 0x400 && c <= 0x40F)
        return c + 80;
    if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177))
        return c == 0x130 ? c : c | 1; /* a dotted capital I has no small letter of its own */
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E))
        return c + (c & 1);
    switch (c) {
    case 0x178:
        return 0xFF;
    case 0x386:
        return 0x3AC;
    case 0x388:
    case 0x389:
    case 0x38A:
        return c + 37;
    case 0x38C:
        return 0x3CC;
    case 0x38E:
    case 0x38F:
        return c + 63;
    case 0x490:
        return 0x491;
    default:
        return c;
    }
}

static int32_t decode_byte(iconv_t iconv_handle, unsigned char byte)
{
    char in[1] = {(char)byte}, out[8], *from = in, *to = out;
    size_t left = 1, room = sizeof out;
    int32_t codepoint = -1;

    if (iconv(iconv_handle, &from, &left, &to, &room) == (size_t)-1) {
        iconv(iconv_handle, NULL, NULL, NULL, NULL);
        return -1;
    }
    /* A base letter may wait in the converter for a mark (windows-1255). */
    iconv(iconv_handle, NULL, NULL, &to, &room);
    if (to > out)
        tm_utf8_decode(&codepoint, out, (size_t)(to - out));
    return codepoint;
}

static bool open_page(struct page *page, const char *charset)
{
    const iconv_t handle = iconv_open("UTF-8", charset);

    if (handle == (iconv_t)-1)
        return false;
    for (int byte = 0; byte < 256; byte++) {
        const int32_t c = byte < 0x80 ? byte : decode_byte(handle, (unsigned char)byte);

        page->codepoint[byte] = small_of(c);
        page->capital[byte] = small_of(c) != c;
        page->small[byte] = !page->capital[byte] && (is_letter(c) || (c >= 'a' && c <= 'z'));
    }
    iconv_close(handle);
    return true;
}

static const struct tm_letters *letters_of(const char *language)
{
    const struct tm_letters *row = tm_letters;

    while (row->language && strncmp(row->language, language, 2) != 0)
        row++;
    return row;
}

/* What each byte costs in one language. */
static void fill_costs(uint8_t cost[256], const struct page *page, const struct tm_letters *row)
{
    const size_t size = strlen(row->letters);

    for (int byte = 0; byte < 256; byte++) {
        const int32_t c = page->codepoint[byte];

        cost[byte] = byte == ' '    ? 0
                     : c < 0        ? NOTHING
                     : is_symbol(c) ? SYMBOL
                     : byte < 0x80  ? RARE_LETTER
                     : is_letter(c) ? RARE_LETTER
                     : c < 0xA0     ? NOTHING
                                    : STRANGE;
    }
    for (size_t at = 0, i = 0; at < size; i++) {
        int32_t letter;

        at += tm_utf8_decode(&letter, row->letters + at, size - at);
        for (int byte = 0; byte < 256; byte++)
            if (page->codepoint[byte] == letter)
                cost[byte] = (uint8_t)(row->cost[i] - 'A');
    }
}

/* Everything that does not depend on the text; made once, because iconv takes its time to open a
 * charset. A tool reads in one thread. */
enum { SINGLES = sizeof single / sizeof *single, LANGUAGES = 16 };
static struct {
    bool made, there[SINGLES];
    struct page page[SINGLES];
    int languages[SINGLES];
    uint8_t cost[SINGLES][LANGUAGES][256];
} tables;

static void make_tables(void)
{
    for (size_t i = 0; i < SINGLES && !tables.made; i++) {
        const char *at = single[i].languages;

        tables.there[i] = open_page(&tables.page[i], single[i].name);
        for (; tables.there[i] && *at && tables.languages[i] < LANGUAGES; at += at[2] ? 3 : 2)
            fill_costs(tables.cost[i][tables.languages[i]++], &tables.page[i], letters_of(at));
    }
    tables.made = true;
}

static uint64_t cost_of_single(size_t i, const size_t count[256], const char *words, size_t size)
{
    const struct page *const page = &tables.page[i];
    uint64_t cheapest = UINT64_MAX, inner = 0;

    for (size_t at = 1; at < size; at++)
        inner +=
            page->capital[(unsigned char)words[at]] && page->small[(unsigned char)words[at - 1]];
    for (int language = 0; language < tables.languages[i]; language++) {
        uint64_t sum = inner * INNER_CAPITAL;

        for (int byte = 0; byte < 256; byte++)
            sum += tables.cost[i][language][byte] * count[byte];
        if (sum < cheapest)
            cheapest = sum;
    }
    return cheapest;
}

/* ---- two bytes a character ---- */

/* Bytes of the character at `at`: 1 for ASCII and half-width katakana, 2, 3 (EUC-JP), 4 (GB18030);
 * 0 if it is none. */
static size_t character_size(const char *charset, const unsigned char *at, size_t size)
{
    const unsigned char lead = at[0], trail = size > 1 ? at[1] : 0;
    bool fits = false;

    if (lead < 0x80)
        return 1;
    if (strcmp(charset, "CP932") == 0) {
        if (lead >= 0xA1 && lead <= 0xDF)
            return 1;
        fits = lead > 0x80 && lead <= 0xFC && trail >= 0x40 && trail <= 0xFC && trail != 0x7F;
    } else if (strcmp(charset, "EUC-JP") == 0) {
        if (lead == 0x8F)
            return size > 2 && trail >= 0xA1 && at[2] >= 0xA1 ? 3 : 0;
        fits = (lead == 0x8E || (lead >= 0xA1 && lead <= 0xFE)) && trail >= 0xA1 && trail <= 0xFE;
    } else if (strcmp(charset, "GB18030") == 0) {
        if (size > 3 && lead <= 0xFE && trail >= '0' && trail <= '9')
            return at[2] >= 0x81 && at[3] >= '0' && at[3] <= '9' ? 4 : 0;
        fits = lead > 0x80 && lead <= 0xFE && trail >= 0x40 && trail <= 0xFE && trail != 0x7F;
    } else if (strcmp(charset, "BIG5") == 0) {
        fits = lead > 0x80 && lead <= 0xFE &&
               ((trail >= 0x40 && trail <= 0x7E) || (trail >= 0xA1 && trail <= 0xFE));
    } else { /* CP949 */
        fits = lead > 0x80 && lead <= 0xFE && trail >= 0x41 && trail <= 0xFE &&
               (is_ascii_letter((char)trail) || trail >= 0x81);
    }
    return fits ? 2 : 0;
}

static uint64_t cost_of_double(const struct tm_leads *leads, const char *text, const char *words,
                               size_t size)
{
    const int second = strncmp(leads->charset, "EUC", 3) == 0 ? 13 : 14; /* of 94 or more */
    const unsigned char *const bytes = (const unsigned char *)text;
    uint64_t sum = 0;

    for (size_t at = 0; at < size;) {
        const size_t used = character_size(leads->charset, bytes + at, size - at);

        if (used == 0 && size - at >= 4) /* near the end it may be cut off */
            sum += NOTHING;
        else if (used == 2 || used == 3)
            sum += (uint64_t)(leads->cost[bytes[at] - 0x81] - 'A' + second) +
                   (used == 3 ? 2 * RARE_LETTER : 0);
        else if (used == 4)
            sum += 2 * RARE_LETTER;
        else if (used == 1 && bytes[at] >= 0x80)
            sum += KATAKANA;
        else if (used == 1 && words[at] != ' ')
            sum += ASCII_AMONG;
        at += used ? used : 1;
    }
    return sum;
}

/* ---- all of them ---- */

static const char *cheapest(const char *text, const char *words, size_t size)
{
    const char *best = "UTF-8";
    uint64_t least;
    size_t count[256] = {0};
    size_t bytes = 0;

    for (size_t i = 0; i < size; i++) {
        count[(unsigned char)words[i]]++;
        bytes += words[i] != ' ';
    }
    least = (uint64_t)bytes * DEAREST;
    make_tables();
    for (size_t i = 0; i < SINGLES; i++) {
        const uint64_t cost = cost_of_single(i, count, words, size);

        if (cost < least) {
            least = cost;
            best = single[i].name;
        }
    }
    for (const struct tm_leads *leads = tm_leads; leads->charset; leads++) {
        const uint64_t cost = cost_of_double(leads, text, words, size);

        if (cost < least) {
            least = cost;
            best = leads->charset;
        }
    }
    return best;
}

const char *tm_charset_guess(const char *text, size_t size)
{
    const char *name;
    char *words;

    if (size > MAX_SAMPLE)
        size = MAX_SAMPLE;
    name = guess_utf16(text, size);
    if (name)
        return name;
    if (tm_charset_is_utf8(text, size))
        return "UTF-8";
    words = keep_words(text, size);
    name = cheapest(text, words, size);
    free(words);
    return name;
}
