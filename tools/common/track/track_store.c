/* Opening, tables and transactions. */
#include "track/track_store.h"

#include "talk.h"
#include "track/track_db.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCHEMA = 1, BUSY_MILLISECONDS = 5000 };

static const char schema[] =
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE document (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,"
    " id TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, source TEXT NOT NULL,"
    " url TEXT NOT NULL, date TEXT NOT NULL, time INTEGER, story INTEGER NOT NULL);"
    "CREATE INDEX document_story ON document (story);"
    "CREATE INDEX document_time ON document (time);"
    "CREATE TABLE event (event INTEGER PRIMARY KEY, document INTEGER NOT NULL,"
    " change TEXT NOT NULL, story INTEGER NOT NULL, other INTEGER, documents INTEGER NOT NULL);"
    "CREATE INDEX event_story ON event (story);"
    "CREATE VIEW story AS SELECT story, COUNT(*) AS documents, MIN(number) AS first,"
    " MAX(number) AS last,"
    " (SELECT other FROM event AS e WHERE e.story = document.story AND change = 'merge'"
    "  ORDER BY event DESC LIMIT 1) AS merged_into,"
    " EXISTS (SELECT 1 FROM event AS e WHERE e.story = document.story AND change = 'fade')"
    " AS faded FROM document GROUP BY story;";

/* Text of a value, cut to fit; number of it. False after a message. */
static bool get_meta(struct track_store *store, const char *name, char *text, size_t size,
                     uint64_t *number)
{
    sqlite3_stmt *const s = track_db_statement(store, META_GET);

    if (!s)
        return false;
    sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC);
    if (sqlite3_step(s) != SQLITE_ROW) {
        cli_error("%s: is no state of tm-track, or a damaged one: no %s in its meta", store->path,
                  name);
        return false;
    }
    if (text)
        snprintf(text, size, "%s", (const char *)sqlite3_column_text(s, 0));
    if (number)
        *number = (uint64_t)sqlite3_column_int64(s, 0);
    sqlite3_reset(s);
    return true;
}

static bool load(struct track_store *store)
{
    uint64_t version;

    if (!get_meta(store, "schema", NULL, 0, &version))
        return false;
    if (version != SCHEMA) {
        cli_error("%s: has schema %" PRIu64 ", this program knows %d", store->path, version,
                  SCHEMA);
        return false;
    }
    return get_meta(store, "language", store->language, sizeof store->language, NULL) &&
           get_meta(store, "window", NULL, 0, &store->window) &&
           get_meta(store, "before", NULL, 0, &store->before) && track_store_load_stop_list(store);
}

/* Has it any table? */
static bool look(struct track_store *store)
{
    sqlite3_stmt *s;
    bool good = sqlite3_prepare_v2(store->db, "SELECT 1 FROM sqlite_master LIMIT 1", -1, &s,
                                   NULL) == SQLITE_OK;

    if (good) {
        const int got = sqlite3_step(s);

        store->is_new = got == SQLITE_DONE;
        good = got == SQLITE_DONE || got == SQLITE_ROW;
    }
    if (!good)
        track_db_failed(store);
    sqlite3_finalize(s);
    return good;
}

struct track_store *track_store_open(const char *path, bool make)
{
    struct track_store *const store = cli_alloc(1, sizeof *store);
    const int how = SQLITE_OPEN_READWRITE | (make ? SQLITE_OPEN_CREATE : 0);

    store->path = path;
    store->makes = make;
    if (sqlite3_open_v2(path, &store->db, how, NULL) == SQLITE_OK &&
        sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS) == SQLITE_OK && look(store) &&
        track_db_run(store, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;") &&
        (store->is_new || load(store)))
        return store;
    if (sqlite3_errcode(store->db) == SQLITE_CANTOPEN)
        track_db_failed(store);
    track_store_close(store);
    return NULL;
}

void track_store_close(struct track_store *store)
{
    if (!store)
        return;
    for (size_t i = 0; i < STATEMENTS; i++)
        sqlite3_finalize(store->statement[i]);
    sqlite3_close(store->db);
    tm_stop_list_free(store->stop_list);
    cli_bytes_free(&store->words);
    free(store);
}

bool track_store_is_new(const struct track_store *store)
{
    return store->is_new;
}

bool track_store_create(struct track_store *store, const char *language, uint64_t window,
                        const tm_stop_list *list)
{
    const tm_text none = {NULL, 0};

    store->is_new = false;
    store->window = window;
    snprintf(store->language, sizeof store->language, "%s", language);
    return track_db_run(store, "BEGIN IMMEDIATE") && track_db_run(store, schema) &&
           track_db_set_meta(store, "schema", none, SCHEMA) &&
           track_db_set_meta(store, "language", (tm_text){language, strlen(language)}, 0) &&
           track_db_set_meta(store, "window", none, window) &&
           track_db_set_meta(store, "before", none, 0) && track_store_set_stop_list(store, list) &&
           track_db_run(store, "COMMIT") && track_store_load_stop_list(store);
}

const char *track_store_language(const struct track_store *store)
{
    return store->language;
}

uint64_t track_store_window(const struct track_store *store)
{
    return store->window;
}

uint64_t track_store_before(const struct track_store *store)
{
    return store->before;
}

bool track_store_counts(struct track_store *store, uint64_t *documents, uint64_t *stories)
{
    sqlite3_stmt *const s = track_db_statement(store, HIGHEST);

    *documents = *stories = 0;
    if (!s || sqlite3_step(s) != SQLITE_ROW)
        return track_db_failed(store);
    *documents = (uint64_t)sqlite3_column_int64(s, 0);
    *stories = (uint64_t)sqlite3_column_int64(s, 1);
    sqlite3_reset(s);
    return true;
}

bool track_store_is_open(const struct track_store *store)
{
    return !sqlite3_get_autocommit(store->db);
}

bool track_store_begin(struct track_store *store, uint64_t documents)
{
    uint64_t there, stories;

    if (track_store_is_open(store))
        return true;
    if (!track_db_run(store, "BEGIN IMMEDIATE") || !track_store_counts(store, &there, &stories))
        return false;
    if (there == documents)
        return true;
    cli_error("%s: somebody else adds documents to it", store->path);
    return false;
}

bool track_store_commit(struct track_store *store)
{
    return !track_store_is_open(store) || track_db_run(store, "COMMIT");
}
