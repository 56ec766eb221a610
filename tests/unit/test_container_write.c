#define _GNU_SOURCE /* symlink, lstat, O_TMPFILE, fork, mkdtemp */
#include "models/container.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

Test(container_write, replaces_a_file_and_leaves_nothing_beside_it)
{
    static const struct tm__section section[] = {{"a", "x", 1}};
    char path[64], beside[80];
    struct tm__container *c;
    struct stat info;

    snprintf(path, sizeof path, "/tmp/tm_write_%ld.tm", (long)getpid());
    snprintf(beside, sizeof beside, "%s.0", path);
    for (int i = 0; i < 2; i++)
        cr_assert_eq(tm__container_write(path, "test", 1, section, 1, NULL), TM_OK, "write %d", i);
    cr_expect_eq(stat(beside, &info), -1, "no temporary file");
    cr_assert_eq(stat(path, &info), 0, "the file");
    cr_expect(info.st_mode & 0400, "readable");
    cr_assert_eq(tm__container_open(&c, path, "test", 1, NULL), TM_OK, "open");
    tm__container_close(c);
    remove(path);
}

Test(container_write, keeps_a_link_one)
{
    static const struct tm__section section[] = {{"a", "x", 1}};
    char path[64], link[80];
    struct tm__container *c;
    struct stat info;

    snprintf(path, sizeof path, "/tmp/tm_linked_%ld.tm", (long)getpid());
    snprintf(link, sizeof link, "%s.link", path);
    cr_assert_eq(tm__container_write(path, "test", 1, section, 0, NULL), TM_OK, "a file");
    cr_assert_eq(symlink(path, link), 0, "a link to it");
    cr_assert_eq(tm__container_write(link, "test", 1, section, 1, NULL), TM_OK, "through the link");
    cr_assert_eq(lstat(link, &info), 0, "the link");
    cr_expect(S_ISLNK(info.st_mode), "still a link");
    cr_assert_eq(tm__container_open(&c, path, "test", 1, NULL), TM_OK, "the file");
    tm__container_close(c);
    remove(path);
    remove(link);
}

Test(container_write, names_the_path_where_no_file_can_be)
{
    static const struct tm__section section[] = {{"a", "x", 1}};
    tm_error err;

    cr_expect_eq(tm__container_write("/proc/x.tm", "test", 1, section, 1, &err), TM_EIO,
                 "not a place for files");
    cr_expect_not_null(strstr(err.message, "/proc/x.tm"), "%s", err.message);
}

Test(container_write, writes_into_a_pipe_and_leaves_it_one)
{
    static const struct tm__section section[] = {{"a", "x", 1}};
    char path[64], magic[8];
    struct stat info;
    int reader;

    snprintf(path, sizeof path, "/tmp/tm_pipe_%ld.tm", (long)getpid());
    cr_assert_eq(mkfifo(path, 0600), 0, "a pipe");
    reader = open(path, O_RDONLY | O_NONBLOCK);
    cr_assert_geq(reader, 0, "a reader");
    cr_expect_eq(tm__container_write(path, "test", 1, section, 1, NULL), TM_OK, "write");
    cr_assert_eq(stat(path, &info), 0, "is there");
    cr_expect(S_ISFIFO(info.st_mode), "still a pipe");
    cr_expect_eq(read(reader, magic, sizeof magic), (ssize_t)sizeof magic, "the bytes came");
    close(reader);
    remove(path);
}

static int signal_of_sync; /* 0: none */

/* In the place of the C library's, which a file calls when its bytes are all written. */
int fsync(int fd)
{
    (void)fd;
    return signal_of_sync ? raise(signal_of_sync) : 0;
}

static size_t count_files(const char *folder)
{
    DIR *const d = opendir(folder);
    size_t count = 0;

    for (struct dirent *e; (e = readdir(d));)
        count += e->d_name[0] != '.';
    closedir(d);
    return count;
}

/* Write to path and be killed before the file has its name. */
static void write_and_be_killed(const char *path, int signal_number)
{
    static const struct tm__section section[] = {{"a", "new", 3}};
    int status;
    const pid_t child = fork();

    if (child == 0) {
        signal(signal_number, SIG_DFL);
        signal_of_sync = signal_number;
        _exit((int)tm__container_write(path, "test", 1, section, 1, NULL));
    }
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == signal_number, "was killed");
}

Test(container_write, leaves_nothing_when_it_is_killed)
{
    static const int signals[] = {SIGTERM, SIGINT, SIGKILL};
    static const struct tm__section section[] = {{"a", "x", 1}};
    char folder[] = "/tmp/tm_killed_XXXXXX", path[64];
    struct tm__container *c;
    int fd;

    cr_assert_not_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/m", folder);
    fd = open(folder, O_TMPFILE | O_WRONLY, 0600);
    if (fd < 0)
        cr_skip_test("the file system has no files without a name");
    close(fd);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        write_and_be_killed(path, signals[i]);
        cr_expect_eq(count_files(folder), 0, "nothing after signal %d", signals[i]);
    }
    cr_assert_eq(tm__container_write(path, "test", 1, section, 1, NULL), TM_OK, "a whole file");
    write_and_be_killed(path, SIGTERM);
    cr_expect_eq(count_files(folder), 1, "nothing beside it");
    cr_assert_eq(tm__container_open(&c, path, "test", 1, NULL), TM_OK, "as it was");
    tm__container_close(c);
    remove(path);
    rmdir(folder);
}
