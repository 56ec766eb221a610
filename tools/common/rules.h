/*
 * Options that exclude or need each other, from tables: what somebody asked for is done or refused
 * with exit status 2, never passed over.
 *
 * A condition is the name of an option ("stem": it was given, and not switched off) or name=VALUE
 * with other values behind bars ("format=text|md": it has one of them, given or by default).
 */
#ifndef CLI_RULES_H
#define CLI_RULES_H

#include "options.h"

enum cli_rule_kind {
    CLI_EXCLUDES, /* none of the others may hold */
    CLI_NEEDS     /* one of the others has to; no others: the option is not for this task */
};

struct cli_rule {
    const char *option; /* a condition: the rule is about this */
    enum cli_rule_kind kind;
    const char *others; /* conditions with a blank between */
    const char *why;    /* the message, without the option; NULL: it names the others */
};

/* Called by cli_parse() for the rules of the program, and by tools that know the rest later.
 * `rules` ends with a row of NULLs. CLI_GO_ON, or CLI_WRONG_USE after a message. */
int cli_check_rules(const struct cli_program *program, const struct cli_rule *rules);

/* The row of an option; NULL if the program has none of that name. */
const struct cli_option *cli_find_option(const struct cli_program *program, const char *name);

/* Whether an option has what it needs by the rules of the program; true if none is about it. */
bool cli_may_be_given(const struct cli_program *program, const char *name);

/* Whether an option was on the command line, in whatever form. */
bool cli_was_given(const struct cli_program *program, const char *name);

/* For the parser: row `row` of the options was given as `shown`. */
void cli_rules_note(size_t row, const char *shown);

#endif
