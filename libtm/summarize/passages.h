/* The sentences of documents, as candidates for a summary. */
#ifndef TM_SUMMARIZE_PASSAGES_H
#define TM_SUMMARIZE_PASSAGES_H

#include "summarize/excerpt.h"
#include "summarize/guards.h"

struct tm__passage {
    size_t document;
    tm_span span;             /* bytes within the document, without the white space around */
    struct tm__length length; /* folded */
    enum tm__guard guard;
    bool repeated; /* an earlier passage has the same text */
};

struct tm__passages {
    size_t count, capacity;
    struct tm__passage *passage; /* [count] by document, then by position */
};

/*
 * Split documents into sentences (tm_sentences()); what holds no word is left out. Zeroed passages
 * in; release them on failure too. Errors: TM_ENOMEM.
 */
tm_status tm__passages_split(struct tm__passages *passages, const tm_text *documents, size_t count,
                             const char *language, tm_error *err);
void tm__passages_release(struct tm__passages *passages);

/* The text of a passage, borrowed from its document. */
tm_text tm__passage_text(const struct tm__passage *passage, const tm_text *documents);

#endif
