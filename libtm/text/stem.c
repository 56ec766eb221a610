#include "text/stem.h"

#include "base/status.h"

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

tm_status tm__stemmer_new(struct sb_stemmer **out, const char *language, tm_error *err)
{
    const char *algorithm = algorithm_of(language);

    *out = NULL;
    if (!algorithm || !installed(algorithm))
        return tm__fail(err, TM_ENOTFOUND, "no stemmer for language '%s'", language);
    *out = sb_stemmer_new(algorithm, NULL);
    return *out ? TM_OK : tm__fail_memory(err, "making a stemmer");
}

void tm__stemmer_free(struct sb_stemmer *stemmer)
{
    sb_stemmer_delete(stemmer);
}

bool tm__stem(struct sb_stemmer *stemmer, tm_text *stem, const char *word, size_t size)
{
    const sb_symbol *found;

    *stem = (tm_text){word, size};
    if (size > INT_MAX)
        return true;
    found = sb_stemmer_stem(stemmer, (const sb_symbol *)word, (int)size);
    if (!found)
        return false;
    if (sb_stemmer_length(stemmer) > 0)
        *stem = (tm_text){(const char *)found, (size_t)sb_stemmer_length(stemmer)};
    return true;
}
