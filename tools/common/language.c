#include "language.h"

#include "stop_list.h"

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

int cli_check_common(struct cli_common *common, bool stem, bool stop)
{
    int status = cli_check_language(common->lang, stem);

    if (status == CLI_GO_ON)
        status = cli_check_input(common);
    if (status != CLI_GO_ON || !common->stop_file)
        return status;
    if (strcmp(common->stop_file, "-") == 0)
        return cli_usage("--stop-list: standard input is for documents; name a file");
    return cli_stop_list_read(&common->stop_list, common->stop_file, !stop);
}

const char *cli_find_language(const char *const *known, const char *code)
{
    for (; *known; known++)
        if (strcmp(*known, code) == 0)
            return *known;
    return NULL;
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
