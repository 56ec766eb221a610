#include "options.h"

#include "bytes.h"
#include "ending.h"
#include "nearest.h"
#include "option_value.h"
#include "rules.h"
#include "standard_files.h"

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What getopt_long returns for a long option: its row, so that letters and rows do not meet. */
enum { LONG_BASE = 1024, HELP = 512, VERSION, HELP_MAN, HELP_COMPLETION };

const char *const cli_when_choices[] = {"auto", "always", "never", NULL};

const struct cli_option cli_standard_options[2] = {
    {.name = "help", .letter = 'h', .kind = CLI_FLAG, .help = "print this help and exit"},
    {.name = "version", .kind = CLI_FLAG, .help = "print the version and exit"},
};

size_t cli_option_count(const struct cli_program *program)
{
    size_t count = 0;

    while (program->options[count].help)
        count++;
    return count;
}

bool cli_is_switch(const struct cli_option *row)
{
    return row->kind == CLI_SWITCH || row->kind == CLI_MAYBE;
}

/* ---- getopt's tables ---- */

struct tables {
    struct option *longs;
    char *longs_text; /* the "no-" names */
    char letters[2 * 64 + 4];
};

static bool takes_value(const struct cli_option *row)
{
    return row->kind != CLI_FLAG && !cli_is_switch(row);
}

static void build_tables(struct tables *tables, const struct cli_program *program, size_t rows)
{
    static const struct option own[] = {
        {"help", no_argument, NULL, HELP},
        {"version", no_argument, NULL, VERSION},
        {"help-man", no_argument, NULL, HELP_MAN},
        {"help-completion", required_argument, NULL, HELP_COMPLETION}};
    size_t used = 0, letters = 0;
    char *names;

    tables->longs = cli_alloc(2 * rows + sizeof own / sizeof *own + 1, sizeof *tables->longs);
    names = tables->longs_text = cli_alloc(rows + 1, 64);
    tables->letters[letters++] = ':'; /* tell a missing value from an unknown option */
    tables->letters[letters++] = 'h';
    for (size_t i = 0; i < rows; i++) {
        const struct cli_option *row = &program->options[i];
        const int value = takes_value(row) ? required_argument : no_argument;

        if (row->kind == CLI_HEADING)
            continue;
        tables->longs[used++] = (struct option){row->name, value, NULL, LONG_BASE + 2 * (int)i};
        if (cli_is_switch(row)) {
            snprintf(names, 64, "no-%s", row->name);
            tables->longs[used++] = (struct option){names, value, NULL, LONG_BASE + 2 * (int)i + 1};
            names += 64;
        }
        if (row->letter) {
            tables->letters[letters++] = row->letter;
            if (takes_value(row))
                tables->letters[letters++] = ':';
        }
    }
    memcpy(tables->longs + used, own, sizeof own);
    tables->letters[letters] = '\0';
}

/* The row of what getopt_long returned; *shown becomes the name for messages. */
static const struct cli_option *find_row(const struct cli_program *program, size_t rows, int got,
                                         char shown[72])
{
    const struct cli_option *row = NULL;

    if (got >= LONG_BASE) {
        row = &program->options[(got - LONG_BASE) / 2];
        snprintf(shown, 72, "--%s", row->name);
        return row;
    }
    for (size_t i = 0; i < rows && !row; i++)
        if (program->options[i].kind != CLI_HEADING && program->options[i].letter == got)
            row = &program->options[i];
    snprintf(shown, 72, "-%c", got);
    return row;
}

static const char *nearest_name(const struct option *longs, const char *typed, size_t size)
{
    const char **names;
    const char *near;
    size_t count = 0;

    while (longs[count].name)
        count++;
    names = cli_alloc(count + 1, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = longs[i].name;
    names[count] = NULL;
    near = cli_nearest(typed, size, names);
    free(names);
    return near;
}

/* A long name that is unknown, or is short for several. */
static int complain_name(const struct cli_program *program, const struct option *longs,
                         const char *typed)
{
    const size_t size = strcspn(typed, "=");
    const char *const near = nearest_name(longs, typed + 2, size > 2 ? size - 2 : 0);
    struct cli_bytes list = {NULL, 0, 0};

    for (; longs->name; longs++) {
        if (size > 2 && strncmp(longs->name, typed + 2, size - 2) == 0) {
            cli_bytes_add_string(&list, list.size > 0 ? ", --" : "--");
            cli_bytes_add_string(&list, longs->name);
        }
    }
    if (list.size > 0)
        cli_usage("%s: could be %s", typed, list.data);
    else if (near)
        cli_usage("%s: no such option; --%s may be meant", typed, near);
    else
        cli_usage("%s: no such option; see %s --help", typed, program->name);
    cli_bytes_free(&list);
    return CLI_WRONG_USE;
}

static int complain(const struct cli_program *program, size_t rows, const struct option *longs,
                    int got, char **argv)
{
    char shown[72];
    const int code = optopt;

    /* optopt is 0 for a long name that is unknown or stands for several. */
    if (code == 0)
        return complain_name(program, longs, argv[optind - 1]);
    if (code == HELP_COMPLETION)
        return cli_usage("--help-completion: which shell? one of bash, zsh, fish");
    if (code >= HELP && code < LONG_BASE)
        return cli_usage("%s: takes no value", argv[optind - 1]);
    if (!find_row(program, rows, code, shown))
        return cli_usage("-%c: no such option; see %s --help", code, program->name);
    if (got == ':')
        return cli_usage("%s: a value is missing", shown);
    return cli_usage("%s: takes no value", shown);
}

static int set_defaults(const struct cli_program *program, size_t rows)
{
    int status = CLI_GO_ON;

    for (size_t i = 0; i < rows && status == CLI_GO_ON; i++)
        if (program->options[i].fallback && program->options[i].fallback[0] != '(')
            status = cli_set_value(&program->options[i], program->options[i].name,
                                   program->options[i].fallback);
    return status;
}

/* Without its region, and in small letters, if it looks like a code at all. In its place in argv,
 * so that nobody has to free it. */
static void shorten_code(char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const size_t size = strspn(text, letters);

    if (size < 2 || size > 3 || !strchr("-_", text[size]) /* or its end */)
        return;
    text[size] = '\0';
    for (size_t i = 0; i < size; i++)
        text[i] |= 32;
}

static int handle(const struct cli_program *program, size_t rows, const struct option *longs,
                  int got, char **argv)
{
    char shown[72];
    const struct cli_option *row;

    switch (got) {
    case 'h':
    case HELP:
        return cli_print_help(program);
    case VERSION:
        printf("%s (libtm) %s\n", program->name, tm_version());
        return CLI_DONE;
    case HELP_MAN:
        return cli_print_man(program);
    case HELP_COMPLETION:
        return cli_print_completion(program, optarg);
    case '?':
    case ':':
        return complain(program, rows, longs, got, argv);
    default:
        row = find_row(program, rows, got, shown);
        cli_rules_note((size_t)(row - program->options), shown);
        if (row->kind == CLI_CODE)
            shorten_code(optarg);
        if (takes_value(row))
            return cli_set_value(row, shown, optarg);
        return cli_set_value(row, shown, got >= LONG_BASE && (got - LONG_BASE) % 2 ? "no" : "yes");
    }
}

static int check_rules(const struct cli_program *program)
{
    static const struct cli_rule common[] = {
        {"field", CLI_NEEDS, "input=auto|jsonl|json|csv|tsv", NULL},
        {NULL, CLI_NEEDS, NULL, NULL},
    };
    const int status = cli_check_rules(program, common);

    return status == CLI_GO_ON && program->rules ? cli_check_rules(program, program->rules)
                                                 : status;
}

int cli_parse(const struct cli_program *program, int argc, char **argv, int *first)
{
    const size_t rows = cli_option_count(program);
    struct tables tables;
    int status;

    cli_keep_memory();
    cli_hold_standard_files();
    tm_blas_prepare(program->dense && !getenv("OPENBLAS_CORETYPE") ? argv : NULL);
    signal(SIGXFSZ, SIG_IGN); /* over the limit of a file's size writing fails, as on a full disk */
    cli_set_name(program->name);
    status = set_defaults(program, rows);
    build_tables(&tables, program, rows);
    opterr = 0; /* our own messages */
    while (status == CLI_GO_ON) {
        const int got = getopt_long(argc, argv, tables.letters, tables.longs, NULL);

        if (got == -1)
            break;
        status = handle(program, rows, tables.longs, got, argv);
    }
    free(tables.longs);
    free(tables.longs_text);
    if (status == CLI_GO_ON)
        status = cli_format_by_ending(program);
    if (status == CLI_GO_ON)
        status = check_rules(program);
    *first = optind;
    if (status == CLI_DONE && (fflush(stdout) != 0 || ferror(stdout)))
        status = cli_error("standard output: %s", strerror(errno));
    return status;
}

int cli_check_input(struct cli_common *common)
{
    const char *wrong;

    if (common->charset && !tm_reader_knows_charset(common->charset))
        return cli_usage("--charset: '%s' is unknown here; iconv -l lists what is known",
                         common->charset);
    if (!tm_fields_parse(&common->fields, common->field.data, &wrong))
        return cli_usage("--field: '%s' is not FIELD=NAME with FIELD one of title, text, id, "
                         "date, source, url, author, lang, label, html",
                         wrong);
    return CLI_GO_ON;
}

struct tm_reader_options cli_reader_options(const struct cli_common *common, const char *fallback)
{
    return (struct tm_reader_options){
        .input = common->input,
        .fallback = fallback,
        .strict = common->strict,
        .charset = common->charset,
        .lang = common->lang,
        .fields = &common->fields,
    };
}
