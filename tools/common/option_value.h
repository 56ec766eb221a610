/* The value of an option, checked and put into its variable. */
#ifndef CLI_OPTION_VALUE_H
#define CLI_OPTION_VALUE_H

#include "options.h"

/*
 * shown: how messages call the option. Of what takes no value the text is "yes" or "no". CLI_GO_ON,
 * or CLI_WRONG_USE after a message.
 */
int cli_set_value(const struct cli_option *row, const char *shown, const char *text);

#endif
