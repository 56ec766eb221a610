#include "rules.h"

#include <stdio.h>
#include <string.h>

enum { MOST_ROWS = 64, NAME_SIZE = 72 };

/* How each option was written, "" if it was not; a tool parses once. */
static char written[MOST_ROWS][NAME_SIZE];

void cli_rules_note(size_t row, const char *shown)
{
    snprintf(written[row], NAME_SIZE, "%s", shown);
}

static const struct cli_option *find(const struct cli_program *program, const char *name,
                                     size_t size, size_t *row)
{
    for (*row = 0; program->options[*row].help; ++*row) {
        const struct cli_option *const option = &program->options[*row];

        if (option->kind != CLI_HEADING && strlen(option->name) == size &&
            memcmp(option->name, name, size) == 0)
            return option;
    }
    return NULL;
}

const struct cli_option *cli_find_option(const struct cli_program *program, const char *name)
{
    size_t row;

    return find(program, name, strlen(name), &row);
}

bool cli_was_given(const struct cli_program *program, const char *name)
{
    size_t row;

    return find(program, name, strlen(name), &row) && written[row][0] != '\0';
}

/* Whether `value` is one of those between bars. */
static bool listed(const char *value, const char *list, size_t size)
{
    const size_t length = strlen(value);

    for (const char *at = list; at <= list + size;) {
        const char *const bar = memchr(at, '|', (size_t)(list + size - at));
        const char *const end = bar ? bar : list + size;

        if ((size_t)(end - at) == length && memcmp(at, value, length) == 0)
            return true;
        at = end + 1;
    }
    return false;
}

/* Whether a condition of `size` bytes holds. */
static bool holds(const struct cli_program *program, const char *condition, size_t size)
{
    const char *const equals = memchr(condition, '=', size);
    const size_t name = equals ? (size_t)(equals - condition) : size;
    size_t row;
    const struct cli_option *const option = find(program, condition, name, &row);

    if (!option)
        return false;
    if (equals)
        return listed(option->choices[*(const int *)option->target], equals + 1, size - name - 1);
    if (option->kind == CLI_FLAG || option->kind == CLI_SWITCH)
        return *(const bool *)option->target && written[row][0] != '\0';
    return written[row][0] != '\0';
}

/* The first of the conditions that holds; size 0 if none does. */
static tm_text first_that_holds(const struct cli_program *program, const char *conditions)
{
    for (const char *at = conditions; *at != '\0';) {
        const size_t size = strcspn(at, " ");

        if (holds(program, at, size))
            return (tm_text){at, size};
        at += size + strspn(at + size, " ");
    }
    return (tm_text){conditions, 0};
}

bool cli_may_be_given(const struct cli_program *program, const char *name)
{
    for (const struct cli_rule *rule = program->rules; rule && rule->option; rule++)
        if (rule->kind == CLI_NEEDS && strcmp(rule->option, name) == 0 &&
            first_that_holds(program, rule->others).size == 0)
            return false;
    return true;
}

/* "--format text or md", or as it was written on the command line. */
static void describe(struct cli_bytes *to, const struct cli_program *program, tm_text condition)
{
    const char *const equals = memchr(condition.data, '=', condition.size);
    size_t name = equals ? (size_t)(equals - condition.data) : condition.size, row;

    if (find(program, condition.data, name, &row) && written[row][0] != '\0') {
        cli_bytes_add_string(to, written[row]);
    } else {
        cli_bytes_add_string(to, "--");
        cli_bytes_add(to, condition.data, name);
    }
    if (!equals)
        return;
    cli_bytes_add_string(to, " ");
    for (name++; name < condition.size; name++) {
        if (condition.data[name] == '|')
            cli_bytes_add_string(to, " or ");
        else
            cli_bytes_add(to, condition.data + name, 1);
    }
}

static void describe_all(struct cli_bytes *to, const struct cli_program *program,
                         const char *conditions)
{
    for (const char *at = conditions; *at != '\0';) {
        const size_t size = strcspn(at, " ");

        if (at > conditions)
            cli_bytes_add_string(to, " or ");
        describe(to, program, (tm_text){at, size});
        at += size + strspn(at + size, " ");
    }
}

static int complain(const struct cli_program *program, const struct cli_rule *rule, tm_text other)
{
    struct cli_bytes text = {NULL, 0, 0};

    describe(&text, program, (tm_text){rule->option, strlen(rule->option)});
    if (rule->why) {
        cli_bytes_add_string(&text, ": ");
        cli_bytes_add_string(&text, rule->why);
    } else if (rule->kind == CLI_EXCLUDES) {
        cli_bytes_add_string(&text, ": does not go with ");
        describe(&text, program, other);
    } else {
        cli_bytes_add_string(&text, ": is for ");
        describe_all(&text, program, rule->others);
    }
    cli_usage("%s", text.data);
    cli_bytes_free(&text);
    return CLI_WRONG_USE;
}

int cli_check_rules(const struct cli_program *program, const struct cli_rule *rules)
{
    for (; rules->option; rules++) {
        const tm_text other = first_that_holds(program, rules->others);
        const bool good = (other.size > 0) == (rules->kind == CLI_NEEDS);

        if (!good && holds(program, rules->option, strlen(rules->option)))
            return complain(program, rules, other);
    }
    return CLI_GO_ON;
}
