/* All documents of an input in memory, for the tasks that need them at once. */
#ifndef CLI_DOCUMENTS_H
#define CLI_DOCUMENTS_H

#include "bar.h"
#include "bytes.h"
#include "io/reader.h"
#include "options.h"

#include <stdbool.h>

struct cli_document {
    size_t id, date, source, url, title, text; /* where they start in `bytes`; each ends where the
                                                  next starts */
    size_t end;
};

struct cli_documents {
    size_t count, capacity;
    struct cli_document *item; /* [count] */
    struct cli_bytes bytes;
};

/*
 * Read all of the files, a line of plain text a document. What a document says is its title, a line
 * end and its text (several texts are joined by line ends). Returns CLI_GO_ON or an exit code.
 */
int cli_documents_read(struct cli_documents *documents, char *const *paths, size_t count,
                       const struct cli_common *common, struct cli_bar *bar);
/*
 * The next documents of a reader, until they have so many bytes, in the place of those that are
 * there; the struct is zeroed before the first. No documents at the end, if all is read. As above.
 */
int cli_documents_read_some(struct cli_documents *documents, struct tm_reader *reader,
                            struct cli_bar *bar, size_t bytes);
/* Append the texts of a record, joined by line ends. */
void cli_add_texts(struct cli_bytes *bytes, const struct tm_record *record);
/* One more. */
void cli_documents_add(struct cli_documents *documents, const struct tm_record *record);
void cli_documents_free(struct cli_documents *documents);

/* Borrowed. The id is JSON: a number or a string in its quotes. */
tm_text cli_document_id(const struct cli_documents *documents, size_t i);
tm_text cli_document_date(const struct cli_documents *documents, size_t i);
tm_text cli_document_source(const struct cli_documents *documents, size_t i);
tm_text cli_document_url(const struct cli_documents *documents, size_t i);
tm_text cli_document_title(const struct cli_documents *documents, size_t i);
tm_text cli_document_text(const struct cli_documents *documents, size_t i);
/* What it is called: its title, or its first line with a word; without any, one that is not blank.
 */
tm_text cli_document_name(const struct cli_documents *documents, size_t i);
/* Title, if it has one, and text. */
tm_text cli_document_words(const struct cli_documents *documents, size_t i);
/* cli_document_words of all, for the library; free() it. */
tm_text *cli_documents_array(const struct cli_documents *documents);

/*
 * What a text tells: nothing if it is a notice of a site (tm_is_notice()), and else without what is
 * the outlet's where it begins: marks of the page and a dateline (tm_dateline()). A text no longer
 * than a headline is one; "VBA - how to" has no dateline.
 */
tm_text cli_told(tm_text text);
/* A title, a line end and what a text tells; in words, which are cleared before. */
tm_text cli_told_words(struct cli_bytes *words, tm_text title, tm_text text);
/* cli_document_words of all, but of their texts only what those tell. free() it. */
tm_text *cli_documents_told(const struct cli_documents *documents);

/* How often a field of a document is taken for what it says. */
struct cli_field_weights {
    unsigned title, text;
};

/* "title=2,text=1" in any order; a field that is not named has 1. Up to 100, and not both 0. */
bool cli_field_weights_parse(struct cli_field_weights *weights, const char *text);

/* The same as the array above with fields repeated, a line end between them; `bytes`, which is
 * cleared, holds what is not as it was. free() the array. */
tm_text *cli_documents_weighted(struct cli_bytes *bytes, const struct cli_documents *documents,
                                const struct cli_field_weights *weights);

/* Every text of every record, titles left out (unless a record has nothing else). */
struct cli_texts {
    size_t count, capacity;
    tm_text *text; /* [count] */
};

/* Read everything. Returns CLI_GO_ON or an exit code. */
int cli_texts_read(struct cli_texts *texts, struct tm_reader *reader, struct cli_bar *bar);
void cli_texts_free(struct cli_texts *texts);

/* What is to be summarised of a record: its texts, or its title if those are empty. */
const tm_text *cli_record_texts(const struct tm_record *record);

#endif
