#include "io/json_record.h"

#include "json.h"

#include <stdlib.h>
#include <string.h>

static const char *const title_names[] = {"title", "headline", NULL};
static const char *const text_names[] = {"text", "body", "content", "description", NULL};
static const char *const id_names[] = {"id", "guid", "url", NULL};
static const char *const date_names[] = {"date", "published", "pubDate", NULL};
static const char *const source_names[] = {"source", "publisher", NULL};
static const char *const lang_names[] = {"lang", "language", NULL};
static const char *const label_names[] = {"label", NULL};

static tm_text string_of(const json_t *value)
{
    return (tm_text){json_string_value(value), json_string_length(value)};
}

/* The first of the names that holds a string that is not empty; else any that holds an empty one,
 * whose data is not NULL. */
static tm_text find_string(const json_t *object, const char *const *names)
{
    tm_text found = {NULL, 0};

    for (; *names && found.size == 0; names++) {
        const json_t *value = json_object_get(object, *names);

        if (json_is_object(value)) /* {"source": {"name": ...}} */
            value = json_object_get(value, "name");
        if (json_is_string(value))
            found = string_of(value);
    }
    return found;
}

static void find_id(struct tm_json_record *state, struct tm_record *record)
{
    cli_bytes_clear(&state->id);
    for (const char *const *name = id_names; *name && state->id.size == 0; name++) {
        const json_t *value = json_object_get(state->object, *name);

        if (json_is_string(value) && json_string_length(value) > 0) {
            cli_json_add_string(&state->id, string_of(value));
        } else if (json_is_number(value)) {
            char *dump = json_dumps(value, JSON_ENCODE_ANY);

            if (dump)
                cli_bytes_add_string(&state->id, dump);
            free(dump);
        }
    }
    record->id = (tm_text){state->id.data, state->id.size};
}

static void add_text(struct tm_json_record *state, tm_text text)
{
    cli_grow(&state->text, &state->capacity, state->texts + 1, sizeof *state->text);
    state->text[state->texts++] = text;
}

static enum tm_read bad(struct cli_bytes *reason, const char *text)
{
    cli_bytes_add_string(reason, text);
    return TM_READ_BAD;
}

/* "documents": strings, or objects with a text. */
static enum tm_read find_documents(struct tm_json_record *state, const json_t *documents,
                                   struct cli_bytes *reason)
{
    for (size_t i = 0; i < json_array_size(documents); i++) {
        const json_t *const item = json_array_get(documents, i);
        tm_text text = {NULL, 0};

        if (json_is_string(item))
            text = string_of(item);
        else if (json_is_object(item))
            text = find_string(item, text_names);
        if (!text.data)
            return bad(reason, "'documents' holds something that is neither a text nor an object "
                               "with one");
        add_text(state, text);
    }
    return state->texts > 0 ? TM_READ_OK : bad(reason, "'documents' is empty");
}

static enum tm_read find_text(struct tm_json_record *state, const struct tm_record *record,
                              struct cli_bytes *reason)
{
    const json_t *const documents = json_object_get(state->object, "documents");
    tm_text text;

    state->texts = 0;
    if (json_is_array(documents))
        return find_documents(state, documents, reason);
    text = find_string(state->object, text_names);
    if (!text.data && !record->title.data) {
        for (const char *const *name = text_names; *name; name++)
            if (json_object_get(state->object, *name)) {
                cli_bytes_add_string(reason, "'");
                cli_bytes_add_string(reason, *name);
                return bad(reason, "' is not a string");
            }
        return bad(reason, "no title, text or documents");
    }
    add_text(state, text);
    return TM_READ_OK;
}

enum tm_read tm_json_record_fill(struct tm_json_record *state, json_t *object,
                                 struct tm_record *record, struct cli_bytes *reason)
{
    enum tm_read got;

    json_decref(state->object);
    state->object = object;
    if (!json_is_object(object))
        return bad(reason, "not a JSON object");
    record->title = find_string(object, title_names);
    got = find_text(state, record, reason);
    if (got != TM_READ_OK)
        return got;
    find_id(state, record);
    record->text = state->text;
    record->texts = state->texts;
    record->date = find_string(object, date_names);
    record->source = find_string(object, source_names);
    record->lang = find_string(object, lang_names);
    record->label = find_string(object, label_names);
    return TM_READ_OK;
}

void tm_json_record_release(struct tm_json_record *state)
{
    json_decref(state->object);
    cli_bytes_free(&state->id);
    free(state->text);
    memset(state, 0, sizeof *state);
}
