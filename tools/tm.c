/* tm TASK ...: find the program tm-TASK beside this one or on PATH, and become it. */
#include "bytes.h"
#include "nearest.h"
#include "options.h"
#include "tasks.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct names {
    char **name;
    size_t count, capacity;
};

/* The folder of this program, "" if the system does not say. */
static char *own_folder(const char *argv0)
{
    char path[4096];
    ssize_t size = readlink("/proc/self/exe", path, sizeof path - 1);
    char *slash;

    if (size <= 0) {
        size = (ssize_t)strlen(argv0);
        if ((size_t)size >= sizeof path)
            size = 0;
        memcpy(path, argv0, (size_t)size);
    }
    path[size] = '\0';
    slash = strrchr(path, '/');
    return cli_copy(path, slash ? (size_t)(slash - path) : 0);
}

/* Own folder first, then PATH. Calls visit with each until it returns true. */
static bool each_folder(const char *own, bool (*visit)(const char *folder, void *ctx), void *ctx)
{
    const char *path = getenv("PATH");
    bool done = *own && visit(own, ctx);

    while (!done && path && *path) {
        const size_t size = strcspn(path, ":");
        char *folder = size ? cli_copy(path, size) : cli_copy(".", 1);

        done = visit(folder, ctx);
        free(folder);
        path += size + (path[size] == ':');
    }
    return done;
}

static bool is_program(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISREG(info.st_mode) && access(path, X_OK) == 0;
}

static char *join(const char *folder, const char *name)
{
    struct cli_bytes path = {NULL, 0, 0};

    cli_bytes_add_string(&path, folder);
    cli_bytes_add_string(&path, "/");
    cli_bytes_add_string(&path, name);
    return path.data;
}

/* ---- listing ---- */

static bool collect(const char *folder, void *ctx)
{
    struct names *const names = ctx;
    DIR *const dir = opendir(folder);
    const struct dirent *entry;

    while (dir && (entry = readdir(dir))) {
        const char *const name = entry->d_name;
        char *path;

        if (strncmp(name, "tm-", 3) != 0 || name[3] == '\0' || strchr(name, '.'))
            continue;
        path = join(folder, name);
        if (is_program(path)) {
            cli_grow(&names->name, &names->capacity, names->count + 1, sizeof *names->name);
            names->name[names->count++] = cli_copy(name + 3, strlen(name + 3));
        }
        free(path);
    }
    if (dir)
        closedir(dir);
    return false;
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static struct names find_tasks(const char *own)
{
    struct names names = {NULL, 0, 0};
    size_t kept = 0;

    each_folder(own, collect, &names);
    if (names.count > 0)
        qsort(names.name, names.count, sizeof *names.name, compare);
    for (size_t i = 0; i < names.count; i++) {
        if (kept > 0 && strcmp(names.name[kept - 1], names.name[i]) == 0)
            free(names.name[i]);
        else
            names.name[kept++] = names.name[i];
    }
    names.count = kept;
    return names;
}

static void free_names(struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->name[i]);
    free(names->name);
}

static int list_tasks(const char *own)
{
    struct names names = find_tasks(own);

    printf("usage: tm TASK [OPTION]... [FILE]...\n\nTasks:\n");
    for (size_t i = 0; i < names.count; i++) {
        const char *const summary = cli_task_summary(names.name[i]);

        printf("  %-12s%s%s\n", names.name[i], summary ? "  " : "", summary ? summary : "");
    }
    printf("\n`tm help TASK` says more about one.\n");
    free_names(&names);
    if (fflush(stdout) != 0)
        return cli_error("standard output: %s", strerror(errno));
    return CLI_DONE;
}

/* ---- starting ---- */

struct call {
    char *program; /* tm-TASK */
    char **argv;
};

static bool start(const char *folder, void *ctx)
{
    struct call *const call = ctx;
    char *const path = join(folder, call->program);

    if (is_program(path))
        execv(path, call->argv);
    free(path);
    return false;
}

static int unknown_task(const char *own, const char *task)
{
    struct names names = find_tasks(own);
    struct cli_bytes list = {NULL, 0, 0};
    const char **const name = cli_alloc(names.count + 1, sizeof *name);
    const char *near;

    for (size_t i = 0; i < names.count; i++)
        name[i] = names.name[i];
    name[names.count] = NULL;
    near = cli_nearest(task, strlen(task), name);
    free(name);
    if (near) {
        cli_bytes_add_string(&list, ", but ");
        cli_bytes_add_string(&list, near);
        cli_bytes_add_string(&list, " is");
    }
    for (size_t i = 0; i < names.count; i++) {
        cli_bytes_add_string(&list, i ? ", " : "; have: ");
        cli_bytes_add_string(&list, names.name[i]);
    }
    cli_usage("'%s' is not a task%s", task, list.data ? list.data : "");
    cli_bytes_free(&list);
    free_names(&names);
    return CLI_WRONG_USE;
}

/* argv[0] is the task; only comes back if it could not be started. */
static int run_task(const char *own, char **argv)
{
    struct cli_bytes program = {NULL, 0, 0};
    struct call call;
    int status;

    if (strchr(argv[0], '/'))
        return unknown_task(own, argv[0]);
    cli_bytes_add_string(&program, "tm-");
    cli_bytes_add_string(&program, argv[0]);
    call.program = program.data;
    call.argv = argv;
    argv[0] = program.data;
    each_folder(own, start, &call);
    status = unknown_task(own, program.data + 3);
    cli_bytes_free(&program);
    return status;
}

static const struct cli_option options[] = {CLI_OPTION_END};

static const struct cli_example examples[] = {
    {"tm cluster today.jsonl", "the same as tm-cluster today.jsonl"},
    {NULL, NULL},
};

static const struct cli_program program = {
    .name = "tm",
    .summary = "run a text-mining task by its name",
    .synopsis = "TASK [OPTION]... [FILE]...",
    .description =
        "Find the program tm-TASK beside this one or on PATH and run it with the arguments "
        "that follow. Without a task, list those that are found. `tm help TASK` prints the help "
        "of one.",
    .options = options,
    .examples = examples,
};

int main(int argc, char **argv)
{
    char *const own = own_folder(argv[0] ? argv[0] : "");
    static char help[] = "--help";
    int first, status;

    cli_set_name("tm");
    if (argc > 1 && argv[1][0] == '-') {
        status = cli_parse(&program, argc, argv, &first);
        if (status == CLI_GO_ON)
            status = list_tasks(own);
    } else if (argc < 2 || (strcmp(argv[1], "help") == 0 && argc == 2)) {
        status = list_tasks(own);
    } else if (strcmp(argv[1], "help") == 0) {
        char *call[] = {argv[2], help, NULL};

        status = run_task(own, call);
    } else {
        status = run_task(own, argv + 1);
    }
    free(own);
    return status;
}
