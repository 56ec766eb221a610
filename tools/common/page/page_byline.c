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
    const char *const space = strchr(line, ' ');

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncasecmp(line, words[i], strlen(words[i])) == 0)
            return line + strlen(words[i]);
    return space && space > line && space[-1] == ':' ? space + 1 : line;
}

static bool is_month(const char *word, size_t size)
{
    static const char *const months[] = {"january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december"};

    while (size > 0 && strchr(".,", word[size - 1]))
        size--;
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (size >= 3 && strncasecmp(months[i], word, size) == 0)
            return true;
    return false;
}

/* What ends the names in a byline: a bar, a dash or a dot of layout, a number (of a date), a
 * handle, or a word about a date. */
static bool ends_names(const char *word)
{
    static const char *const ends[] = {
        "| ", "\xe2\x80\x94 ", "\xe2\x80\x93 ", "\xe2\x80\xa2 ", "\xc2\xb7 ",
        "- ", "published ",    "updated "};

    if (*word == '@' || (*word >= '0' && *word <= '9'))
        return true;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (strncasecmp(word, ends[i], strlen(ends[i])) == 0)
            return true;
    return false;
}

/* "Ann Lee | March 4, 2024 10:30" to "Ann Lee". A first word stays, for a name may be anything. */
static void cut_rest(char *byline)
{
    char *before = byline; /* the word before */
    char *end = NULL;

    for (char *c = strchr(byline, ' '); c && !end; c = strchr(c, ' ')) {
        char *const word = ++c;

        if (ends_names(word))
            end = is_month(before, (size_t)(word - 1 - before)) ? before : word;
        before = word;
    }
    if (!end || end == byline)
        return;
    while (end > byline && strchr(" ,;:", end[-1]))
        end--;
    *end = '\0';
}

void page_byline_trim(char *byline)
{
    const char *names;

    cut_rest(byline);
    names = page_byline_names(byline);
    memmove(byline, names, strlen(names) + 1);
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
