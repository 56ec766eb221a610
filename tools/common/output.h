/*
 * Where results go: standard output, or a file that appears whole or not at all (written beside its
 * place under another name and moved there at the end).
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct cli_output {
    FILE *file;
    char *path;      /* NULL: standard output */
    char *temporary; /* NULL: written in place, because it is no plain file */
    bool terminal;
    size_t width; /* columns; 80 if it is no terminal */
    bool color;
};

/* Can a file be written to path, as far as can be told before it is? For what is only opened when
 * much has been done. NULL and "-" are fine. CLI_GO_ON, or CLI_FAILED after a message. */
int cli_output_check(const char *path);

/* path NULL: standard output. color is an enum cli_when. Returns CLI_GO_ON or an exit code. */
int cli_output_open(struct cli_output *output, const char *path, int color);
/* Everything that was written is where it stays, but not yet under its name: for several files that
 * belong together. CLI_GO_ON, or CLI_FAILED after a message; the output is abandoned then. */
int cli_output_settle(struct cli_output *output);
/* Finish: CLI_DONE, or CLI_FAILED after a message if a byte could not be written. */
int cli_output_close(struct cli_output *output);
/* Give up: nothing appears in the file's place. Allowed at any time, also after closing. */
void cli_output_abandon(struct cli_output *output);

/* Close it if all went well (status is CLI_GO_ON), else give up. The exit code. */
int cli_output_finish(struct cli_output *output, int status);

/* For what does not have to be in memory: the folder of TMPDIR, else /var/tmp, else /tmp. */
const char *cli_temporary_folder(void);
/* A file there that has no name and is gone with the process. NULL after a message. */
FILE *cli_temporary(void);

/* A bold or dim piece of text where colours are wanted. */
const char *cli_bold(const struct cli_output *output);
const char *cli_dim(const struct cli_output *output);
const char *cli_plain(const struct cli_output *output);

#endif
