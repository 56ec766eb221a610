/* --stop-list: a file of stop words, one a line. */
#ifndef CLI_STOP_LIST_H
#define CLI_STOP_LIST_H

#include "talk.h"

/*
 * Blank lines are passed over, and what follows a # that begins the line or stands behind white
 * space. alone: those of the language are no stop words. CLI_GO_ON, or CLI_FAILED after a message
 * that names the file and the line.
 */
int cli_stop_list_read(tm_stop_list **out, const char *path, bool alone);

#endif
