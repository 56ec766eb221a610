/* --help-man: the manual page, section 1, from the same table. */
#include "options.h"
#include "tasks.h"

#include <stdio.h>
#include <string.h>

/* Text for troff: backslashes, hyphens that are typed as such, control characters at line starts.
 */
static void print_escaped(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if ((i == 0 || text[i - 1] == '\n') && (text[i] == '.' || text[i] == '\''))
            fputs("\\&", stdout);
        if (text[i] == '\\')
            fputs("\\e", stdout);
        else if (text[i] == '-')
            fputs("\\-", stdout);
        else
            putchar(text[i]);
    }
}

static void print_string(const char *text)
{
    print_escaped(text, strlen(text));
}

static void print_paragraphs(const char *text)
{
    while (*text) {
        const char *end = strstr(text, "\n\n");
        const size_t size = end ? (size_t)(end - text) : strlen(text);
        const bool literal = *text == ' ';

        puts(literal ? ".PP\n.nf" : ".PP");
        print_escaped(text, size);
        puts(literal ? "\n.fi" : "");
        text += size;
        text += strspn(text, "\n");
    }
}

static void print_option(const struct cli_option *row)
{
    puts(".TP");
    if (row->letter)
        printf("\\fB\\-%c\\fR, ", row->letter);
    fputs(cli_is_switch(row) ? "\\fB\\-\\-\\fR[\\fBno\\-\\fR]\\fB" : "\\fB\\-\\-", stdout);
    print_string(row->name);
    fputs("\\fR", stdout);
    if (row->value)
        printf(" \\fI%s\\fR", row->value);
    putchar('\n');
    print_string(row->help);
    for (int i = 0; row->kind == CLI_CHOICE && row->choices[i]; i++)
        printf("%s\\fB%s\\fR", i == 0 ? ": " : (row->choices[i + 1] ? ", " : " or "),
               row->choices[i]);
    if (row->fallback) {
        const size_t bracket = row->fallback[0] == '(';

        fputs(" (default: ", stdout);
        print_escaped(row->fallback + bracket, strlen(row->fallback) - 2 * bracket);
        putchar(')');
    }
    putchar('\n');
}

static void print_name_upper(const char *name)
{
    for (; *name; name++) {
        const char c = *name >= 'a' && *name <= 'z' ? (char)(*name - 'a' + 'A') : *name;

        print_escaped(&c, 1);
    }
}

int cli_print_man(const struct cli_program *program)
{
    fputs(".TH ", stdout);
    print_name_upper(program->name);
    /* No date: the same source makes the same page. */
    printf(" 1 \"\" \"libtm %s\" \"Text mining\"\n.SH NAME\n", tm_version());
    print_string(program->name);
    fputs(" \\- ", stdout);
    print_string(program->summary ? program->summary : cli_task_summary(program->name + 3));
    fputs("\n.SH SYNOPSIS\n.B ", stdout);
    print_string(program->name);
    putchar('\n');
    print_string(program->synopsis);
    puts("\n.SH DESCRIPTION");
    print_paragraphs(program->description);
    puts(".SH OPTIONS");
    for (const struct cli_option *row = program->options; row->help; row++) {
        if (row->kind == CLI_HEADING) {
            fputs(".SS ", stdout);
            print_string(row->help);
            putchar('\n');
        } else {
            print_option(row);
        }
    }
    puts(".SS About this program");
    print_option(&cli_standard_options[0]);
    print_option(&cli_standard_options[1]);
    if (program->formats) {
        puts(".SH OUTPUT");
        print_paragraphs(program->formats);
    }
    puts(".SH EXIT STATUS\n0 if all is done, 1 if something failed, 2 if the command was used "
         "wrongly.");
    if (program->examples)
        puts(".SH EXAMPLES");
    for (const struct cli_example *e = program->examples; e && e->command; e++) {
        puts(".PP\n.nf");
        print_string(e->command);
        puts("\n.fi\n.RS");
        print_string(e->explanation);
        puts("\n.RE");
    }
    return CLI_DONE;
}
