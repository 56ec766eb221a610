#include "language.h"

#include "options.h"

#include <string.h>

int cli_check_language(const char *lang, bool stem)
{
    tm_analyzer_options options = TM_ANALYZER_INIT;
    tm_analyzer *analyzer;
    tm_error err;
    tm_status status;

    options.language = lang;
    options.stem = stem;
    status = tm_analyzer_new(&analyzer, &options, &err);
    tm_analyzer_free(analyzer);
    if (status == TM_OK)
        return CLI_GO_ON;
    if (status == TM_ENOMEM)
        return cli_library_error(&err);
    return cli_usage("--%s: %s", status == TM_ENOTFOUND ? "lang" : "stem", err.message);
}

const char *cli_choose_language(const char *forced, tm_text said)
{
    if (forced || said.size < 2)
        return forced;
    for (const char *const *known = tm_stopword_languages(); *known; known++)
        if (strncmp(*known, said.data, 2) == 0 && (said.size == 2 || said.data[2] == '-'))
            return *known;
    return NULL;
}
