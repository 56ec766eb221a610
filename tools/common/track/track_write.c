/* Documents and reviews into the store, and documents that are there already. */
#include "track/track_db.h"
#include "track/track_store.h"
#include "when.h"

#include <inttypes.h>
#include <stdio.h>

enum { KEY_SIZE = 48 };

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
    sqlite3_stmt *const s = track_db_statement(store, FIND);
    char hashed[KEY_SIZE];
    int got;

    if (!s)
        return false;
    track_db_bind(s, 1, key_of(record, hashed));
    got = sqlite3_step(s);
    *story = got == SQLITE_ROW ? (uint64_t)sqlite3_column_int64(s, 0) : 0;
    sqlite3_reset(s);
    return got == SQLITE_ROW || got == SQLITE_DONE || track_db_failed(store);
}

bool track_store_add(struct track_store *store, const struct tm_record *record, uint64_t number,
                     uint64_t story)
{
    sqlite3_stmt *const s = track_db_statement(store, ADD);
    struct cli_bytes text = {NULL, 0, 0};
    char hashed[KEY_SIZE];
    int64_t time;
    bool good;

    if (!s)
        return false;
    cli_add_texts(&text, record);
    sqlite3_bind_int64(s, 1, (sqlite3_int64)number);
    track_db_bind(s, 2, key_of(record, hashed));
    track_db_bind(s, 3, record->id);
    track_db_bind(s, 4, record->title);
    track_db_bind(s, 5, (tm_text){text.data, text.size});
    track_db_bind(s, 6, record->source);
    track_db_bind(s, 7, record->url);
    track_db_bind(s, 8, record->date);
    if (cli_when_parse(&time, record->date))
        sqlite3_bind_int64(s, 9, time);
    sqlite3_bind_int64(s, 10, (sqlite3_int64)story);
    good = track_db_done(store, s);
    cli_bytes_free(&text);
    return good;
}

static bool add_event(struct track_store *store, const tm_track_event *event, uint64_t number)
{
    static const char *const names[] = {"split", "merge", "fade"};
    sqlite3_stmt *const s = track_db_statement(store, EVENT);

    if (!s)
        return false;
    sqlite3_bind_int64(s, 1, (sqlite3_int64)number);
    sqlite3_bind_text(s, 2, names[event->change], -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 3, (sqlite3_int64)event->story);
    if (event->other > 0)
        sqlite3_bind_int64(s, 4, (sqlite3_int64)event->other);
    sqlite3_bind_int64(s, 5, (sqlite3_int64)event->documents);
    return track_db_done(store, s);
}

static bool move(struct track_store *store, uint64_t number, uint64_t story)
{
    sqlite3_stmt *const s = track_db_statement(store, MOVE);

    if (!s)
        return false;
    sqlite3_bind_int64(s, 1, (sqlite3_int64)number);
    sqlite3_bind_int64(s, 2, (sqlite3_int64)story);
    return track_db_done(store, s);
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
    return good && track_db_set_meta(store, "before", (tm_text){NULL, 0}, before);
}
