/* One vocabulary in byte order from the terms that several workers met. */
#ifndef TM_VECTOR_MERGE_TERMS_H
#define TM_VECTOR_MERGE_TERMS_H

#include "vector/term_list.h"

struct tm__merged_terms {
    size_t terms;
    char *bytes;      /* the terms in byte order, one behind the other */
    uint64_t *offset; /* [terms + 1] */
    uint32_t **id;    /* [sets][count of the set] the set's id -> merged id */
    uint32_t *df;     /* [terms] documents that hold a run of words, 0 of a word; NULL: no runs */
};

/*
 * @param room  of so many bytes, for items of 16 bytes, or NULL: it spares the merge 32 bytes for
 *              every term if it is large enough
 * The result's bytes and offset are the caller's (tm__free); id goes to tm__merged_ids_release.
 * Ranges of the order are made in parallel. Errors: TM_ENOMEM, TM_ECANCELLED.
 */
tm_status tm__merge_terms(struct tm__merged_terms *out, const struct tm__term_list *const *set,
                          size_t sets, void *room, size_t size, const tm_run *run, tm_error *err);
void tm__merged_ids_release(struct tm__merged_terms *merged, size_t sets);

#endif
