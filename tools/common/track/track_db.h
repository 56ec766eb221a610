/* The database under track_store.h, and its statements. Functions that fail print a message. */
#ifndef TRACK_DB_H
#define TRACK_DB_H

#include "documents.h"

#include <sqlite3.h>

enum statement {
    FIND,
    ADD,
    MOVE,
    EVENT,
    META_SET,
    META_GET,
    HIGHEST,
    EACH,
    DAY,
    SPAN,
    MERGED,
    STATEMENTS
};

struct track_store {
    sqlite3 *db;
    const char *path;
    sqlite3_stmt *statement[STATEMENTS];
    bool makes;  /* a new file may be made */
    bool is_new; /* it has no tables yet */
    char language[16];
    uint64_t window, before;
    tm_stop_list *stop_list; /* NULL: none */
    struct cli_bytes words;
};

/* Say what went wrong last; false. */
bool track_db_failed(const struct track_store *store);
/* Run commands that give no rows. */
bool track_db_run(struct track_store *store, const char *commands);

/* A statement with nothing bound, made when it is first used. NULL after a message. */
sqlite3_stmt *track_db_statement(struct track_store *store, enum statement which);
/* Run one that gives no rows. */
bool track_db_done(struct track_store *store, sqlite3_stmt *s);
/* text is borrowed until the statement has run. */
void track_db_bind(sqlite3_stmt *s, int at, tm_text text);
/* Borrowed until the next step. */
tm_text track_db_column(sqlite3_stmt *s, int column);

/* Put a text, or a number if text.data is NULL. */
bool track_db_set_meta(struct track_store *store, const char *name, tm_text text, uint64_t number);
/* Between the meta and the store. */
bool track_store_set_stop_list(struct track_store *store, const tm_stop_list *list);
bool track_store_load_stop_list(struct track_store *store);

#endif
