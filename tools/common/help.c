/* --help: what the table says, in 80 columns. */
#include "bytes.h"
#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 79, TEXT_COLUMN = 26 };

/* Print words from `column` on, breaking before WIDTH; further lines start at `indent`. */
static void print_wrapped(const char *text, size_t column, size_t indent)
{
    bool first = true;

    while (*text) {
        const size_t space = strspn(text, " \n");
        const size_t word = strcspn(text + space, " \n");

        text += space;
        if (word == 0)
            break;
        if (!first && column + 1 + word > WIDTH) {
            printf("\n%*s", (int)indent, "");
            column = indent;
        } else if (!first) {
            putchar(' ');
            column++;
        }
        printf("%.*s", (int)word, text);
        column += word;
        text += word;
        first = false;
    }
    putchar('\n');
}

/* Paragraphs, separated by blank lines; lines that start with blanks are kept as they are. */
static void print_paragraphs(const char *text)
{
    while (*text) {
        const char *end = strstr(text, "\n\n");
        const size_t size = end ? (size_t)(end - text) : strlen(text);
        char *paragraph = cli_copy(text, size);

        putchar('\n');
        if (*paragraph == ' ')
            puts(paragraph);
        else
            print_wrapped(paragraph, 0, 0);
        free(paragraph);
        text += size;
        text += strspn(text, "\n");
    }
}

static void add_meaning(struct cli_bytes *text, const struct cli_option *row)
{
    cli_bytes_clear(text);
    cli_bytes_add_string(text, row->help);
    for (int i = 0; row->kind == CLI_CHOICE && row->choices[i]; i++) {
        cli_bytes_add_string(text, i == 0 ? ": " : (row->choices[i + 1] ? ", " : " or "));
        cli_bytes_add_string(text, row->choices[i]);
    }
    if (row->fallback) {
        const size_t bracket = row->fallback[0] == '(';

        cli_bytes_add_string(text, " (default: ");
        cli_bytes_add(text, row->fallback + bracket, strlen(row->fallback) - 2 * bracket);
        cli_bytes_add_string(text, ")");
    }
}

static void print_option(const struct cli_option *row)
{
    struct cli_bytes left = {NULL, 0, 0}, text = {NULL, 0, 0};
    char letter[8] = "    ";

    if (row->letter)
        snprintf(letter, sizeof letter, "-%c, ", row->letter);
    cli_bytes_add_string(&left, "  ");
    cli_bytes_add_string(&left, letter);
    cli_bytes_add_string(&left, cli_is_switch(row) ? "--[no-]" : "--");
    cli_bytes_add_string(&left, row->name);
    if (row->value) {
        cli_bytes_add_string(&left, " ");
        cli_bytes_add_string(&left, row->value);
    }
    fputs(left.data, stdout);
    if (left.size + 2 > TEXT_COLUMN)
        printf("\n%*s", TEXT_COLUMN, "");
    else
        printf("%*s", (int)(TEXT_COLUMN - left.size), "");
    add_meaning(&text, row);
    print_wrapped(text.data, TEXT_COLUMN, TEXT_COLUMN);
    cli_bytes_free(&left);
    cli_bytes_free(&text);
}

int cli_print_help(const struct cli_program *program)
{
    printf("usage: %s %s\n", program->name, program->synopsis);
    print_paragraphs(program->description);
    for (const struct cli_option *row = program->options; row->help; row++) {
        if (row->kind == CLI_HEADING)
            printf("\n%s:\n", row->help);
        else
            print_option(row);
    }
    printf("\nAbout this program:\n");
    print_option(&cli_standard_options[0]);
    print_option(&cli_standard_options[1]);
    if (program->examples)
        printf("\nExamples:\n");
    for (const struct cli_example *e = program->examples; e && e->command; e++) {
        printf("  %s\n      ", e->command);
        print_wrapped(e->explanation, 6, 6);
    }
    return CLI_DONE;
}
