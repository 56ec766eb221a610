/* --lang and --stem, looked at before any input is read. */
#ifndef CLI_LANGUAGE_H
#define CLI_LANGUAGE_H

#include "talk.h"

/* CLI_GO_ON, or CLI_WRONG_USE after a message that lists the languages. NULL is the default one. */
int cli_check_language(const char *lang, bool stem);

#endif
