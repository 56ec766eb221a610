/* Unicode's own test of word boundaries: every line of it. */
#include "quality.h"

#include <tm.h>

enum { LONGEST = 64 };

/* "÷ 0061 × 0308 ÷" as text and the offsets of its boundaries, the start left out. */
static size_t parse(char *line, char *text, size_t *size, size_t *end)
{
    size_t count = 0;

    *size = 0;
    line[strcspn(line, "#")] = '\0';
    for (char *word = strtok(line, " \t"); word; word = strtok(NULL, " \t")) {
        if (strcmp(word, "\u00D7") == 0)
            continue;
        if (strcmp(word, "\u00F7") != 0)
            *size += tm_utf8_encode(text + *size, (int32_t)strtol(word, NULL, 16));
        else if (*size)
            end[count++] = *size;
    }
    return count;
}

int main(int argc, char **argv)
{
    struct quality_file f =
        quality_open(argc > 1 ? argv[1] : ".", "text/unicode/WordBreakTest.txt.gz");
    int lines = 0, failed = 0;

    while (quality_line(&f)) {
        char text[4 * LONGEST];
        size_t want[LONGEST], size, *got, count, wanted;

        wanted = parse(f.line, text, &size, want);
        if (wanted == 0)
            continue;
        lines++;
        if (tm_word_boundaries(&got, &count, text, size, NULL) != TM_OK)
            return 1;
        if (count != wanted || memcmp(got, want, count * sizeof *got) != 0) {
            printf("failed: %s\n", f.line);
            failed++;
        }
        tm_free(got);
    }
    printf("%d lines, %d failed\n", lines, failed);
    return lines < 1000 || failed;
}
