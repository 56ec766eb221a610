#include "page/page_byline.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

/* A byline is found in so many paragraphs, and may hold so many bytes beside the names: a desk, a
 * date, how long the reading takes. */
enum { PARAGRAPHS = 4, REST = 60 };

const char *page_byline_names(const char *line)
{
    static const char *const words[] = {"by ", "von ",        "par ",      "por ",
                                        "di ", "written by ", "posted by "};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncasecmp(line, words[i], strlen(words[i])) == 0)
            return line + strlen(words[i]);
    return line;
}

static bool is_byline(const char *paragraph, size_t size, const char *author)
{
    const char *const names = page_byline_names(paragraph);
    const size_t before = (size_t)(names - paragraph), length = strlen(author);

    return length > 0 && size >= before + length && size <= before + length + REST &&
           strncasecmp(names, author, length) == 0 && !strchr(".!?", paragraph[size - 1]);
}

void page_byline_drop(char *text, const char *author)
{
    char *paragraph = text;

    for (int i = 0; author && i < PARAGRAPHS; i++) {
        char *const end = strstr(paragraph, "\n\n");
        char *next = end ? end + 2 : NULL;

        if (!next)
            return;
        if (is_byline(paragraph, (size_t)(end - paragraph), author)) {
            memmove(paragraph, next, strlen(next) + 1);
            return;
        }
        paragraph = next;
    }
}
