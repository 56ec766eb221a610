#include "ending.h"

#include "rules.h"

#include <string.h>
#include <strings.h>

/* What an ending promises; the first of a format is the one to propose. */
static const struct {
    const char *ending, *format; /* NULL: what no tool writes, packed things among it */
} known[] = {
    {".txt", "text"},     {".text", "text"}, {".json", "json"}, {".jsonl", "jsonl"},
    {".ndjson", "jsonl"}, {".tsv", "tsv"},   {".md", "md"},     {".markdown", "md"},
    {".html", "html"},    {".htm", "html"},  {".rss", "rss"},   {".xml", "rss"},
    {".csv", NULL},       {".pdf", NULL},    {".docx", NULL},   {".xlsx", NULL},
    {".gz", NULL},        {".bz2", NULL},    {".xz", NULL},     {".zst", NULL},
    {".zip", NULL},
};
enum { KNOWN = sizeof known / sizeof *known };

static const char *ending_of(const char *format)
{
    size_t i = 0;

    while (i < KNOWN && !(known[i].format && strcmp(known[i].format, format) == 0))
        i++;
    return i < KNOWN ? known[i].ending : NULL;
}

static int complain(const struct cli_option *row, const char *path)
{
    struct cli_bytes list = {NULL, 0, 0};

    for (int i = 0; row->choices[i]; i++) {
        if (i > 0)
            cli_bytes_add_string(&list, row->choices[i + 1] ? ", " : " or ");
        cli_bytes_add_string(&list, ending_of(row->choices[i]));
    }
    cli_usage("-o: '%s' does not end in %s; or say --format", path, list.data);
    cli_bytes_free(&list);
    return CLI_WRONG_USE;
}

/* Whether the choices are those of the table above; a tool with others goes by its own. */
static bool knows_all(const struct cli_option *row)
{
    for (int i = 0; row->choices[i]; i++)
        if (!ending_of(row->choices[i]))
            return false;
    return true;
}

int cli_format_by_ending(const struct cli_program *program)
{
    const struct cli_option *const row = cli_find_option(program, "format");
    const struct cli_option *const output = cli_find_option(program, "output");
    const char *const path = output ? *(const char **)output->target : NULL;
    const char *const slash = path ? strrchr(path, '/') : NULL;
    const char *const dot = path ? strrchr(slash ? slash + 1 : path, '.') : NULL;

    if (!row || !dot || cli_was_given(program, "format") || !cli_may_be_given(program, "format") ||
        !knows_all(row))
        return CLI_GO_ON;
    for (size_t k = 0; k < KNOWN; k++) {
        if (strcasecmp(dot, known[k].ending) != 0)
            continue;
        for (int i = 0; known[k].format && row->choices[i]; i++) {
            if (strcmp(row->choices[i], known[k].format) == 0) {
                *(int *)row->target = i;
                return CLI_GO_ON;
            }
        }
        return complain(row, path);
    }
    return CLI_GO_ON;
}
