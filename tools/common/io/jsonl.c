/* JSON Lines: an object a line. */
#include "io/format.h"
#include "io/json_parse.h"
#include "io/json_record.h"

#include <stdlib.h>
#include <string.h>

struct jsonl_state {
    struct tm_json_record record;
    struct cli_bytes repaired; /* a line that is not quite JSON */
};

static bool jsonl_detect(const struct tm_fields *fields, const char *head, size_t size)
{
    const char *const first = tm_json_skip_blanks(head, head + size);

    (void)fields;
    return first < head + size && *first == '{';
}

static void *jsonl_open(const struct tm_format_options *options)
{
    struct jsonl_state *jsonl = cli_alloc(1, sizeof *jsonl);

    jsonl->record.options = options;
    return jsonl;
}

static void jsonl_close(void *state)
{
    struct jsonl_state *const jsonl = state;

    tm_json_record_release(&jsonl->record);
    cli_bytes_free(&jsonl->repaired);
    free(jsonl);
}

static enum tm_read jsonl_next(void *state, struct tm_stream *stream, struct tm_record *record,
                               struct cli_bytes *reason)
{
    struct jsonl_state *const jsonl = state;
    json_t *value;
    tm_text line;

    do {
        const enum tm_read got = tm_stream_line(stream, &line);

        if (got != TM_READ_OK)
            return got;
    } while (tm_json_skip_blanks(line.data, line.data + line.size) == line.data + line.size);
    value = tm_json_parse(line, &jsonl->repaired, reason);
    if (!value)
        return TM_READ_BAD;
    return tm_json_record_fill(&jsonl->record, value, record, reason);
}

const struct tm_format tm_format_jsonl = {"jsonl",    false,       jsonl_detect,
                                          jsonl_open, jsonl_close, jsonl_next};
