/* Documents of which no term is left, so that nothing can be said of them. */
#ifndef CLI_TERMS_H
#define CLI_TERMS_H

#include <tm.h>

/* Say so, and why, where `documents` have rows without a single entry. how: NULL for a model that
 * was loaded. */
void cli_tell_no_terms(uint64_t entries, uint64_t documents, const tm_tfidf_options *how);

#endif
