#include "text/clitic.h"

#include <string.h>

/* What may be elided, each followed by an apostrophe, with blanks around it. */
static const struct {
    const char *language, *words;
} elisions[] = {
    {"ca", " d l m n s t "},
    {"fr", " c d j jusqu l lorsqu m n puisqu qu quoiqu s t "},
    {"ga", " b d m "},
    {"it",
     " agl all anch bell c coll com cos d dagl dall degl dell dov gl gliel l m mezz n negl nell "
     "nessun quell quest s senz sull sugl t tutt un v "},
};

static const char *elided_words(const char *language)
{
    for (size_t i = 0; i < sizeof elisions / sizeof *elisions; i++)
        if (strcmp(elisions[i].language, language) == 0)
            return elisions[i].words;
    return NULL;
}

enum tm__clitics tm__clitics_of(const char *language)
{
    if (strcmp(language, "en") == 0)
        return TM__CLITICS_ENGLISH;
    if (strcmp(language, "tr") == 0 || strcmp(language, "az") == 0)
        return TM__CLITICS_TURKISH;
    return elided_words(language) ? TM__CLITICS_ELISION : TM__CLITICS_NONE;
}

/* Is word[0..size) in a list with blanks around every entry? */
static bool listed(const char *words, const char *word, size_t size)
{
    for (const char *at = words; (at = strchr(at, ' ')) != NULL && at[1]; at++)
        if (strncmp(at + 1, word, size) == 0 && at[1 + size] == ' ')
            return true;
    return false;
}

size_t tm__elision(const char *language, const char *word, size_t size)
{
    const char *words = elided_words(language), *apostrophe;
    char lower[8];
    size_t length;

    if (!words || !(apostrophe = memchr(word, '\'', size)))
        return 0;
    length = (size_t)(apostrophe - word);
    if (length == 0 || length > sizeof lower || length + 1 == size)
        return 0;
    for (size_t i = 0; i < length; i++) { /* the case may have been kept */
        if ((unsigned)((unsigned char)word[i] | 0x20) - 'a' >= 26u)
            return 0;
        lower[i] = (char)(word[i] | 0x20);
    }
    return listed(words, lower, length) ? length + 1 : 0;
}

size_t tm__possessive(enum tm__clitics clitics, const char *word, size_t size)
{
    const char *apostrophe;

    if (clitics == TM__CLITICS_TURKISH) {
        apostrophe = memchr(word, '\'', size);
        return apostrophe && apostrophe > word ? (size_t)(apostrophe - word) : size;
    }
    if (clitics != TM__CLITICS_ENGLISH || size < 2)
        return size;
    if (size > 2 && word[size - 2] == '\'' && (word[size - 1] | 0x20) == 's')
        return size - 2;
    return word[size - 1] == '\'' ? size - 1 : size; /* workers' */
}

size_t tm__contraction(const char *word, size_t size)
{
    static const char *const endings[] = {"'ll", "'re", "'ve", "'d", "'m"};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const size_t length = strlen(endings[i]);

        if (size > length && memcmp(word + size - length, endings[i], length) == 0)
            return size - length;
    }
    return size;
}
