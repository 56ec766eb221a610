#include "text/stem.h"

#include "base/memory.h"
#include "base/status.h"
#include "text/stem_english.h"

#include <libstemmer.h>
#include <limits.h>
#include <string.h>

/* ISO 639-1 and the name of the algorithm, in two arrays so that the codes can be handed out. */
static const char *const codes[] = {"ar", "ca", "da", "de", "el", "en", "es", "eu", "fi", "fr",
                                    "ga", "hi", "hu", "hy", "id", "it", "lt", "ne", "nl", "no",
                                    "pt", "ro", "ru", "sr", "sv", "ta", "tr", "yi", NULL};
static const char *const algorithms[] = {
    "arabic",     "catalan", "danish",     "german",  "greek", "english",   "spanish",
    "basque",     "finnish", "french",     "irish",   "hindi", "hungarian", "armenian",
    "indonesian", "italian", "lithuanian", "nepali",  "dutch", "norwegian", "portuguese",
    "romanian",   "russian", "serbian",    "swedish", "tamil", "turkish",   "yiddish"};

const char *const *tm_stemmer_languages(void)
{
    return codes;
}

static const char *algorithm_of(const char *language)
{
    for (size_t i = 0; codes[i]; i++)
        if (strcmp(codes[i], language) == 0)
            return algorithms[i];
    return NULL;
}

bool tm__has_stemmer(const char *language)
{
    return algorithm_of(language) != NULL;
}

/* An older libstemmer may lack an algorithm. */
static bool installed(const char *algorithm)
{
    for (const char **name = sb_stemmer_list(); *name; name++)
        if (strcmp(*name, algorithm) == 0)
            return true;
    return false;
}

struct tm__stemmer {
    struct sb_stemmer *snowball;
    bool english;
    char word[TM__STEM_ENGLISH_ROOM];
};

tm_status tm__stemmer_new(struct tm__stemmer **out, const char *language, tm_error *err)
{
    const char *algorithm = algorithm_of(language);
    struct tm__stemmer *stemmer;

    *out = NULL;
    if (!algorithm || !installed(algorithm))
        return tm__fail(err, TM_ENOTFOUND, "no stemmer for language '%s'", language);
    stemmer = tm__calloc(1, sizeof *stemmer);
    if (stemmer)
        stemmer->snowball = sb_stemmer_new(algorithm, NULL);
    if (!stemmer || !stemmer->snowball) {
        tm__free(stemmer);
        return tm__fail_memory(err, "making a stemmer");
    }
    stemmer->english = strcmp(language, "en") == 0;
    *out = stemmer;
    return TM_OK;
}

void tm__stemmer_free(struct tm__stemmer *stemmer)
{
    if (!stemmer)
        return;
    sb_stemmer_delete(stemmer->snowball);
    tm__free(stemmer);
}

static bool is_ascii(const char *word, size_t size)
{
    unsigned char bits = 0;

    for (size_t i = 0; i < size; i++)
        bits |= (unsigned char)word[i];
    return bits < 0x80;
}

/* In the stemmer's own memory; 0: the algorithm leaves nothing. */
static size_t stem_english(struct tm__stemmer *stemmer, const char *word, size_t size)
{
    memcpy(stemmer->word, word, size);
    return tm__stem_english(stemmer->word, size);
}

bool tm__stem(struct tm__stemmer *stemmer, tm_text *stem, const char *word, size_t size)
{
    const char *found = stemmer->word;
    size_t left;

    *stem = (tm_text){word, size};
    if (size == 0 || size > INT_MAX)
        return true;
    if (stemmer->english && size <= TM__STEM_ENGLISH_LONGEST && is_ascii(word, size)) {
        left = stem_english(stemmer, word, size);
    } else {
        found =
            (const char *)sb_stemmer_stem(stemmer->snowball, (const sb_symbol *)word, (int)size);
        if (!found)
            return false;
        left = (size_t)sb_stemmer_length(stemmer->snowball);
    }
    if (left > 0)
        *stem = (tm_text){found, left};
    return true;
}
