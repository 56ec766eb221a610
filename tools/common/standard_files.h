/* Standard input, output and error where the parent has closed them. */
#ifndef CLI_STANDARD_FILES_H
#define CLI_STANDARD_FILES_H

/*
 * Before anything is opened: what is opened first would take the place of a closed one, so that the
 * output were read as the input, or messages written into it. In the place of each stands something
 * that cannot be read, or written, and is told of as closed. Without /dev/null it stays closed.
 */
void cli_hold_standard_files(void);

#endif
