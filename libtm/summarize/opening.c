#include "summarize/opening.h"

#include <string.h>

/* Pronouns and connectives that need what stood before, lower case, a blank behind each. */
static const struct {
    const char *language, *words;
} back[] = {
    {"en", "he she it they him her them his hers its their theirs this that these those such both "
           "however but and or so yet nor also then thus therefore instead meanwhile moreover "
           "furthermore nevertheless nonetheless otherwise still similarly likewise consequently "
           "besides hence additionally "},
    {"pt", "ele ela eles elas isso isto aquilo este esta estes estas esse essa esses essas seu sua "
           "seus suas mas porém porem entretanto contudo todavia assim portanto então entao também "
           "tambem além alem "},
    {"es", "él ella ellos ellas esto eso este esta estos estas ese esa su sus pero sin además "
           "entonces así también tampoco "},
    {"fr",
     "il elle ils elles cela ceci ce cette ces son sa ses leur leurs mais cependant toutefois "
     "pourtant donc ainsi aussi puis ensuite "},
    {"de", "er sie es ihn ihm ihr ihre sein seine dies diese dieser dieses das aber jedoch doch "
           "dennoch trotzdem deshalb daher darum außerdem auch dann "},
};

/* Of its size and both ends. */
static unsigned filter_bit(const char *word, size_t size)
{
    return ((unsigned char)word[0] * 7u + (unsigned char)word[size - 1] * 31u +
            (unsigned)size * 5u) %
           256;
}

void tm__openings_start(struct tm__openings *o, const char *language)
{
    *o = (struct tm__openings){.words = "", .english = strcmp(language, "en") == 0};
    for (size_t i = 0; i < sizeof back / sizeof *back; i++)
        if (strcmp(back[i].language, language) == 0)
            o->words = back[i].words;
    for (const char *w = o->words, *end = w; *w; w = ++end) {
        unsigned bit;
        while (*end != ' ')
            end++;
        bit = filter_bit(w, (size_t)(end - w));
        o->filter[bit / 64] |= UINT64_C(1) << bit % 64;
    }
}

static bool has_word(const struct tm__openings *o, const char *word, size_t size)
{
    const unsigned bit = filter_bit(word, size);

    if (!(o->filter[bit / 64] >> bit % 64 & 1))
        return false;
    for (const char *w = o->words, *end; *w; w = end + 1) {
        end = strchr(w, ' ');
        if ((size_t)(end - w) == size && memcmp(w, word, size) == 0)
            return true;
    }
    return false;
}

/* The first word in lower case (of ASCII), cut at what is no letter. */
static size_t first_word(char *word, size_t capacity, tm_text s)
{
    size_t at = 0, size = 0;

    while (at < s.size && strchr(" \t\r\n\"'([", s.data[at]) && s.data[at])
        at++;
    while (s.size - at >= 3 && (unsigned char)s.data[at] == 0xE2 &&
           (unsigned char)s.data[at + 1] == 0x80)
        at += 3; /* a quotation mark or a dash */
    for (; at < s.size && size < capacity; at++, size++) {
        const char c = s.data[at];
        if (c >= 'A' && c <= 'Z')
            word[size] = (char)(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80)
            word[size] = c;
        else
            break;
    }
    return size;
}

/* How often a sign of UTF-8 occurs, less how often the other does; both start with E2. */
static long surplus(tm_text s, const char *sign, const char *other)
{
    const char *const end = s.data + s.size;
    long count = 0;

    for (const char *at = s.data; (at = memchr(at, 0xE2, (size_t)(end - at))) && end - at >= 3;
         at++)
        count += (memcmp(at, sign, 3) == 0) - (memcmp(at, other, 3) == 0);
    return count;
}

/* A quotation that ends elsewhere. */
static bool is_quote_open(tm_text s)
{
    const char *const end = s.data + s.size;
    bool open = false;

    for (const char *at = s.data; (at = memchr(at, '"', (size_t)(end - at))); at++)
        open = !open;
    return open || surplus(s, "\xE2\x80\x9C", "\xE2\x80\x9D") != 0;
}

/* Does a clause of a comma to a comma, or a comma to the end, hold what points back? */
static bool points_back(const struct tm__openings *o, const char *from, const char *to)
{
    char word[32];
    const tm_text clause = {from, (size_t)(to - from)};
    const size_t size = first_word(word, sizeof word, clause);
    size_t blanks = 0;

    for (const char *at = from; at < to; at++)
        blanks += *at == ' ';
    return size && blanks == 1 && has_word(o, word, size) && (size_t)(to - from) == size + 1;
}

/* "The vote, however, was close": a connective between commas near the beginning. */
static bool is_linked(const struct tm__openings *o, tm_text s)
{
    enum { NEAR = 80 };
    const char *const end = s.data + (s.size < NEAR ? s.size : NEAR);
    const char *comma = memchr(s.data, ',', (size_t)(end - s.data));

    while (comma) {
        const char *const next = memchr(comma + 1, ',', (size_t)(end - comma - 1));
        if (next && points_back(o, comma + 1, next))
            return true;
        comma = next;
    }
    return false;
}

/* "All were out of surgery, he said." Other languages put the verb first. */
bool tm__told_by_unnamed(const struct tm__openings *o, tm_text s)
{
    static const char *const who[] = {" he ", " she ", " they "};
    enum { MOST = 24 };

    for (size_t at = s.size > MOST ? s.size - MOST : 0; o->english && at < s.size; at++) {
        /* a comma, a straight quotation mark, or the last byte of a curly one */
        if (s.data[at] != ',' && s.data[at] != '"' && s.data[at] != '\x9D')
            continue;
        for (size_t w = 0; w < sizeof who / sizeof *who; w++) {
            const size_t size = 1 + strlen(who[w]);
            if (s.size - at > size && memcmp(s.data + at + 1, who[w], size - 1) == 0 &&
                !memchr(s.data + at + size, ' ', s.size - at - size))
                return true;
        }
    }
    return false;
}

bool tm__opens_unresolved(const struct tm__openings *openings, tm_text sentence)
{
    char word[32];
    const size_t size = first_word(word, sizeof word, sentence);

    return (size && has_word(openings, word, size)) || is_quote_open(sentence) ||
           is_linked(openings, sentence) || tm__told_by_unnamed(openings, sentence);
}
