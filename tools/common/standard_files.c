#include "standard_files.h"

#include <fcntl.h>
#include <unistd.h>

void cli_hold_standard_files(void)
{
    /* The lowest number that is free is the one that open() gives. */
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) == -1 &&
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
            return;
}
