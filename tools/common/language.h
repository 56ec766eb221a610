/* --lang and --stem, looked at before any input is read. */
#ifndef CLI_LANGUAGE_H
#define CLI_LANGUAGE_H

#include "talk.h"

/* CLI_GO_ON, or CLI_WRONG_USE after a message that lists the languages. NULL is the default one. */
int cli_check_language(const char *lang, bool stem);

/*
 * The language of a record: as forced, else as it says if we know it ("de", "de-AT"), else NULL for
 * the library's default.
 */
const char *cli_choose_language(const char *forced, tm_text said);

#endif
