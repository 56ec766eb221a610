#include "text/analyzer_check.h"

#include "base/status.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST_CODE = 12, LONGEST_SHOWN = 120 }; /* bytes of languages that are not known */

static bool in_codes(const char *const *codes, const char *language)
{
    for (; *codes; codes++)
        if (strcmp(*codes, language) == 0)
            return true;
    return false;
}

static bool known(const char *language)
{
    return strcmp(language, "und") == 0 || in_codes(tm_stopword_languages(), language) ||
           in_codes(tm_stemmer_languages(), language);
}

static void add_code(char *list, size_t size, const char *code)
{
    const size_t used = strlen(list);

    snprintf(list + used, size - used, " %s", code);
}

/* What is no code at all is shown as far as there is room, and no list of codes. */
static tm_status fail_code(tm_error *err, const char *language)
{
    const char *const more = strlen(language) > LONGEST_SHOWN ? "..." : "";

    return tm__fail(err, TM_ENOTFOUND,
                    "unknown language '%.*s%s'; languages are codes like en or de", LONGEST_SHOWN,
                    language, more);
}

static tm_status fail_language(tm_error *err, const char *language)
{
    const char *const *a = tm_stopword_languages(), *const *b = tm_stemmer_languages();
    char list[sizeof err->message] = "";

    if (strlen(language) > LONGEST_CODE)
        return fail_code(err, language);
    while (*a || *b) { /* both are sorted */
        const int order = !*a ? 1 : !*b ? -1 : strcmp(*a, *b);

        add_code(list, sizeof list, order <= 0 ? *a : *b);
        a += order <= 0;
        b += order >= 0;
    }
    return tm__fail(err, TM_ENOTFOUND, "unknown language '%s'; have:%s und", language, list);
}

static tm_status fail_stemmer(tm_error *err, const char *language)
{
    char list[sizeof err->message] = "";

    for (const char *const *code = tm_stemmer_languages(); *code; code++)
        add_code(list, sizeof list, *code);
    return tm__fail(err, TM_EINVAL, "no stemmer for language '%s'; have:%s", language, list);
}

tm_status tm__analyzer_check(tm_analyzer_options *o, const tm_analyzer_options *given,
                             tm_error *err)
{
    const tm_analyzer_options defaults = TM_ANALYZER_INIT;

    *o = defaults;
    if (given) {
        if (given->size < sizeof given->size || given->size > sizeof *given)
            return tm__fail(err, TM_EINVAL, "analyzer options of %zu bytes, expected %zu",
                            given->size, sizeof *given);
        memcpy(o, given, given->size);
    }
    if (!o->language)
        o->language = "en";
    if ((int)o->rules < TM_WORDS_NEWS || o->rules > TM_WORDS_PYTHON)
        return tm__fail(err, TM_EINVAL, "unknown word rules %d", (int)o->rules);
    if (o->rules == TM_WORDS_PYTHON && o->strip_accents)
        return tm__fail(err, TM_EINVAL, "these word rules cannot strip accents");
    if (!known(o->language))
        return fail_language(err, o->language);
    if (o->stem && !in_codes(tm_stemmer_languages(), o->language))
        return fail_stemmer(err, o->language);
    return TM_OK;
}
