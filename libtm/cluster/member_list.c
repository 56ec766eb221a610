#include "cluster/member_list.h"

#include <string.h>

void tm__list_members(uint32_t *member, size_t *first, const uint32_t *label, size_t rows,
                      size_t clusters)
{
    memset(first, 0, (clusters + 1) * sizeof *first);
    for (size_t i = 0; i < rows; i++)
        first[label[i]]++;
    for (size_t k = 0, at = 0; k <= clusters; k++) {
        at += k < clusters ? first[k] : 0;
        first[k] = at; /* the end of k; counted down below */
    }
    for (size_t i = rows; i-- > 0;)
        member[--first[label[i]]] = (uint32_t)i;
}
