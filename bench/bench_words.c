/*
 * Claim: cutting text into words, and into words and sentences, keeps up with counting its words.
 * A document a line, by the public calls, one thread, against the process `wc -w` on the same file
 * in a UTF-8 locale. Both read the file; CPU time of both, so that other processes do not show.
 *
 * usage: bench_words NAME LANGUAGE FILE
 */
#include "bench.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <tm.h>
#include <unistd.h>

enum { RUNS = 11, CHUNK = 1 << 20 };

static void stop(const char *what, const char *name)
{
    fprintf(stderr, "bench_words: %s %s\n", what, name);
    exit(1);
}

static void cut(const char *text, size_t size, const char *language, int sentences)
{
    tm_span *span;
    size_t count;

    if (tm_words(&span, &count, text, size, TM_WORDS_NEWS, NULL) != TM_OK)
        stop("cannot cut into", "words");
    tm_free(span);
    if (!sentences)
        return;
    if (tm_sentences(&span, &count, text, size, language, NULL) != TM_OK)
        stop("cannot cut into", "sentences");
    tm_free(span);
}

/* Cut all whole lines of [text, text + size); what is left over. */
static size_t cut_lines(const char *text, size_t size, const char *language, int sentences)
{
    const char *at = text, *end = text + size, *newline;

    while (at < end && (newline = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        cut(at, (size_t)(newline - at), language, sentences);
        at = newline + 1;
    }
    return (size_t)(end - at);
}

static double ours(const char *path, const char *language, int sentences)
{
    static char chunk[CHUNK];
    size_t size = 0;
    ssize_t got;
    struct timespec start, end;
    const int file = open(path, O_RDONLY);

    if (file < 0)
        stop("cannot open", path);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
    while ((got = read(file, chunk + size, CHUNK - size)) > 0) {
        const size_t all = size + (size_t)got;

        size = cut_lines(chunk, all, language, sentences);
        if (size == CHUNK)
            stop("too long a line in", path);
        memmove(chunk, chunk + all - size, size);
    }
    cut(chunk, size, language, sentences);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
    close(file);
    return (double)(end.tv_sec - start.tv_sec) + 1e-9 * (double)(end.tv_nsec - start.tv_nsec);
}

static double seconds_of_children(void)
{
    struct rusage use;

    getrusage(RUSAGE_CHILDREN, &use);
    return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
           1e-6 * (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec);
}

static double theirs(char *path)
{
    char *const command[] = {"wc", "-w", path, NULL};
    const double before = seconds_of_children();
    const pid_t child = fork();
    int status;

    if (child == 0) {
        const int null = open("/dev/null", O_RDWR);

        dup2(null, STDOUT_FILENO);
        execvp(command[0], command);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
        stop("cannot run", "wc -w");
    return seconds_of_children() - before;
}

static void report(const char *name, const char *what, double seconds, double rival)
{
    printf("%s\t%s\t%.3f\twc -w\t%.3f\t%.2f\n", name, what, seconds, rival, rival / seconds);
}

int main(int argc, char **argv)
{
    double words[RUNS], both[RUNS], rival[RUNS], wc;

    if (argc != 4)
        stop("usage:", "bench_words NAME LANGUAGE FILE");
    setenv("LC_ALL", "C.UTF-8", 1); /* wc decodes the text, as we do */
    for (int i = 0; i < RUNS; i++) {
        words[i] = ours(argv[3], argv[2], 0);
        rival[i] = theirs(argv[3]);
        both[i] = ours(argv[3], argv[2], 1);
    }
    wc = bench_median(rival, RUNS);
    report(argv[1], "words", bench_median(words, RUNS), wc);
    report(argv[1], "words and sentences", bench_median(both, RUNS), wc);
    return 0;
}
