/*
 * The state of tm-track: an SQLite database (3.x, WAL) that `sqlite3` reads while it is written.
 *
 *     meta(name, value)
 *                            schema (1), language, window, stop-list (words of --stop-list, one
 *                            a line, if there are any), before: the documents in front of the
 *                            last review's window, which the tracker has forgotten
 *     document(number, key, id, title, text, source, url, date, time, story)
 *                            in order of arrival from 1; key tells documents apart: the record's
 *                            id, or a hash of what it says; id is JSON; time in seconds since
 *                            1970: that of the date, without one that of the document before, NULL
 *                            if that has none either
 *     event(event, document, change, story, other, documents)
 *                            what reviews found: change is split, merge or fade; document is the
 *                            number of the document the review came after
 *     story(story, documents, first, last, merged_into, faded)
 *                            a view; first and last are numbers of documents
 *
 * What is between two commits is there as a whole or not at all. Functions that fail print a
 * message.
 */
#ifndef TRACK_STORE_H
#define TRACK_STORE_H

#include "documents.h"

struct track_store;

/* NULL after a message. Where there is no file, a new one is made if that is wanted. */
struct track_store *track_store_open(const char *path, bool make);
/* Anything that was not committed is gone. */
void track_store_close(struct track_store *store);

/* Is it without tables yet? */
bool track_store_is_new(const struct track_store *store);
/* Make the tables. list: stop words besides those of the language; may be NULL. */
bool track_store_create(struct track_store *store, const char *language, uint64_t window,
                        const tm_stop_list *list);
/* Borrowed until the store is closed. */
const char *track_store_language(const struct track_store *store);
uint64_t track_store_window(const struct track_store *store);
uint64_t track_store_before(const struct track_store *store);
const tm_stop_list *track_store_stop_list(const struct track_store *store); /* or NULL */
/* Is it of the same words? */
bool track_store_has_stop_list(const struct track_store *store, const tm_stop_list *list);
/* Highest numbers so far. */
bool track_store_counts(struct track_store *store, uint64_t *documents, uint64_t *stories);

/* Start a transaction unless one is open; fails if somebody else added documents to `documents`. */
bool track_store_begin(struct track_store *store, uint64_t documents);
bool track_store_commit(struct track_store *store);
bool track_store_is_open(const struct track_store *store);

/* The story of a document that is there; 0 if it is not. */
bool track_store_find(struct track_store *store, const struct tm_record *record, uint64_t *story);
bool track_store_add(struct track_store *store, const struct tm_record *record, uint64_t number,
                     uint64_t story);
/* Record a review after document `number`. */
bool track_store_review(struct track_store *store, const tm_track_review *review, uint64_t number);

/* What the tracker reads of a document: title and text; borrowed for the call. */
typedef bool track_visit(void *ctx, tm_text words, uint64_t story);
/* Documents behind number `before`, in order. */
bool track_store_each(struct track_store *store, uint64_t before, track_visit *visit, void *ctx);
/* Documents of [from, until) seconds, in order, with the stories that theirs were merged into;
 * free() *story. */
bool track_store_day(struct track_store *store, int64_t from, int64_t until,
                     struct cli_documents *documents, uint64_t **story);

/* From when to when documents are, in seconds, and how many have no time. */
struct track_span {
    bool any;
    int64_t first, last;
    uint64_t timeless;
};
bool track_store_span(struct track_store *store, struct track_span *span);

#endif
