/*
 * One JSON value a file: a list of records, an object that holds such a list (as news services
 * answer), or one record on several lines. The whole value is in memory.
 */
#include "io/format.h"
#include "io/json_parse.h"
#include "io/json_record.h"
#include "talk.h"

#include <stdlib.h>
#include <string.h>

struct json_state {
    struct tm_json_record record;
    struct cli_bytes bytes, repaired;
    json_t *root;
    const json_t *list; /* within root */
    size_t next;
};

/* "[", then a record or the end; or a brace that stands alone in its line. */
static bool json_detect(const char *head, size_t size)
{
    const char *const end = head + size;
    const char *const first = tm_json_skip_blanks(head, end);
    const char *second, *line;

    if (first == end)
        return false;
    second = tm_json_skip_blanks(first + 1, end);
    if (*first == '[')
        return second < end && (*second == '{' || *second == ']');
    line = memchr(first, '\n', (size_t)(end - first));
    return *first == '{' && line && line < second;
}

static void *json_open(void)
{
    return cli_alloc(1, sizeof(struct json_state));
}

static void json_close(void *state)
{
    struct json_state *const json = state;

    tm_json_record_release(&json->record);
    json_decref(json->root);
    cli_bytes_free(&json->bytes);
    cli_bytes_free(&json->repaired);
    free(json);
}

static const json_t *find_list(json_t *root)
{
    static const char *const names[] = {"articles", "items", "records", "results", "data"};

    if (json_is_array(root))
        return root;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (json_is_array(json_object_get(root, names[i])))
            return json_object_get(root, names[i]);
    return NULL; /* a record itself */
}

/* A file that is not JSON is damaged as a whole: there is no next record to go on with. */
static enum tm_read load(struct json_state *json, struct tm_stream *stream)
{
    struct cli_bytes reason = {NULL, 0, 0};
    enum tm_read got;
    tm_text block;

    while ((got = tm_stream_block(stream, &block)) == TM_READ_OK) {
        if (block.size > TM_STREAM_LIMIT - json->bytes.size) {
            cli_error("%s: longer than 1 GiB", tm_stream_name(stream));
            return TM_READ_FAILED;
        }
        cli_bytes_add(&json->bytes, block.data, block.size);
    }
    if (got == TM_READ_FAILED || json->bytes.size == 0)
        return got;
    json->root =
        tm_json_parse((tm_text){json->bytes.data, json->bytes.size}, &json->repaired, &reason);
    cli_bytes_free(&json->bytes);
    cli_bytes_free(&json->repaired);
    if (!json->root)
        cli_error("%s: %s", tm_stream_name(stream), reason.data);
    cli_bytes_free(&reason);
    json->list = find_list(json->root);
    return json->root ? TM_READ_OK : TM_READ_FAILED;
}

static enum tm_read json_next(void *state, struct tm_stream *stream, struct tm_record *record,
                              struct cli_bytes *reason)
{
    struct json_state *const json = state;
    json_t *value;

    if (!json->root) {
        const enum tm_read got = load(json, stream);

        if (got != TM_READ_OK)
            return got;
    }
    if (json->next == (json->list ? json_array_size(json->list) : 1))
        return TM_READ_END;
    value = json->list ? json_array_get(json->list, json->next) : json->root;
    json->next++;
    return tm_json_record_fill(&json->record, json_incref(value), record, reason);
}

const struct tm_format tm_format_json = {"json", json_detect, json_open, json_close, json_next};
