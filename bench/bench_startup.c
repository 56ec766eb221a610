/*
 * Claim: a day's headlines are clustered before a Python interpreter has finished importing.
 * Two whole processes, from start to exit: tm-cluster on 2,000 headlines, and python3 -c "import
 * numpy". The headlines are halves of the titles in data/day.jsonl, put together anew.
 *
 * usage: bench_startup TM-CLUSTER DAY.JSONL SCRATCH-FILE PYTHON
 */
#include "bench.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HEADLINES = 2000, RUNS = 21, TITLES = 1000, TITLE_BYTES = 512 };

static char title[TITLES][TITLE_BYTES];

static void stop(const char *what, const char *name)
{
    fprintf(stderr, "bench_startup: %s %s\n", what, name);
    exit(1);
}

/* The titles of a JSON Lines file that is known to have no escapes in them. */
static size_t read_titles(const char *path)
{
    static const char key[] = "\"title\": \"";
    static char line[1 << 16];
    size_t count = 0;
    FILE *in = fopen(path, "r");

    if (!in)
        stop("cannot open", path);
    while (count < TITLES && fgets(line, sizeof line, in)) {
        const char *start = strstr(line, key);
        const char *end = start ? strchr(start + strlen(key), '"') : NULL;

        if (!end || end - start - (long)strlen(key) >= TITLE_BYTES)
            stop("no title in a line of", path);
        start += strlen(key);
        memcpy(title[count], start, (size_t)(end - start));
        title[count++][end - start] = '\0';
    }
    fclose(in);
    if (count == 0)
        stop("no titles in", path);
    return count;
}

/* Where the second half of a title begins: the first space after its middle. */
static const char *middle(const char *text)
{
    const char *space = strchr(text + strlen(text) / 2, ' ');

    return space ? space : text + strlen(text);
}

static void write_headlines(const char *path, size_t titles)
{
    FILE *out = fopen(path, "w");

    if (!out)
        stop("cannot write", path);
    for (size_t i = 0; i < HEADLINES; i++) {
        const char *first = title[i % titles];
        const char *second = title[(i % titles + 37 * (i / titles)) % titles];

        fprintf(out, "%.*s%s\n", (int)(middle(first) - first), first, middle(second));
    }
    if (fclose(out) != 0)
        stop("cannot write", path);
}

/* Seconds from fork to exit, with output to /dev/null. */
static double seconds_of(char *const argv[])
{
    const double start = bench_now();
    const pid_t child = fork();
    int status;

    if (child < 0)
        stop("cannot start", argv[0]);
    if (child == 0) {
        const int null = open("/dev/null", O_RDWR);

        dup2(null, STDIN_FILENO);
        dup2(null, STDOUT_FILENO);
        execvp(argv[0], argv);
        _exit(127);
    }
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        stop("a run failed:", argv[0]);
    return bench_now() - start;
}

int main(int argc, char **argv)
{
    double ours[RUNS], theirs[RUNS];

    if (argc != 5)
        stop("usage:", "bench_startup TM-CLUSTER DAY.JSONL SCRATCH-FILE PYTHON");
    write_headlines(argv[3], read_titles(argv[2]));
    {
        char *const cluster[] = {argv[1], argv[3], NULL};
        char *const python[] = {argv[4], "-c", "import numpy", NULL};

        seconds_of(cluster); /* once each to fill the file cache */
        seconds_of(python);
        for (int i = 0; i < RUNS; i++) {
            ours[i] = seconds_of(cluster);
            theirs[i] = seconds_of(python);
        }
    }
    {
        const double a = bench_median(ours, RUNS), b = bench_median(theirs, RUNS);

        printf(
            "start-up\ttm-cluster, 2,000 headlines\t%.3f\tpython3 -c 'import numpy'\t%.3f\t%.2f\n",
            a, b, b / a);
    }
    return 0;
}
