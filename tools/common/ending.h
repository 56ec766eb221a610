/* The format of what is written, by the ending of the file's name. */
#ifndef CLI_ENDING_H
#define CLI_ENDING_H

#include "options.h"

/*
 * Where --format is not given and -o is, the ending of the file chooses the format (.htm and .html
 * html, .ndjson jsonl, .txt text ...). An ending that promises what the tool does not write (.csv,
 * .gz) is wrong use; any other, or none, promises nothing and leaves the format as it is. Called by
 * cli_parse(); the target of the row `format` holds its default. CLI_GO_ON, or CLI_WRONG_USE after
 * a message.
 */
int cli_format_by_ending(const struct cli_program *program);

#endif
