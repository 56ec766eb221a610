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

    if (id < v->terms) {
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
        const int order = tm__text_compare(tm__vocabulary_term(v, (uint32_t)middle), wanted);
        if (order == 0)
            return (uint32_t)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return UINT32_MAX;
}
