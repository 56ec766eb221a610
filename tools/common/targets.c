#include "targets.h"

#include "bytes.h"
#include "options.h"
#include "output.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool is_stdout(const char *path)
{
    return !path || strcmp(path, "-") == 0;
}

static const char *name_in_folder(const char *path)
{
    const char *const slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* The folder of a file that may not be there yet. */
static bool find_folder(const char *path, struct stat *info)
{
    const size_t size = (size_t)(name_in_folder(path) - path);
    char *const folder = size ? cli_copy(path, size) : cli_copy(".", 1);
    const bool found = stat(folder, info) == 0;

    free(folder);
    return found;
}

/* A pipe or /dev/null may be written twice. */
static bool same_file(const char *a, const char *b)
{
    struct stat x, y;
    const bool a_is_there = stat(a, &x) == 0, b_is_there = stat(b, &y) == 0;

    if (a_is_there != b_is_there)
        return false;
    if (!a_is_there && (strcmp(name_in_folder(a), name_in_folder(b)) != 0 || !find_folder(a, &x) ||
                        !find_folder(b, &y)))
        return false;
    return x.st_dev == y.st_dev && x.st_ino == y.st_ino && (!a_is_there || S_ISREG(x.st_mode));
}

static int check_apart(const struct cli_target *a, const struct cli_target *b)
{
    if (is_stdout(a->path) && is_stdout(b->path))
        return cli_usage("%s: standard output has what goes to %s; name a file for one of them",
                         b->option, a->option);
    if (!is_stdout(a->path) && !is_stdout(b->path) && same_file(a->path, b->path))
        return cli_usage("%s: '%s' is what %s writes", b->option, b->path, a->option);
    return CLI_GO_ON;
}

static int check_not_read(const struct cli_target *target, char *const *read, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!is_stdout(target->path) && same_file(target->path, read[i]))
            return cli_usage("%s: '%s' is to be read", target->option, target->path);
    return CLI_GO_ON;
}

int cli_check_targets(const struct cli_target *target, size_t count, char *const *read,
                      size_t read_count)
{
    int status = cli_output_check(target[0].path);

    for (size_t i = 1; i < count && status == CLI_GO_ON; i++) {
        if (!target[i].path)
            continue;
        status = check_not_read(&target[i], read, read_count);
        for (size_t j = 0; j < i && status == CLI_GO_ON; j++)
            if (j == 0 || target[j].path)
                status = check_apart(&target[j], &target[i]);
        if (status == CLI_GO_ON)
            status = cli_output_check(target[i].path);
    }
    return status;
}
