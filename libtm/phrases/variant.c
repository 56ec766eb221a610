#include "phrases/variant.h"

#include "text/fold_ascii.h"

#include <string.h>

/* From the longest; shorter words than `least` bytes are other words: tour, prise, filled. */
static const struct ending {
    const char *british, *american;
    size_t least;
} endings[] = {
    {"isations", "izations", 10},
    {"ogrammes", "ograms", 9},
    {"isation", "ization", 9},
    {"ogramme", "ogram", 8},
    {"ourable", "orable", 9},
    {"ourites", "orites", 9},
    {"ourite", "orite", 8},
    {"ouring", "oring", 8},
    {"fences", "fenses", 8},
    {"fence", "fense", 7},
    {"cence", "cense", 7},
    {"oured", "ored", 7},
    {"ising", "izing", 7},
    {"ysing", "yzing", 7},
    {"lling", "ling", 9},
    {"ogues", "ogs", 8},
    {"llers", "lers", 9},
    {"isers", "izers", 7},
    {"iser", "izer", 6},
    {"ller", "ler", 8},
    {"lled", "led", 8},
    {"ised", "ized", 7},
    {"ysed", "yzed", 7},
    {"ises", "izes", 7},
    {"ours", "ors", 7},
    {"tres", "ters", 6},
    {"bres", "bers", 6},
    {"ogue", "og", 7},
    {"our", "or", 6},
    {"ise", "ize", 6},
    {"yse", "yze", 6},
    {"tre", "ter", 5},
    {"bre", "ber", 5},
};

bool tm__american(char *out, const char *word, size_t *size)
{
    char text[TM__LONGEST_VARIANT];

    if (*size > sizeof text || !tm__fold_ascii(text, word, *size, true))
        return false;
    for (size_t e = 0; e < sizeof endings / sizeof *endings; e++) {
        const size_t ending = strlen(endings[e].british), stem = *size - ending;
        const size_t american = strlen(endings[e].american);

        if (*size < endings[e].least || memcmp(text + stem, endings[e].british, ending) != 0)
            continue;
        memcpy(out, text, stem);
        memcpy(out + stem, endings[e].american, american);
        *size = stem + american;
        return true;
    }
    return false;
}
