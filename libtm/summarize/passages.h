/* The sentences of documents, as candidates for a summary. */
#ifndef TM_SUMMARIZE_PASSAGES_H
#define TM_SUMMARIZE_PASSAGES_H

#include "summarize/excerpt.h"
#include "summarize/guards.h"

struct tm__passage {
    size_t document;          /* what it belongs to */
    size_t text;              /* where its bytes are */
    size_t index;             /* among the sentences of all texts, those without words included */
    tm_span span;             /* bytes within the text, without white space and dateline */
    size_t dateline;          /* bytes in front of the span */
    struct tm__length length; /* folded */
    enum tm__guard guard;
    bool repeated;    /* an earlier passage has the same text */
    bool open;        /* leans on what stood before it (opening.h) */
    bool unnamed;     /* ends with ", he said." */
    bool quotes;      /* starts with a quotation mark: who says so comes later, if at all */
    bool answers;     /* has a word of the query */
    bool starts_line; /* nothing but white space before it in its line */
    bool ends_line;
};

struct tm__passages {
    size_t count, capacity;
    size_t own;                  /* those to choose from; behind them are those set aside */
    struct tm__passage *passage; /* [count] by document, then by position */
};

/*
 * Split documents into sentences (tm_sentences()); what holds no word is left out. Zeroed passages
 * in; release them on failure too. Errors: TM_ENOMEM.
 */
tm_status tm__passages_split(struct tm__passages *passages, const tm_text *documents, size_t count,
                             const char *language, tm_error *err);

/* The same where the texts [0, sentences) are one sentence each, of document[i], which rises; the
 * others are documents of their own and split. */
tm_status tm__passages_take(struct tm__passages *passages, const tm_text *texts, size_t count,
                            const size_t *document, size_t sentences, const char *language,
                            tm_error *err);
/* Set aside the passages of texts from `text` on. */
void tm__passages_set_aside(struct tm__passages *passages, size_t text);

void tm__passages_release(struct tm__passages *passages);

/* How many words a text holds, as the analyser sees them. */
size_t tm__count_words(tm_text text);

/* The text of a passage, borrowed from its text. */
tm_text tm__passage_text(const struct tm__passage *passage, const tm_text *texts);

/* [count] of all of them, for tm__free(). NULL: memory is out. */
tm_text *tm__passage_texts(const struct tm__passages *passages, const tm_text *texts);

#endif
