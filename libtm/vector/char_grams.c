#include "vector/char_grams.h"

#include "base/memory.h"

#include <tm/text.h>

#include <string.h>

void tm__char_grams_release(struct tm__char_grams *grams)
{
    tm__buffer_release(&grams->text);
    tm__free(grams->at);
    memset(grams, 0, sizeof *grams);
}

/* White_Space, and the separators of files, groups, records and units, as in Python. */
static bool is_space(int32_t c)
{
    return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 ||
           c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool add(struct tm__char_grams *g, const char *character, size_t size)
{
    if (!tm__grow(&g->at, &g->at_capacity, g->characters + 2, sizeof *g->at) ||
        !tm__buffer_append(&g->text, character, size))
        return false;
    g->at[++g->characters] = g->text.size;
    return true;
}

static bool ends_in_space(const struct tm__char_grams *g)
{
    return g->characters > 0 && g->text.data[g->text.size - 1] == ' ';
}

/* The character, or what stands for the white space that it begins. */
static bool add_space(struct tm__char_grams *g, const char *character, size_t size, bool more)
{
    if (!g->in_words)
        return more ? add(g, " ", 1) : add(g, character, size);
    return ends_in_space(g) || add(g, " ", 1);
}

static bool copy(struct tm__char_grams *g, const char *text, size_t size)
{
    for (size_t i = 0; i < size;) {
        int32_t c;
        const size_t start = i;
        bool more = false;

        i += tm_utf8_decode(&c, text + i, size - i);
        if (!is_space(c)) {
            if (!add(g, text + start, i - start))
                return false;
            continue;
        }
        for (size_t next = i; i < size; i = next, more = true) {
            next = i + tm_utf8_decode(&c, text + i, size - i);
            if (!is_space(c))
                break;
        }
        if (!add_space(g, text + start, i - start, more))
            return false;
    }
    return true;
}

/* The word behind the space at `from`, with the space behind it. */
static void find_word(struct tm__char_grams *g, size_t from)
{
    g->first = g->last = from;
    while (g->last + 1 < g->characters && g->text.data[g->at[++g->last]] != ' ')
        ;
    g->last++;
}

bool tm__char_grams_start(struct tm__char_grams *grams, const char *text, size_t size,
                          bool in_words, unsigned shortest, unsigned longest)
{
    struct tm__char_grams *const g = grams;

    tm__buffer_clear(&g->text);
    g->characters = 0;
    g->in_words = in_words;
    g->shortest = g->length = shortest;
    g->longest = longest;
    if (!tm__grow(&g->at, &g->at_capacity, 1, sizeof *g->at))
        return false;
    g->at[0] = 0;
    if ((in_words && !add(g, " ", 1)) || !copy(g, text, size) ||
        (in_words && !ends_in_space(g) && !add(g, " ", 1)))
        return false;
    g->from = g->first = 0;
    g->last = g->characters;
    if (in_words && g->characters < 2)
        g->last = 0; /* white space alone */
    else if (in_words)
        find_word(g, 0);
    return true;
}

/* Go on with the next word. False if there is none. */
static bool next_unit(struct tm__char_grams *g)
{
    if (!g->in_words || g->last == 0 || g->last >= g->characters)
        return false;
    find_word(g, g->last - 1);
    g->from = g->first;
    g->length = g->shortest;
    return true;
}

size_t tm__char_grams_next(struct tm__char_grams *grams, tm_span *span, size_t capacity)
{
    struct tm__char_grams *const g = grams;
    size_t n = 0;

    while (n < capacity) {
        const size_t characters = g->last - g->first;

        if (g->length > g->longest || characters == 0) {
            if (!next_unit(g))
                return n;
        } else if (characters < g->length) { /* too short; in words it is taken whole */
            if (g->in_words)
                span[n++] = (tm_span){g->at[g->first], g->at[g->last]};
            g->length = g->longest + 1;
        } else {
            span[n++] = (tm_span){g->at[g->from], g->at[g->from + g->length]};
            if (++g->from + g->length > g->last) {
                /* A word as long as the run is the last one: longer runs would be it again. */
                g->length = g->in_words && characters == g->length ? g->longest + 1 : g->length + 1;
                g->from = g->first;
            }
        }
    }
    return n;
}
