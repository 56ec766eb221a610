/* The rows of every cluster, one after another. */
#ifndef TM_CLUSTER_MEMBER_LIST_H
#define TM_CLUSTER_MEMBER_LIST_H

#include <stddef.h>
#include <stdint.h>

/*
 * Those of cluster k are member[first[k] .. first[k + 1]), rising.
 * @param member  [rows] out
 * @param first   [clusters + 1] out
 * @param label   [rows] all below clusters
 * Cost O(rows + clusters).
 */
void tm__list_members(uint32_t *member, size_t *first, const uint32_t *label, size_t rows,
                      size_t clusters);

#endif
