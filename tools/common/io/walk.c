#include "io/walk.h"

#include "talk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct folder {
    dev_t device;
    ino_t inode;
    size_t path;           /* bytes of the path that are this folder's */
    struct cli_bytes text; /* the names, each ends with NUL */
    size_t *name;          /* [count] where they start, sorted */
    size_t count, capacity, next;
};

struct tm_walk {
    struct cli_bytes path;
    struct folder *folder; /* [depth] the way down */
    size_t depth, capacity;
    size_t root; /* bytes of the path that was named */
    bool started, is_folder, has_files;
};

struct tm_walk *tm_walk_open(const char *path)
{
    struct tm_walk *walk = cli_alloc(1, sizeof *walk);
    struct stat info;

    cli_bytes_add_string(&walk->path, path);
    walk->root = walk->path.size;
    walk->is_folder = strcmp(path, "-") != 0 && stat(path, &info) == 0 && S_ISDIR(info.st_mode);
    return walk;
}

bool tm_walk_is_folder(const struct tm_walk *walk)
{
    return walk->is_folder;
}

static void leave(struct tm_walk *walk)
{
    struct folder *const folder = &walk->folder[--walk->depth];

    cli_bytes_free(&folder->text);
    free(folder->name);
}

void tm_walk_close(struct tm_walk *walk)
{
    if (!walk)
        return;
    while (walk->depth > 0)
        leave(walk);
    free(walk->folder);
    cli_bytes_free(&walk->path);
    free(walk);
}

static enum tm_read failed(const struct tm_walk *walk)
{
    cli_error("%s: %s", walk->path.data, strerror(errno));
    return TM_READ_FAILED;
}

/* Heap sort, because qsort hands the comparison nothing to find the names with. */
static void sift(size_t *name, size_t root, size_t count, const char *text)
{
    size_t child;

    while ((child = 2 * root + 1) < count) {
        const size_t old = name[root];

        if (child + 1 < count && strcmp(text + name[child], text + name[child + 1]) < 0)
            child++;
        if (strcmp(text + old, text + name[child]) >= 0)
            return;
        name[root] = name[child];
        name[child] = old;
        root = child;
    }
}

static void sort_names(struct folder *folder)
{
    for (size_t i = folder->count / 2; i-- > 0;)
        sift(folder->name, i, folder->count, folder->text.data);
    for (size_t end = folder->count; end > 1; end--) {
        const size_t last = folder->name[0];

        folder->name[0] = folder->name[end - 1];
        folder->name[end - 1] = last;
        sift(folder->name, 0, end - 1, folder->text.data);
    }
}

/* The path is a folder: read its names. */
static enum tm_read enter(struct tm_walk *walk, const struct stat *info)
{
    DIR *const dir = opendir(walk->path.data);
    struct folder *folder;
    struct dirent *entry;

    if (!dir)
        return failed(walk);
    cli_grow(&walk->folder, &walk->capacity, walk->depth + 1, sizeof *walk->folder);
    folder = &walk->folder[walk->depth++];
    memset(folder, 0, sizeof *folder);
    folder->device = info->st_dev;
    folder->inode = info->st_ino;
    if (walk->path.data[walk->path.size - 1] != '/')
        cli_bytes_add(&walk->path, "/", 1);
    folder->path = walk->path.size;
    while ((errno = 0, entry = readdir(dir))) {
        if (entry->d_name[0] == '.') /* hidden, or the folder itself */
            continue;
        cli_grow(&folder->name, &folder->capacity, folder->count + 1, sizeof *folder->name);
        folder->name[folder->count++] = folder->text.size;
        cli_bytes_add(&folder->text, entry->d_name, strlen(entry->d_name) + 1);
    }
    if (errno != 0) {
        closedir(dir);
        return failed(walk);
    }
    closedir(dir);
    sort_names(folder);
    return TM_READ_OK;
}

static bool is_above(const struct tm_walk *walk, const struct stat *info)
{
    for (size_t i = 0; i < walk->depth; i++)
        if (walk->folder[i].device == info->st_dev && walk->folder[i].inode == info->st_ino)
            return true;
    return false;
}

/* Put the next name behind the path of its folder; false if the way down is at its end. */
static bool next_name(struct tm_walk *walk)
{
    while (walk->depth > 0) {
        struct folder *const folder = &walk->folder[walk->depth - 1];

        if (folder->next < folder->count) {
            walk->path.size = folder->path;
            cli_bytes_add_string(&walk->path, folder->text.data + folder->name[folder->next++]);
            return true;
        }
        leave(walk);
    }
    return false;
}

enum tm_read tm_walk_next(struct tm_walk *walk, const char **path)
{
    struct stat info;

    if (!walk->is_folder) {
        *path = walk->path.data;
        if (walk->started)
            return TM_READ_END;
        walk->started = true;
        return TM_READ_OK;
    }
    if (!walk->started) {
        walk->started = true;
        if (stat(walk->path.data, &info) != 0)
            return failed(walk);
        if (enter(walk, &info) == TM_READ_FAILED)
            return TM_READ_FAILED;
    }
    while (next_name(walk)) {
        if (stat(walk->path.data, &info) != 0) {
            cli_message("%s: %s; skipped", walk->path.data, strerror(errno));
        } else if (S_ISREG(info.st_mode)) {
            walk->has_files = true;
            *path = walk->path.data;
            return TM_READ_OK;
        } else if (S_ISDIR(info.st_mode) && is_above(walk, &info)) {
            cli_message("%s: leads back to a folder above it; skipped", walk->path.data);
        } else if (S_ISDIR(info.st_mode) && enter(walk, &info) == TM_READ_FAILED) {
            return TM_READ_FAILED;
        }
    }
    if (!walk->has_files)
        cli_message("%.*s: a folder with no files, hidden ones aside", (int)walk->root,
                    walk->path.data);
    walk->has_files = true; /* told once */
    return TM_READ_END;
}
