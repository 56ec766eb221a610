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
    {"fr", "il elle ils elles cela ceci ce cette ces son sa ses leur leurs mais cependant toutefois "
           "pourtant donc ainsi aussi puis ensuite "},
    {"de", "er sie es ihn ihm ihr ihre sein seine dies diese dieser dieses das aber jedoch doch "
           "dennoch trotzdem deshalb daher darum außerdem auch dann "},
};

static bool has_word(const char *words, const char *word, size_t size)
{
    for (const char *w = words; *w; w += strcspn(w, " ") + 1)
        if (strcspn(w, " ") == size && memcmp(w, word, size) == 0)
            return true;
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

/* A quotation that ends elsewhere. */
static bool is_quote_open(tm_text s)
{
    size_t straight = 0, opening = 0, closing = 0;

    for (size_t at = 0; at < s.size; at++) {
        straight += s.data[at] == '"';
        if (s.size - at >= 3 && memcmp(s.data + at, "\xE2\x80\x9C", 3) == 0)
            opening++;
        if (s.size - at >= 3 && memcmp(s.data + at, "\xE2\x80\x9D", 3) == 0)
            closing++;
    }
    return straight % 2 != 0 || opening != closing;
}

bool tm__opens_unresolved(tm_text sentence, const char *language)
{
    char word[32];
    const size_t size = first_word(word, sizeof word, sentence);

    for (size_t i = 0; i < sizeof back / sizeof *back; i++)
        if (strcmp(back[i].language, language) == 0 && size && has_word(back[i].words, word, size))
            return true;
    return is_quote_open(sentence);
}
