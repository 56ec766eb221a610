#include "phrases/word_class.h"

#include "base/ascii.h"

#include <string.h>

enum { LONGEST = 20, LONGEST_ENDING = 3, SHORTEST_STEM = 3 };

/* In the order of enum tm__word_class. */
static const char letters[] = "nvpeojadmtx";

/* As memcmp(), of a word in lower case and the word of a line. */
static int compare(const char *word, size_t size, const char *line)
{
    size_t i = 0;

    while (i < size && word[i] == line[i])
        i++;
    if (i == size)
        return line[i] == '\t' ? 0 : -1;
    return (unsigned char)word[i] < (unsigned char)line[i] ? -1 : 1;
}

static size_t letter(char c)
{
    return c >= 'a' && c <= 'z' ? (size_t)(c - 'a') + 1 : 0;
}

static bool find(enum tm__word_class *out, const char *word, size_t size)
{
    const char *const table = tm__word_classes_en;
    const size_t first = size ? letter(word[0]) : 0;
    const size_t group = first ? 27 * (first - 1) + letter(size > 1 ? word[1] : 0) : 0;
    size_t low = first ? tm__word_class_starts_en[group] : 0;
    size_t high = tm__word_class_starts_en[first ? group + 1 : 0];

    while (low < high) { /* both are where lines start */
        size_t line = low + (high - low) / 2, end = line;
        int order;
        while (line > low && table[line - 1] != '\n')
            line--;
        while (table[end] != '\n')
            end++;
        order = compare(word, size, table + line);
        if (order == 0) {
            *out = (enum tm__word_class)(strchr(letters, table[end - 1]) - letters);
            return true;
        }
        if (order < 0)
            high = line;
        else
            low = end + 1;
    }
    return false;
}

static bool lower(char *out, const char *word, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if ((unsigned char)word[i] >= 0x80)
            return false;
        out[i] = tm__ascii_lower(word[i]);
    }
    return true;
}

bool tm__word_class_known(enum tm__word_class *out, const char *word, size_t size)
{
    char text[LONGEST] = "";

    return size <= sizeof text && lower(text, word, size) && find(out, text, size);
}

/* Of a form with an s that is not known: what is no noun without it is a verb (steady, steadies).
 */
static bool class_without_s(enum tm__word_class *out, const char *word, size_t size)
{
    char text[LONGEST + 1];

    if (size < SHORTEST_STEM + 1 || size > LONGEST || !lower(text, word, size) ||
        text[size - 1] != 's')
        return false;
    size--;
    if (size > SHORTEST_STEM && memcmp(text + size - 2, "ie", 2) == 0)
        text[--size - 1] = 'y';
    if (!find(out, text, size) || *out == TM__ADVERB)
        return false;
    if (*out == TM__ADJECTIVE || *out == TM__PARTICIPLE)
        *out = TM__VERB;
    return true;
}

enum tm__word_class tm__word_class(const char *word, size_t size)
{
    enum tm__word_class found;
    char ending[LONGEST_ENDING + 1] = "-";

    if (tm__word_class_known(&found, word, size) || class_without_s(&found, word, size))
        return found;
    for (size_t n = LONGEST_ENDING; n > 1; n--)
        if (size >= n + SHORTEST_STEM && lower(ending + 1, word + size - n, n) &&
            find(&found, ending, n + 1))
            return found;
    return TM__NOUN;
}
