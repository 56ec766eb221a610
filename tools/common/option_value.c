#include "option_value.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_digits(const char *text)
{
    return *text != '\0' && strspn(text, "0123456789") == strlen(text);
}

static int set_count(const struct cli_option *row, const char *shown, const char *text)
{
    const double high = row->high > 0 ? row->high : (double)UINT64_MAX;
    unsigned long long number;

    errno = 0;
    number = strtoull(text, NULL, 10);
    /* strtoull takes blanks and signs; a count is digits and nothing else. */
    if (!is_digits(text) || errno != 0 || (double)number < row->low || (double)number > high) {
        if (row->high > 0 && row->high < 1e9) /* a larger limit is ours, not one of the task */
            return cli_usage("%s: '%s' is not a whole number from %.0f to %.0f", shown, text,
                             row->low, row->high);
        if (is_digits(text) && (double)number >= row->low)
            return cli_usage("%s: '%s' is too large", shown, text);
        return cli_usage("%s: '%s' is not a whole number of at least %.0f", shown, text, row->low);
    }
    *(uint64_t *)row->target = number;
    return CLI_GO_ON;
}

/* A whole text that is a finite number. */
static bool read_number(double *number, const char *text)
{
    char *end = NULL;

    *number = strtod(text, &end); /* the locale is "C": no tool calls setlocale */
    return *text != '\0' && strspn(text, "0123456789.eE+-") == strlen(text) && *end == '\0' &&
           isfinite(*number);
}

static int set_share(const struct cli_option *row, const char *shown, const char *text)
{
    double number;

    if (!read_number(&number, text) || number < 0 || number > 1)
        return cli_usage("%s: '%s' is not a number from 0 to 1", shown, text);
    *(double *)row->target = number;
    return CLI_GO_ON;
}

static int set_number(const struct cli_option *row, const char *shown, const char *text)
{
    const double high = row->high > 0 ? row->high : HUGE_VAL;
    double number;

    if (!read_number(&number, text) || number <= row->low || number > high) {
        if (row->high > 0)
            return cli_usage("%s: '%s' is not a number above %g and up to %g", shown, text,
                             row->low, row->high);
        return cli_usage("%s: '%s' is not a number above %g", shown, text, row->low);
    }
    *(double *)row->target = number;
    return CLI_GO_ON;
}

static int set_choice(const struct cli_option *row, const char *shown, const char *text)
{
    struct cli_bytes list = {NULL, 0, 0};
    int i;

    for (i = 0; row->choices[i]; i++) {
        if (strcmp(text, row->choices[i]) == 0) {
            *(int *)row->target = i;
            return CLI_GO_ON;
        }
    }
    for (i = 0; row->choices[i]; i++) {
        if (i > 0)
            cli_bytes_add_string(&list, ", ");
        cli_bytes_add_string(&list, row->choices[i]);
    }
    cli_usage("%s: '%s' is not one of %s", shown, text, list.data);
    cli_bytes_free(&list);
    return CLI_WRONG_USE;
}

static void add_to_list(struct cli_bytes *list, const char *text)
{
    if (list->size > 0)
        cli_bytes_add_string(list, ",");
    cli_bytes_add_string(list, text);
}

int cli_set_value(const struct cli_option *row, const char *shown, const char *text)
{
    switch (row->kind) {
    case CLI_COUNT:
        return set_count(row, shown, text);
    case CLI_NUMBER:
        return set_number(row, shown, text);
    case CLI_SHARE:
        return set_share(row, shown, text);
    case CLI_CHOICE:
        return set_choice(row, shown, text);
    case CLI_STRING:
    case CLI_FILE:
    case CLI_CODE:
        if (*text == '\0')
            return cli_usage("%s: the value is empty", shown);
        *(const char **)row->target = text;
        return CLI_GO_ON;
    case CLI_LIST:
        add_to_list(row->target, text);
        return CLI_GO_ON;
    case CLI_FLAG:
    case CLI_SWITCH:
        *(bool *)row->target = strcmp(text, "yes") == 0;
        return CLI_GO_ON;
    case CLI_MAYBE:
        *(int *)row->target = strcmp(text, "yes") == 0;
        return CLI_GO_ON;
    case CLI_HEADING:
        break;
    }
    return CLI_GO_ON;
}
