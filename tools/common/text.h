/* A string as a text of the library. */
#ifndef CLI_TEXT_H
#define CLI_TEXT_H

#include <string.h>
#include <tm.h>

static inline tm_text cli_text(const char *string)
{
    return (tm_text){string, strlen(string)};
}

#endif
