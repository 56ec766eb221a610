#include "track/track_db.h"

#include "talk.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const sql[STATEMENTS] = {
    [FIND] = "SELECT story FROM document WHERE key = ?1",
    [ADD] = "INSERT INTO document VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
            " COALESCE(?9, (SELECT time FROM document WHERE number = ?1 - 1)), ?10)",
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
    [SPAN] = "SELECT MIN(time), MAX(time), COALESCE(SUM(time IS NULL), 0) FROM document",
    [MERGED] = "SELECT other FROM event WHERE story = ?1 AND change = 'merge'"
               " ORDER BY event DESC LIMIT 1",
};

/* SQLite tries to read what it may not make, so that it knows of no file, not of a folder that is
 * closed. */
static int why_not_opened(const struct track_store *store)
{
    const char *const slash = strrchr(store->path, '/');
    const int reason = sqlite3_system_errno(store->db);
    char *folder;
    int closed;

    if (!store->makes || reason != ENOENT)
        return reason;
    folder = cli_copy(slash ? store->path : ".", slash ? (size_t)(slash - store->path) + 1 : 1);
    closed = access(folder, W_OK | X_OK) != 0 ? errno : reason;
    free(folder);
    return closed;
}

bool track_db_failed(const struct track_store *store)
{
    const int code = sqlite3_errcode(store->db);
    const int reason = code == SQLITE_CANTOPEN ? why_not_opened(store) : 0;

    if (code == SQLITE_NOTADB)
        cli_error("%s: is no state of tm-track, and no database at all", store->path);
    else if (reason != 0)
        cli_error("%s: %s", store->path, strerror(reason));
    else
        cli_error("%s: %s", store->path, sqlite3_errmsg(store->db));
    return false;
}

bool track_db_run(struct track_store *store, const char *command)
{
    return sqlite3_exec(store->db, command, NULL, NULL, NULL) == SQLITE_OK ||
           track_db_failed(store);
}

sqlite3_stmt *track_db_statement(struct track_store *store, enum statement which)
{
    sqlite3_stmt **const s = &store->statement[which];

    if (!*s && sqlite3_prepare_v2(store->db, sql[which], -1, s, NULL) != SQLITE_OK) {
        track_db_failed(store);
        return NULL;
    }
    sqlite3_reset(*s);
    sqlite3_clear_bindings(*s);
    return *s;
}

bool track_db_done(struct track_store *store, sqlite3_stmt *s)
{
    const bool good = sqlite3_step(s) == SQLITE_DONE;

    if (!good)
        track_db_failed(store);
    sqlite3_reset(s);
    return good;
}

void track_db_bind(sqlite3_stmt *s, int at, tm_text text)
{
    sqlite3_bind_text64(s, at, text.size > 0 ? text.data : "", text.size, SQLITE_STATIC,
                        SQLITE_UTF8);
}

tm_text track_db_column(sqlite3_stmt *s, int column)
{
    const char *const data = (const char *)sqlite3_column_text(s, column);

    return (tm_text){data, (size_t)sqlite3_column_bytes(s, column)};
}

bool track_db_set_meta(struct track_store *store, const char *name, tm_text text, uint64_t number)
{
    sqlite3_stmt *const s = track_db_statement(store, META_SET);

    if (!s)
        return false;
    sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC);
    if (text.data)
        track_db_bind(s, 2, text);
    else
        sqlite3_bind_int64(s, 2, (sqlite3_int64)number);
    return track_db_done(store, s);
}
