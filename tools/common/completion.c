/* --help-completion: for bash, zsh and fish, from the same table. */
#include "options.h"

#include <stdio.h>
#include <string.h>

/* A row that stands for itself: options, without headings. */
static bool is_option(const struct cli_option *row)
{
    return row->kind != CLI_HEADING;
}

static bool takes_value(const struct cli_option *row)
{
    return row->value != NULL;
}

static void print_choices(const struct cli_option *row)
{
    for (int i = 0; row->choices[i]; i++)
        printf("%s%s", i ? " " : "", row->choices[i]);
}

/* A description inside single quotes, without what the shells would read as syntax. */
static void print_quoted(const char *text)
{
    for (; *text; text++) {
        if (*text == '\'')
            fputs("'\\''", stdout);
        else if (strchr("[]:", *text))
            putchar(*text == ':' ? ',' : ' ');
        else
            putchar(*text);
    }
}

/* ---- bash ---- */

static void bash_values(const struct cli_option *row)
{
    if (row->letter)
        printf("    -%c | --%s) ", row->letter, row->name);
    else
        printf("    --%s) ", row->name);
    if (row->kind == CLI_CHOICE) {
        fputs("COMPREPLY=($(compgen -W '", stdout);
        print_choices(row);
        fputs("' -- \"$cur\"))", stdout);
    } else if (row->kind == CLI_FILE) {
        fputs("COMPREPLY=($(compgen -f -- \"$cur\"))", stdout);
    } else {
        fputs("COMPREPLY=()", stdout);
    }
    puts("; return ;;");
}

static void print_bash(const struct cli_program *program, const char *function)
{
    printf("# bash completion for %s\n_%s() {\n", program->name, function);
    puts("    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
         "    [ \"$cur\" = = ] && cur=\n" /* bash cuts --name=value into three words */
         "    [ \"$prev\" = = ] && prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
         "    case $prev in");
    for (const struct cli_option *row = program->options; row->help; row++)
        if (is_option(row) && takes_value(row))
            bash_values(row);
    fputs("    esac\n    case $cur in\n    -*) COMPREPLY=($(compgen -W '", stdout);
    for (const struct cli_option *row = program->options; row->help; row++) {
        if (is_option(row))
            printf("--%s ", row->name);
        if (cli_is_switch(row))
            printf("--no-%s ", row->name);
    }
    puts("--help --version' -- \"$cur\")) ;;\n"
         "    *) COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n"
         "    esac\n}");
    printf("complete -o filenames -F _%s %s\n", function, program->name);
}

/* ---- zsh ---- */

static void zsh_option(const struct cli_option *row, const char *prefix)
{
    const char *equals = takes_value(row) ? "=" : "";

    if (row->letter && !*prefix)
        printf("  '(-%c --%s)'{-%c%s,--%s%s}'[", row->letter, row->name, row->letter,
               takes_value(row) ? "+" : "", row->name, equals);
    else
        printf("  '--%s%s%s[", prefix, row->name, equals);
    print_quoted(row->help);
    putchar(']');
    if (takes_value(row))
        printf(":%s:", row->value);
    if (row->kind == CLI_CHOICE) {
        putchar('(');
        print_choices(row);
        putchar(')');
    } else if (row->kind == CLI_FILE) {
        fputs("_files", stdout);
    }
    puts("' \\");
}

static void print_zsh(const struct cli_program *program)
{
    printf("#compdef %s\n_arguments -s -S \\\n", program->name);
    for (const struct cli_option *row = program->options; row->help; row++) {
        if (is_option(row))
            zsh_option(row, "");
        if (cli_is_switch(row))
            zsh_option(row, "no-");
    }
    zsh_option(&cli_standard_options[0], "");
    zsh_option(&cli_standard_options[1], "");
    puts("  '*:file:_files'");
}

/* ---- fish ---- */

static void fish_option(const struct cli_program *program, const struct cli_option *row,
                        const char *prefix)
{
    printf("complete -c %s -l %s%s", program->name, prefix, row->name);
    if (row->letter && !*prefix)
        printf(" -s %c", row->letter);
    if (row->kind == CLI_CHOICE) {
        fputs(" -x -a '", stdout);
        print_choices(row);
        putchar('\'');
    } else if (takes_value(row)) {
        fputs(row->kind == CLI_FILE ? " -r -F" : " -x", stdout);
    }
    fputs(" -d '", stdout);
    print_quoted(row->help);
    puts("'");
}

static void print_fish(const struct cli_program *program)
{
    for (const struct cli_option *row = program->options; row->help; row++) {
        if (is_option(row))
            fish_option(program, row, "");
        if (cli_is_switch(row))
            fish_option(program, row, "no-");
    }
    fish_option(program, &cli_standard_options[0], "");
    fish_option(program, &cli_standard_options[1], "");
}

int cli_print_completion(const struct cli_program *program, const char *shell)
{
    char function[64];

    snprintf(function, sizeof function, "%s", program->name);
    for (char *c = function; *c; c++)
        if (*c == '-')
            *c = '_';
    if (strcmp(shell, "bash") == 0)
        print_bash(program, function);
    else if (strcmp(shell, "zsh") == 0)
        print_zsh(program);
    else if (strcmp(shell, "fish") == 0)
        print_fish(program);
    else
        return cli_usage("--help-completion: '%s' is not one of bash, zsh, fish", shell);
    return CLI_DONE;
}
