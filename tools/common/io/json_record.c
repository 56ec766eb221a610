#include "io/json_record.h"

#include "io/format.h"
#include "json.h"

#include <stdlib.h>
#include <string.h>

static tm_text string_of(const json_t *value)
{
    return (tm_text){json_string_value(value), json_string_length(value)};
}

/* The first of the field's names that holds a string that is not empty; else any that holds an
 * empty one, whose data is not NULL. */
static tm_text find_string(const struct tm_json_record *state, const json_t *object,
                           enum tm_field field)
{
    const char *const *names = tm_field_names(state->options->fields, field);
    tm_text found = {NULL, 0};

    for (; *names && found.size == 0; names++) {
        const json_t *value = json_object_get(object, *names);

        if (value)
            tm_field_met(state->options->fields, field);
        if (json_is_object(value)) /* {"source": {"name": ...}} */
            value = json_object_get(value, "name");
        if (json_is_string(value))
            found = string_of(value);
    }
    return found;
}

static void add_author(struct cli_bytes *author, const json_t *value)
{
    if (json_is_object(value)) /* {"author": {"name": ...}} */
        value = json_object_get(value, "name");
    if (!json_is_string(value) || json_string_length(value) == 0)
        return;
    if (author->size > 0)
        cli_bytes_add_string(author, ", ");
    cli_bytes_add(author, json_string_value(value), json_string_length(value));
}

/* The first of the field's names that names anybody: one, or a list of them. */
static tm_text find_author(struct tm_json_record *state, const json_t *object)
{
    const char *const *name = tm_field_names(state->options->fields, TM_FIELD_AUTHOR);

    cli_bytes_clear(&state->author);
    for (; *name && state->author.size == 0; name++) {
        const json_t *const value = json_object_get(object, *name);

        if (value)
            tm_field_met(state->options->fields, TM_FIELD_AUTHOR);
        add_author(&state->author, value);
        for (size_t i = 0; i < json_array_size(value); i++)
            add_author(&state->author, json_array_get(value, i));
    }
    return (tm_text){state->author.data, state->author.size};
}

static void find_id(struct tm_json_record *state, struct tm_record *record)
{
    cli_bytes_clear(&state->id);
    for (const char *const *name = tm_field_names(state->options->fields, TM_FIELD_ID);
         *name && state->id.size == 0; name++) {
        const json_t *value = json_object_get(state->object, *name);

        if (value)
            tm_field_met(state->options->fields, TM_FIELD_ID);
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
            text = find_string(state, item, TM_FIELD_TEXT);
        if (!text.data)
            return bad(reason, "'documents' holds something that is neither a text nor an object "
                               "with one");
        add_text(state, text);
    }
    return state->texts > 0 ? TM_READ_OK : bad(reason, "'documents' is empty");
}

static enum tm_read no_text(const struct tm_json_record *state, struct cli_bytes *reason)
{
    for (const char *const *name = tm_field_names(state->options->fields, TM_FIELD_TEXT); *name;
         name++) {
        if (json_object_get(state->object, *name)) {
            cli_bytes_add_string(reason, "'");
            cli_bytes_add_string(reason, *name);
            return bad(reason, "' is not a string");
        }
    }
    return bad(reason, "no title, text or documents; --field text=NAME may name what it has");
}

static enum tm_read find_text(struct tm_json_record *state, struct tm_record *record,
                              struct cli_bytes *reason)
{
    const json_t *const documents = json_object_get(state->object, "documents");
    const tm_text html = find_string(state, state->object, TM_FIELD_HTML);
    tm_text text = find_string(state, state->object, TM_FIELD_TEXT);

    state->texts = 0;
    if (json_is_array(documents))
        return find_documents(state, documents, reason);
    if (html.size > 0) {
        struct tm_record page = {0};
        const enum tm_read got = tm_page_record_fill(&state->page, html, "UTF-8", &page, reason);

        if (got != TM_READ_OK)
            return got;
        tm_page_record_lend(record, &page);
        if (page.text[0].size > 0 || !text.data)
            text = page.text[0];
    }
    if (!text.data && !record->title.data)
        return no_text(state, reason);
    add_text(state, text);
    return TM_READ_OK;
}

/* "references": a list of texts; what is not one is no reference. */
static void find_references(struct tm_json_record *state, struct tm_record *record)
{
    const json_t *const list = json_object_get(state->object, "references");

    state->references = 0;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *const item = json_array_get(list, i);

        if (!json_is_string(item))
            continue;
        cli_grow(&state->reference, &state->reference_capacity, state->references + 1,
                 sizeof *state->reference);
        state->reference[state->references++] = string_of(item);
    }
    record->reference = state->reference;
    record->references = state->references;
}

enum tm_read tm_json_record_fill(struct tm_json_record *state, json_t *object,
                                 struct tm_record *record, struct cli_bytes *reason)
{
    enum tm_read got;

    json_decref(state->object);
    state->object = object;
    if (!json_is_object(object))
        return bad(reason, "not a JSON object");
    record->title = find_string(state, object, TM_FIELD_TITLE);
    record->date = find_string(state, object, TM_FIELD_DATE);
    record->source = find_string(state, object, TM_FIELD_SOURCE);
    record->lang = find_string(state, object, TM_FIELD_LANG);
    record->label = find_string(state, object, TM_FIELD_LABEL);
    record->url = find_string(state, object, TM_FIELD_URL);
    record->author = find_author(state, object);
    got = find_text(state, record, reason);
    if (got != TM_READ_OK)
        return got;
    find_id(state, record);
    find_references(state, record);
    record->text = state->text;
    record->texts = state->texts;
    return TM_READ_OK;
}

void tm_json_record_release(struct tm_json_record *state)
{
    json_decref(state->object);
    cli_bytes_free(&state->id);
    cli_bytes_free(&state->author);
    tm_page_record_release(&state->page);
    free(state->text);
    free(state->reference);
    memset(state, 0, sizeof *state);
}
