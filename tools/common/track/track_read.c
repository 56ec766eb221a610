/* Documents out of the store, with the stories they are in now. */
#include "track/track_db.h"
#include "track/track_store.h"

bool track_store_each(struct track_store *store, uint64_t before, track_visit *visit, void *ctx)
{
    sqlite3_stmt *const s = track_db_statement(store, EACH);
    int got;

    if (!s)
        return false;
    sqlite3_bind_int64(s, 1, (sqlite3_int64)before);
    while ((got = sqlite3_step(s)) == SQLITE_ROW) {
        const tm_text words =
            cli_told_words(&store->words, track_db_column(s, 0), track_db_column(s, 1));

        if (!visit(ctx, words, (uint64_t)sqlite3_column_int64(s, 2)))
            return false;
    }
    return got == SQLITE_DONE || track_db_failed(store);
}

/* Where a story went; itself if it was not merged. A merge never leads back, for a number that has
 * gone is not given again, but a damaged file may: so many steps are enough. */
static bool follow(struct track_store *store, uint64_t *story)
{
    for (int steps = 0; steps < 1000; steps++) {
        sqlite3_stmt *const s = track_db_statement(store, MERGED);
        int got;

        if (!s)
            return false;
        sqlite3_bind_int64(s, 1, (sqlite3_int64)*story);
        got = sqlite3_step(s);
        if (got == SQLITE_ROW)
            *story = (uint64_t)sqlite3_column_int64(s, 0);
        sqlite3_reset(s);
        if (got != SQLITE_ROW)
            return got == SQLITE_DONE || track_db_failed(store);
    }
    return true;
}

static void add_row(sqlite3_stmt *s, struct cli_documents *documents)
{
    const tm_text text = track_db_column(s, 2);
    const struct tm_record record = {.id = track_db_column(s, 0),
                                     .title = track_db_column(s, 1),
                                     .text = &text,
                                     .texts = 1,
                                     .source = track_db_column(s, 3),
                                     .url = track_db_column(s, 4),
                                     .date = track_db_column(s, 5)};

    cli_documents_add(documents, &record);
}

bool track_store_day(struct track_store *store, int64_t from, int64_t until,
                     struct cli_documents *documents, uint64_t **story)
{
    sqlite3_stmt *const s = track_db_statement(store, DAY);
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
    return got == SQLITE_DONE || track_db_failed(store);
}

bool track_store_span(struct track_store *store, struct track_span *span)
{
    sqlite3_stmt *const s = track_db_statement(store, SPAN);

    *span = (struct track_span){false, 0, 0, 0};
    if (!s)
        return false;
    if (sqlite3_step(s) != SQLITE_ROW)
        return track_db_failed(store);
    span->any = sqlite3_column_type(s, 0) != SQLITE_NULL;
    span->first = sqlite3_column_int64(s, 0);
    span->last = sqlite3_column_int64(s, 1);
    span->timeless = (uint64_t)sqlite3_column_int64(s, 2);
    sqlite3_reset(s);
    return true;
}
