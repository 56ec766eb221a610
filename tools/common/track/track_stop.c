/* The stop words of one's own that a state was made with, in its meta, one a line. */
#include "track/track_db.h"
#include "track/track_store.h"

#include <stdlib.h>
#include <string.h>

static const char name[] = "stop-list";

bool track_store_set_stop_list(struct track_store *store, const tm_stop_list *list)
{
    struct cli_bytes lines = {NULL, 0, 0};
    bool good;

    for (size_t i = 0; list && i < tm_stop_list_count(list); i++) {
        const tm_text word = tm_stop_list_word(list, i);

        cli_bytes_add(&lines, word.data, word.size);
        cli_bytes_add(&lines, "\n", 1);
    }
    good = lines.size == 0 || track_db_set_meta(store, name, (tm_text){lines.data, lines.size}, 0);
    cli_bytes_free(&lines);
    return good;
}

/* False after a message. */
static bool make_list(tm_stop_list **out, const struct track_store *store, tm_text lines)
{
    tm_text *word = NULL;
    size_t count = 0, capacity = 0;
    tm_error err;
    tm_status status;

    while (lines.size > 0) {
        const char *const end = memchr(lines.data, '\n', lines.size);
        const size_t size = end ? (size_t)(end - lines.data) : lines.size;

        cli_grow(&word, &capacity, count + 1, sizeof *word);
        word[count++] = (tm_text){lines.data, size};
        lines.data += size + (end != NULL);
        lines.size -= size + (end != NULL);
    }
    status = tm_stop_list_new(out, word, count, false, &err);
    free(word);
    if (status == TM_EINVAL)
        cli_error("%s: is damaged: %s in the %s of its meta", store->path, err.message, name);
    else if (status != TM_OK)
        cli_library_error(&err);
    return status == TM_OK;
}

bool track_store_load_stop_list(struct track_store *store)
{
    sqlite3_stmt *const s = track_db_statement(store, META_GET);
    bool good;
    int got;

    if (!s)
        return false;
    sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC);
    got = sqlite3_step(s);
    if (got == SQLITE_ROW)
        good = make_list(&store->stop_list, store, track_db_column(s, 0));
    else
        good = got == SQLITE_DONE || track_db_failed(store);
    sqlite3_reset(s);
    return good;
}

static size_t count_of(const tm_stop_list *list)
{
    return list ? tm_stop_list_count(list) : 0;
}

bool track_store_has_stop_list(const struct track_store *store, const tm_stop_list *list)
{
    if (count_of(list) != count_of(store->stop_list))
        return false;
    for (size_t i = 0; i < count_of(list); i++) {
        const tm_text a = tm_stop_list_word(list, i), b = tm_stop_list_word(store->stop_list, i);

        if (a.size != b.size || memcmp(a.data, b.data, a.size) != 0)
            return false;
    }
    return true;
}

const tm_stop_list *track_store_stop_list(const struct track_store *store)
{
    return store->stop_list;
}
