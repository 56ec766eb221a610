#include "stop_list.h"

#include "bytes.h"
#include "matrix/scan.h"
#include "options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_SHOWN = 60 };

struct list {
    struct cli_bytes bytes; /* of the words */
    tm_text *word;          /* [count] data is set when all are there */
    size_t count, capacity;
};

static bool is_utf8(const char *text)
{
    const size_t size = strlen(text);

    for (size_t at = 0; at < size;) {
        int32_t c;
        const size_t bytes = tm_utf8_decode(&c, text + at, size - at);

        /* U+FFFD that stands there has three bytes. */
        if (c == 0xFFFD && bytes != 3)
            return false;
        at += bytes;
    }
    return true;
}

static bool is_blank(char c)
{
    return (unsigned char)c <= ' ';
}

/* The line without comment, blanks at its ends, and a byte order mark. */
static tm_text content(const struct cli_scan *scan)
{
    const char *start = scan->line, *end = start;

    if (scan->number == 1 && strncmp(start, "\xEF\xBB\xBF", 3) == 0)
        start += 3;
    for (end = start; *end != '\0'; end++)
        if (*end == '#' && (end == start || is_blank(end[-1])))
            break;
    while (end > start && is_blank(end[-1]))
        end--;
    while (start < end && is_blank(*start))
        start++;
    return (tm_text){start, (size_t)(end - start)};
}

/* False after a message. */
static bool take_line(struct list *list, const struct cli_scan *scan)
{
    const tm_text word = content(scan);

    if (!is_utf8(scan->line))
        return cli_scan_error(scan, "is not UTF-8");
    if (word.size == 0)
        return true;
    for (size_t i = 0; i < word.size; i++)
        if (is_blank(word.data[i]))
            return cli_scan_error(scan, "'%.*s' is more than a word; write one a line",
                                  (int)(word.size < LONGEST_SHOWN ? word.size : LONGEST_SHOWN),
                                  word.data);
    cli_grow(&list->word, &list->capacity, list->count + 1, sizeof *list->word);
    list->word[list->count++].size = word.size;
    cli_bytes_add(&list->bytes, word.data, word.size);
    return true;
}

static int read_words(struct list *list, FILE *file, const char *path)
{
    struct cli_scan scan = cli_scan_start(file, path);
    bool good = true;
    size_t at = 0;

    errno = 0;
    while (good && cli_scan_line(&scan))
        good = take_line(list, &scan);
    cli_scan_stop(&scan);
    if (good && ferror(file))
        return cli_error("%s: %s", path, strerror(errno));
    for (size_t i = 0; i < list->count; at += list->word[i++].size)
        list->word[i].data = list->bytes.data + at;
    return good ? CLI_GO_ON : CLI_FAILED;
}

int cli_stop_list_read(tm_stop_list **out, const char *path, bool alone)
{
    FILE *const file = fopen(path, "rb");
    struct list list = {{NULL, 0, 0}, NULL, 0, 0};
    tm_error err;
    int status;

    *out = NULL;
    if (!file)
        return cli_error("%s: %s", path, strerror(errno));
    status = read_words(&list, file, path);
    fclose(file);
    if (status == CLI_GO_ON && list.count == 0)
        cli_message("%s: no words in it", path);
    if (status == CLI_GO_ON && tm_stop_list_new(out, list.word, list.count, alone, &err) != TM_OK)
        status = cli_library_error(&err);
    free(list.word);
    cli_bytes_free(&list.bytes);
    return status;
}
