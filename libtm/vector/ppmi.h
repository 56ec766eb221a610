/* Which words keep company: positive pointwise mutual information. */
#ifndef TM_VECTOR_PPMI_H
#define TM_VECTOR_PPMI_H

#include <tm/linalg.h>

/*
 * Words x words from documents x words (values do not matter, only where they are): a pair counts
 * 1 / (n - 1) in a document of n words, so that every document has the same say for each word. The
 * cell is ln(p(w, c) / (p(w) p(c))) where that is above 0, with the context's counts to the power
 * given (Levy, Goldberg & Dagan 2015). The diagonal is empty. index: documents x words transposed.
 * Cost the sum over documents of n^2. Errors: TM_ENOMEM, TM_ECANCELLED.
 */
tm_status tm__ppmi(tm_sparse **out, const tm_sparse *documents, const tm_sparse *index,
                   double power, const tm_run *run, tm_error *err);

#endif
