#include "output.h"

#include "bytes.h"
#include "options.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

/* The files to remove when a signal or exit() ends the program before they are whole. */
enum { MOST_OPEN = 4 }; /* a matrix and its companions are three */
static char *volatile unfinished[MOST_OPEN];

static void remove_unfinished(void)
{
    for (int i = 0; i < MOST_OPEN; i++)
        if (unfinished[i])
            unlink(unfinished[i]);
}

static void on_signal(int number)
{
    remove_unfinished();
    signal(number, SIG_DFL);
    raise(number);
}

/* The name, which may be NULL, is no longer that of an unfinished file. */
static void forget(const char *name)
{
    for (int i = 0; i < MOST_OPEN; i++)
        if (name && unfinished[i] == name)
            unfinished[i] = NULL;
}

static void remember(char *name)
{
    static bool registered;
    int i = 0;

    if (!registered)
        atexit(remove_unfinished);
    registered = true;
    while (i < MOST_OPEN - 1 && unfinished[i])
        i++;
    unfinished[i] = name;
}

/* A reader that closes the pipe ends us without a word, as it ends cat: by SIGPIPE, even where the
 * parent had it ignored. */
static void watch_signals(void)
{
    static const int watched[] = {SIGHUP, SIGINT, SIGTERM};
    struct sigaction action;

    signal(SIGPIPE, SIG_DFL);
    memset(&action, 0, sizeof action);
    for (size_t i = 0; i < sizeof watched / sizeof *watched; i++) {
        /* What nohup ignores stays ignored. */
        if (sigaction(watched[i], NULL, &action) == 0 && action.sa_handler == SIG_DFL) {
            action.sa_handler = on_signal;
            sigaction(watched[i], &action, NULL);
        }
    }
}

static bool want_color(const struct cli_output *output, int color)
{
    const char *const off = getenv("NO_COLOR");
    const char *const terminal = getenv("TERM");

    if (color != CLI_AUTO)
        return color == CLI_ALWAYS;
    return output->terminal && !(off && *off) && !(terminal && strcmp(terminal, "dumb") == 0);
}

static void look_at_terminal(struct cli_output *output, int color)
{
    struct winsize size;
    const int fd = fileno(output->file);

    output->terminal = isatty(fd) == 1;
    output->width = 80;
    if (output->terminal && ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        output->width = size.ws_col < 20 ? 20 : size.ws_col;
    output->color = want_color(output, color);
}

/* A new file beside the target, with the rights the target has or would get. */
static int open_temporary(struct cli_output *output, const struct stat *old)
{
    const mode_t mask = umask(0);
    const size_t size = strlen(output->path) + sizeof ".XXXXXX";
    int fd;

    umask(mask);
    output->temporary = cli_alloc(size, 1);
    snprintf(output->temporary, size, "%s.XXXXXX", output->path);
    fd = mkstemp(output->temporary);
    if (fd < 0)
        return -1;
    remember(output->temporary);
    if (fchmod(fd, old ? old->st_mode & 0777 : 0666 & ~mask) != 0)
        errno = 0; /* a file system without rights */
    return fd;
}

static FILE *open_target(struct cli_output *output)
{
    struct stat info;
    int fd;

    if (stat(output->path, &info) == 0) {
        char *const real = realpath(output->path, NULL); /* keep a symbolic link a link */

        if (S_ISDIR(info.st_mode)) {
            free(real);
            errno = EISDIR;
            return NULL;
        }
        if (real) {
            free(output->path);
            output->path = real;
        }
        if (!S_ISREG(info.st_mode)) /* /dev/null, a pipe */
            return fopen(output->path, "w");
        fd = open_temporary(output, &info);
    } else {
        fd = open_temporary(output, NULL);
    }
    return fd < 0 ? NULL : fdopen(fd, "w");
}

/* Why no file can be made beside the target, errno or 0. */
static int why_not_beside(const char *target)
{
    const char *const slash = strrchr(target, '/');
    char *const folder = cli_copy(slash ? target : ".", slash ? (size_t)(slash - target) + 1 : 1);
    const int reason = access(folder, W_OK | X_OK) == 0 ? 0 : errno;

    free(folder);
    return reason;
}

int cli_output_check(const char *path)
{
    struct stat info;
    char *real;
    int reason = 0;

    if (!path || strcmp(path, "-") == 0)
        return CLI_GO_ON;
    if (stat(path, &info) != 0) {
        reason = why_not_beside(path);
    } else if (S_ISDIR(info.st_mode)) {
        reason = EISDIR;
    } else if (S_ISREG(info.st_mode)) {
        real = realpath(path, NULL);
        reason = real ? why_not_beside(real) : errno;
        free(real);
    }
    return reason ? cli_error("%s: %s", path, strerror(reason)) : CLI_GO_ON;
}

int cli_output_open(struct cli_output *output, const char *path, int color)
{
    memset(output, 0, sizeof *output);
    watch_signals();
    output->file = stdout;
    if (path && strcmp(path, "-") != 0) {
        output->path = cli_copy(path, strlen(path));
        output->file = open_target(output);
        if (!output->file) {
            cli_error("%s: %s", path, strerror(errno));
            cli_output_abandon(output);
            return CLI_FAILED;
        }
    }
    look_at_terminal(output, color);
    return CLI_GO_ON;
}

/*
 * Why a write failed that somebody did long ago: the stream remembers that it did, not why. What is
 * written is lost anyway, so that another byte tells.
 */
static int reason_of_failure(FILE *file)
{
    clearerr(file);
    errno = 0;
    if (fputc('\n', file) == EOF || fflush(file) != 0)
        return errno;
    return 0;
}

static int fail(struct cli_output *output, int reason)
{
    cli_error("%s: %s", output->path ? output->path : "standard output",
              reason ? strerror(reason) : "cannot be written");
    cli_output_abandon(output);
    return CLI_FAILED;
}

int cli_output_settle(struct cli_output *output)
{
    errno = 0;
    if (fflush(output->file) != 0 || ferror(output->file))
        return fail(output, errno ? errno : reason_of_failure(output->file));
    if (output->temporary && fsync(fileno(output->file)) != 0)
        return fail(output, errno);
    return CLI_GO_ON;
}

int cli_output_close(struct cli_output *output)
{
    bool good;

    if (cli_output_settle(output) != CLI_GO_ON)
        return CLI_FAILED;
    if (output->path) {
        good = fclose(output->file) == 0;
        output->file = NULL;
        if (good && output->temporary)
            good = rename(output->temporary, output->path) == 0;
        if (!good)
            return fail(output, errno);
        forget(output->temporary);
    }
    cli_output_abandon(output);
    return CLI_DONE;
}

void cli_output_abandon(struct cli_output *output)
{
    if (output->path && output->file)
        fclose(output->file);
    for (int i = 0; i < MOST_OPEN; i++)
        if (output->temporary && unfinished[i] == output->temporary)
            unlink(output->temporary);
    forget(output->temporary);
    free(output->path);
    free(output->temporary);
    memset(output, 0, sizeof *output);
}

int cli_output_finish(struct cli_output *output, int status)
{
    if (status == CLI_GO_ON)
        return cli_output_close(output);
    cli_output_abandon(output);
    return status;
}

const char *cli_temporary_folder(void)
{
    const char *const wanted = getenv("TMPDIR");

    if (wanted && *wanted)
        return wanted;
    return access("/var/tmp", W_OK | X_OK) == 0 ? "/var/tmp" : "/tmp";
}

FILE *cli_temporary(void)
{
    const char *const folder = cli_temporary_folder();
    const size_t size = strlen(folder) + sizeof "/tm-XXXXXX";
    char *const path = cli_alloc(size, 1);
    FILE *file = NULL;
    int fd;

    snprintf(path, size, "%s/tm-XXXXXX", folder);
    fd = mkstemp(path);
    if (fd >= 0) {
        unlink(path);
        file = fdopen(fd, "w+b");
    }
    if (!file)
        cli_error("a temporary file in %s: %s", folder, strerror(errno));
    if (!file && fd >= 0)
        close(fd);
    free(path);
    return file;
}

const char *cli_bold(const struct cli_output *output)
{
    return output->color ? "\033[1m" : "";
}

const char *cli_dim(const struct cli_output *output)
{
    return output->color ? "\033[2m" : "";
}

const char *cli_plain(const struct cli_output *output)
{
    return output->color ? "\033[0m" : "";
}
