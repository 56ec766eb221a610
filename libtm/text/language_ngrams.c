#include "text/language_ngrams.h"

enum { EDGE = ' ' };

/* Changing this makes every model file wrong: raise the version in language_model.c. */
static uint64_t step(uint64_t hash, int32_t letter)
{
    hash = (hash ^ (uint32_t)letter) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 32;
}

static void start_word(struct tm__grams *g)
{
    g->hash[1] = step(g->hash[0], EDGE);
    g->run = 1;
}

void tm__grams_start(struct tm__grams *g, const char *text, size_t size, const uint64_t *blocks)
{
    tm__letters_start(&g->letters, text, size, blocks);
    g->count = g->next = 0;
    g->hash[0] = 0x243F6A8885A308D3u;
    g->word = 0;
    start_word(g);
}

/* Longer runs of these are rare words, not traits of a language. */
static bool ideographic(int32_t c)
{
    return (c >= 0x2E80 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) || c >= 0x20000;
}

/* The n-grams that end in this letter. */
static size_t extend(struct tm__grams *g, int32_t letter, struct tm__gram *out)
{
    const unsigned longest = ideographic(letter) ? 2 : TM__GRAM_LENGTH;
    const unsigned shortest = letter == EDGE ? 2 : 1; /* an edge alone says nothing */
    size_t n = 0;

    if (g->run < TM__GRAM_LENGTH)
        g->run++;
    for (unsigned k = g->run; k >= 1; k--)
        g->hash[k] = step(g->hash[k - 1], letter);
    for (unsigned k = shortest; k <= g->run && k <= longest; k++) {
        out[n].hash = (uint32_t)g->hash[k];
        out[n++].word = g->word;
    }
    return n;
}

size_t tm__grams_next(struct tm__grams *g, struct tm__gram *out, size_t capacity)
{
    size_t n = 0;

    while (n + TM__GRAM_LENGTH <= capacity) {
        int32_t letter;

        if (g->next == g->count) {
            g->count = tm__letters_next(&g->letters);
            g->next = 0;
            if (g->count == 0)
                break;
        }
        letter = g->letters.letter[g->next++];
        n += extend(g, letter ? letter : EDGE, out + n);
        if (letter == 0) {
            g->word++;
            start_word(g);
        }
    }
    return n;
}
