/* The summary of a story. */
#ifndef DIGEST_SUMMARY_H
#define DIGEST_SUMMARY_H

#include "digest/digest.h"

/*
 * Fill sentence, sentences, summary and cut of a story from its documents that are no copies: of so
 * many words, and with an eye on the query.
 */
TM_MUST_CHECK tm_status digest_summarize(const struct digest *digest, struct digest_story *story,
                                         const struct digest_options *options, const tm_run *run,
                                         tm_error *err);

#endif
