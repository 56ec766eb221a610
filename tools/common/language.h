/* --lang, --stem and --stop-list, looked at before any input is read. */
#ifndef CLI_LANGUAGE_H
#define CLI_LANGUAGE_H

#include "options.h"

/* CLI_GO_ON, or CLI_WRONG_USE after a message that lists the languages. NULL is the default one. */
int cli_check_language(const char *lang, bool stem);

/*
 * What most tools begin with: language, --charset and --field, and --stop-list, which is read.
 * stop: those of the language are stop words too. CLI_GO_ON, or an exit code after a message.
 */
int cli_check_common(struct cli_common *common, bool stem, bool stop);

/* The code as the library has it in a list of languages, or NULL. */
const char *cli_find_language(const char *const *known, const char *code);

/*
 * The language of a record: as forced, else as it says if we know it ("de", "de-AT"), else NULL for
 * the library's default.
 */
const char *cli_choose_language(const char *forced, tm_text said);

#endif
