/* The summary of a story. */
#ifndef DIGEST_SUMMARY_H
#define DIGEST_SUMMARY_H

#include "digest/digest.h"

/* Fill sentence, sentences, summary and cut of a story from its documents that are no copies. */
TM_MUST_CHECK tm_status digest_summarize(const struct digest *digest, struct digest_story *story,
                                         uint64_t words, const tm_run *run, tm_error *err);

#endif
