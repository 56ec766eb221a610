#include "track/track_store.h"

#include "documents.h"
#include "talk.h"
#include "when.h"

#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCHEMA = 1, BUSY_MILLISECONDS = 5000, KEY_SIZE = 48 };

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
    MERGED,
    STATEMENTS
};

static const char *const sql[STATEMENTS] = {
    [FIND] = "SELECT story FROM document WHERE key = ?1",
    [ADD] = "INSERT INTO document VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    [MOVE] = "UPDATE document SET story = ?2 WHERE number = ?1 AND story <> ?2",
    [EVENT] = "INSERT INTO event (document, change, story, other, documents) "
              "VALUES (?1, ?2, ?3, ?4, ?5)",
    [META_SET] = "INSERT OR REPLACE INTO meta VALUES (?1, ?2)",
    [META_GET] = "SELECT value FROM meta WHERE name = ?1",
    [HIGHEST] = "SELECT COALESCE((SELECT MAX(number) FROM document), 0),"
                " MAX(COALESCE((SELECT MAX(story) FROM document), 0),"
                " COALESCE((SELECT MAX(story) FROM event), 0))",
    [EACH] = "SELECT title, text, story FROM document WHERE number > ?1 ORDER BY number",
    [DAY] = "SELECT id, title, text, source, url, date, story FROM document"
            " WHERE time >= ?1 AND time < ?2 ORDER BY number",
    [MERGED] = "SELECT other FROM event WHERE story = ?1 AND change = 'merge'"
               " ORDER BY event DESC LIMIT 1",
};

struct track_store {
    sqlite3 *db;
    const char *path;
    sqlite3_stmt *statement[STATEMENTS];
    bool is_new;
    char language[16];
    uint64_t window, before;
    struct cli_bytes words;
};

static bool failed(const struct track_store *store)
{
    if (sqlite3_errcode(store->db) == SQLITE_NOTADB)
        cli_error("%s: is no state of tm-track, and no database at all", store->path);
    else
        cli_error("%s: %s", store->path, sqlite3_errmsg(store->db));
    return false;
}

static bool run(struct track_store *store, const char *command)
{
    return sqlite3_exec(store->db, command, NULL, NULL, NULL) == SQLITE_OK || failed(store);
}

/* A statement with nothing bound, made when it is first used. NULL after a message. */
static sqlite3_stmt *statement(struct track_store *store, enum statement which)
{
    sqlite3_stmt **const s = &store->statement[which];

    if (!*s && sqlite3_prepare_v2(store->db, sql[which], -1, s, NULL) != SQLITE_OK) {
        failed(store);
        return NULL;
    }
    sqlite3_reset(*s);
    sqlite3_clear_bindings(*s);
    return *s;
}

/* Run one that gives no rows. */
static bool done(struct track_store *store, sqlite3_stmt *s)
{
    const bool good = sqlite3_step(s) == SQLITE_DONE;

    if (!good)
        failed(store);
    sqlite3_reset(s);
    return good;
}

static void bind_text(sqlite3_stmt *s, int at, tm_text text)
{
    sqlite3_bind_text64(s, at, text.size > 0 ? text.data : "", text.size, SQLITE_STATIC,
                        SQLITE_UTF8);
}

static tm_text column_text(sqlite3_stmt *s, int column)
{
    const char *const data = (const char *)sqlite3_column_text(s, column);

    return (tm_text){data, (size_t)sqlite3_column_bytes(s, column)};
}

/* ---- opening ---- */

static bool set_meta(struct track_store *store, const char *name, tm_text text, uint64_t number)
{
    sqlite3_stmt *const s = statement(store, META_SET);

    if (!s)
        return false;
    sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC);
    if (text.data)
        bind_text(s, 2, text);
    else
        sqlite3_bind_int64(s, 2, (sqlite3_int64)number);
    return done(store, s);
}

/* Text of a value, cut to fit; number of it. False after a message. */
static bool get_meta(struct track_store *store, const char *name, char *text, size_t size,
                     uint64_t *number)
{
    sqlite3_stmt *const s = statement(store, META_GET);

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
           get_meta(store, "before", NULL, 0, &store->before);
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
        failed(store);
    sqlite3_finalize(s);
    return good;
}

struct track_store *track_store_open(const char *path)
{
    struct track_store *const store = cli_alloc(1, sizeof *store);

    store->path = path;
    if (sqlite3_open(path, &store->db) == SQLITE_OK &&
        sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS) == SQLITE_OK && look(store) &&
        run(store, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;") &&
        (store->is_new || load(store)))
        return store;
    if (sqlite3_errcode(store->db) == SQLITE_CANTOPEN)
        failed(store);
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
    cli_bytes_free(&store->words);
    free(store);
}

bool track_store_is_new(const struct track_store *store)
{
    return store->is_new;
}

bool track_store_create(struct track_store *store, const char *language, uint64_t window)
{
    const tm_text none = {NULL, 0};

    store->is_new = false;
    store->window = window;
    snprintf(store->language, sizeof store->language, "%s", language);
    return run(store, "BEGIN IMMEDIATE") && run(store, schema) &&
           set_meta(store, "schema", none, SCHEMA) &&
           set_meta(store, "language", (tm_text){language, strlen(language)}, 0) &&
           set_meta(store, "window", none, window) && set_meta(store, "before", none, 0) &&
           run(store, "COMMIT");
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

/* ---- writing ---- */

bool track_store_counts(struct track_store *store, uint64_t *documents, uint64_t *stories)
{
    sqlite3_stmt *const s = statement(store, HIGHEST);

    if (!s || sqlite3_step(s) != SQLITE_ROW)
        return failed(store);
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
    if (!run(store, "BEGIN IMMEDIATE") || !track_store_counts(store, &there, &stories))
        return false;
    if (there == documents)
        return true;
    cli_error("%s: somebody else adds documents to it", store->path);
    return false;
}

bool track_store_commit(struct track_store *store)
{
    return !track_store_is_open(store) || run(store, "COMMIT");
}

/* FNV-1a of 64 bits, from two different starts. */
static uint64_t add_hash(uint64_t hash, tm_text text)
{
    for (size_t i = 0; i < text.size; i++)
        hash = (hash ^ (unsigned char)text.data[i]) * 0x100000001B3U;
    return (hash ^ 0xFF) * 0x100000001B3U; /* 0xFF ends a text */
}

/* The record's id, or a hash of what it says. hashed: [KEY_SIZE] */
static tm_text key_of(const struct tm_record *record, char *hashed)
{
    uint64_t hash[2] = {0xCBF29CE484222325U, 0x9E3779B97F4A7C15U};
    int size;

    if (!record->numbered)
        return record->id;
    for (size_t h = 0; h < 2; h++) {
        hash[h] = add_hash(hash[h], record->title);
        for (size_t i = 0; i < record->texts; i++)
            hash[h] = add_hash(hash[h], record->text[i]);
    }
    size = snprintf(hashed, KEY_SIZE, "#%016" PRIx64 "%016" PRIx64, hash[0], hash[1]);
    return (tm_text){hashed, (size_t)size};
}

bool track_store_find(struct track_store *store, const struct tm_record *record, uint64_t *story)
{
    sqlite3_stmt *const s = statement(store, FIND);
    char hashed[KEY_SIZE];
    int got;

    if (!s)
        return false;
    bind_text(s, 1, key_of(record, hashed));
    got = sqlite3_step(s);
    *story = got == SQLITE_ROW ? (uint64_t)sqlite3_column_int64(s, 0) : 0;
    sqlite3_reset(s);
    return got == SQLITE_ROW || got == SQLITE_DONE || failed(store);
}

bool track_store_add(struct track_store *store, const struct tm_record *record, uint64_t number,
                     uint64_t story)
{
    sqlite3_stmt *const s = statement(store, ADD);
    struct cli_bytes text = {NULL, 0, 0};
    char hashed[KEY_SIZE];
    int64_t time;
    bool good;

    if (!s)
        return false;
    for (size_t i = 0; i < record->texts; i++) {
        if (i > 0)
            cli_bytes_add(&text, "\n", 1);
        cli_bytes_add(&text, record->text[i].data, record->text[i].size);
    }
    sqlite3_bind_int64(s, 1, (sqlite3_int64)number);
    bind_text(s, 2, key_of(record, hashed));
    bind_text(s, 3, record->id);
    bind_text(s, 4, record->title);
    bind_text(s, 5, (tm_text){text.data, text.size});
    bind_text(s, 6, record->source);
    bind_text(s, 7, record->url);
    bind_text(s, 8, record->date);
    if (cli_when_parse(&time, record->date))
        sqlite3_bind_int64(s, 9, time);
    sqlite3_bind_int64(s, 10, (sqlite3_int64)story);
    good = done(store, s);
    cli_bytes_free(&text);
    return good;
}

static bool add_event(struct track_store *store, const tm_track_event *event, uint64_t number)
{
    static const char *const names[] = {"split", "merge", "fade"};
    sqlite3_stmt *const s = statement(store, EVENT);

    if (!s)
        return false;
    sqlite3_bind_int64(s, 1, (sqlite3_int64)number);
    sqlite3_bind_text(s, 2, names[event->change], -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 3, (sqlite3_int64)event->story);
    if (event->other > 0)
        sqlite3_bind_int64(s, 4, (sqlite3_int64)event->other);
    sqlite3_bind_int64(s, 5, (sqlite3_int64)event->documents);
    return done(store, s);
}

static bool move(struct track_store *store, uint64_t number, uint64_t story)
{
    sqlite3_stmt *const s = statement(store, MOVE);

    if (!s)
        return false;
    sqlite3_bind_int64(s, 1, (sqlite3_int64)number);
    sqlite3_bind_int64(s, 2, (sqlite3_int64)story);
    return done(store, s);
}

bool track_store_review(struct track_store *store, const tm_track_review *review, uint64_t number)
{
    const uint64_t before = number - review->documents;
    bool good = true;

    for (size_t i = 0; good && i < review->documents; i++)
        good = move(store, before + i + 1, review->story[i]);
    for (size_t i = 0; good && i < review->events; i++)
        good = add_event(store, &review->event[i], number);
    store->before = before;
    return good && set_meta(store, "before", (tm_text){NULL, 0}, before);
}

/* ---- reading ---- */

static tm_text words_of(struct track_store *store, tm_text title, tm_text text)
{
    text = cli_told(text);
    if (title.size == 0)
        return text;
    cli_bytes_clear(&store->words);
    cli_bytes_add(&store->words, title.data, title.size);
    cli_bytes_add(&store->words, "\n", 1);
    cli_bytes_add(&store->words, text.data, text.size);
    return (tm_text){store->words.data, store->words.size};
}

bool track_store_each(struct track_store *store, uint64_t before, track_visit *visit, void *ctx)
{
    sqlite3_stmt *const s = statement(store, EACH);
    int got;

    if (!s)
        return false;
    sqlite3_bind_int64(s, 1, (sqlite3_int64)before);
    while ((got = sqlite3_step(s)) == SQLITE_ROW) {
        const tm_text words = words_of(store, column_text(s, 0), column_text(s, 1));

        if (!visit(ctx, words, (uint64_t)sqlite3_column_int64(s, 2)))
            return false;
    }
    return got == SQLITE_DONE || failed(store);
}

/* Where a story went; itself if it was not merged. A merge never leads back, for a number that has
 * gone is not given again, but a damaged file may: so many steps are enough. */
static bool follow(struct track_store *store, uint64_t *story)
{
    for (int steps = 0; steps < 1000; steps++) {
        sqlite3_stmt *const s = statement(store, MERGED);
        int got;

        if (!s)
            return false;
        sqlite3_bind_int64(s, 1, (sqlite3_int64)*story);
        got = sqlite3_step(s);
        if (got == SQLITE_ROW)
            *story = (uint64_t)sqlite3_column_int64(s, 0);
        sqlite3_reset(s);
        if (got != SQLITE_ROW)
            return got == SQLITE_DONE || failed(store);
    }
    return true;
}

static void add_row(sqlite3_stmt *s, struct cli_documents *documents)
{
    const tm_text text = column_text(s, 2);
    const struct tm_record record = {.id = column_text(s, 0),
                                     .title = column_text(s, 1),
                                     .text = &text,
                                     .texts = 1,
                                     .source = column_text(s, 3),
                                     .url = column_text(s, 4),
                                     .date = column_text(s, 5)};

    cli_documents_add(documents, &record);
}

bool track_store_day(struct track_store *store, int64_t from, int64_t until,
                     struct cli_documents *documents, uint64_t **story)
{
    sqlite3_stmt *const s = statement(store, DAY);
    size_t capacity = 0;
    int got;

    *story = NULL;
    if (!s)
        return false;
    sqlite3_bind_int64(s, 1, from);
    sqlite3_bind_int64(s, 2, until);
    while ((got = sqlite3_step(s)) == SQLITE_ROW) {
        add_row(s, documents);
        cli_grow(story, &capacity, documents->count, sizeof **story);
        (*story)[documents->count - 1] = (uint64_t)sqlite3_column_int64(s, 6);
        if (!follow(store, &(*story)[documents->count - 1]))
            return false;
    }
    return got == SQLITE_DONE || failed(store);
}
