#include "vector/vocabulary.h"

#include <string.h>

int tm__text_compare(tm_text a, tm_text b)
{
    const size_t n = a.size < b.size ? a.size : b.size;
    const int order = n ? memcmp(a.data, b.data, n) : 0;

    if (order)
        return order;
    return a.size < b.size ? -1 : a.size > b.size;
}

tm_text tm__vocabulary_term(const struct tm__vocabulary *v, uint32_t id)
{
    tm_text term = {NULL, 0};

    if (id < v->terms && v->offset) {
        term.data = v->bytes + v->offset[id];
        term.size = (size_t)(v->offset[id + 1] - v->offset[id]);
    }
    return term;
}

uint32_t tm__vocabulary_lookup(const struct tm__vocabulary *v, const char *term, size_t size)
{
    const tm_text wanted = {term, size};
    size_t low = 0, high = v->terms;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const uint32_t id = tm__vocabulary_at(v, middle);
        const int order = tm__text_compare(tm__vocabulary_term(v, id), wanted);

        if (order == 0)
            return id;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return UINT32_MAX;
}

void tm__vocabulary_match(uint32_t *id, const struct tm__vocabulary *found,
                          const struct tm__vocabulary *known)
{
    size_t b = 0;

    for (size_t a = 0; a < found->terms; a++) {
        const uint32_t term = tm__vocabulary_at(found, a);
        const tm_text text = tm__vocabulary_term(found, term);
        int order = 1;

        while (b < known->terms &&
               (order = tm__text_compare(tm__vocabulary_term(known, tm__vocabulary_at(known, b)),
                                         text)) < 0)
            b++;
        id[term] = b < known->terms && order == 0 ? tm__vocabulary_at(known, b) : UINT32_MAX;
    }
}
