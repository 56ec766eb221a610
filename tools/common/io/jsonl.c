/* JSON Lines: an object a line. What other writers let slip through is repaired, not rejected. */
#include "io/format.h"
#include "io/json_record.h"

#include <stdlib.h>
#include <string.h>

struct jsonl_state {
    struct tm_json_record record;
    struct cli_bytes repaired;
};

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n'))
        at++;
    return at;
}

static bool jsonl_detect(const char *head, size_t size)
{
    const char *const first = skip_blanks(head, head + size);

    return first < head + size && *first == '{';
}

static void *jsonl_open(void)
{
    return cli_alloc(1, sizeof(struct jsonl_state));
}

static void jsonl_close(void *state)
{
    struct jsonl_state *const jsonl = state;

    tm_json_record_release(&jsonl->record);
    cli_bytes_free(&jsonl->repaired);
    free(jsonl);
}

/* The code unit of \uXXXX at `at`; -1 if there is none. */
static long escape_unit(const char *at, const char *end)
{
    char digits[5];

    if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
        return -1;
    memcpy(digits, at + 2, 4);
    digits[4] = '\0';
    return strspn(digits, "0123456789abcdefABCDEF") == 4 ? strtol(digits, NULL, 16) : -1;
}

/* Make escapes of lone surrogates \ufffd, in place: they are as long. */
static void repair_surrogates(char *at, const char *end)
{
    while ((at = memchr(at, '\\', (size_t)(end - at))) && end - at >= 2) {
        const long unit = escape_unit(at, end);
        const long next = unit >= 0 ? escape_unit(at + 6, end) : -1;

        if (unit < 0) {
            at += 2; /* another escape; this passes the second of two backslashes */
        } else if (unit >= 0xD800 && unit < 0xDC00 && next >= 0xDC00 && next < 0xE000) {
            at += 12;
        } else {
            if (unit >= 0xD800 && unit < 0xE000)
                memcpy(at, "\\ufffd", 6);
            at += 6;
        }
    }
}

/* The line as valid UTF-8 without lone surrogates. */
static void repair(struct cli_bytes *out, tm_text line)
{
    size_t at = 0;

    cli_bytes_clear(out);
    if (tm_utf8_valid(line.data, line.size)) {
        cli_bytes_add(out, line.data, line.size);
    } else {
        while (at < line.size) {
            int32_t codepoint;
            char bytes[4];

            at += tm_utf8_decode(&codepoint, line.data + at, line.size - at);
            cli_bytes_add(out, bytes, tm_utf8_encode(bytes, codepoint));
        }
    }
    repair_surrogates(out->data, out->data + out->size);
}

static json_t *parse(struct jsonl_state *jsonl, tm_text line, json_error_t *error)
{
    const size_t flags = JSON_ALLOW_NUL | JSON_DECODE_ANY;
    json_t *value = json_loadb(line.data, line.size, flags, error);

    if (value)
        return value;
    repair(&jsonl->repaired, line);
    value = json_loadb(jsonl->repaired.data, jsonl->repaired.size, flags, error);
    if (!value && json_error_code(error) == json_error_numeric_overflow)
        value = json_loadb(jsonl->repaired.data, jsonl->repaired.size,
                           flags | JSON_DECODE_INT_AS_REAL, error);
    return value;
}

/* jansson quotes what it stumbled over; that may be long and is not text for a terminal. */
static void describe(struct cli_bytes *reason, const json_error_t *error)
{
    const char *const near = strstr(error->text, " near ");
    const size_t size = near ? (size_t)(near - error->text) : strlen(error->text);
    char column[48];

    cli_bytes_add_string(reason, "not JSON: ");
    cli_bytes_add(reason, error->text, size);
    snprintf(column, sizeof column, " at byte %d", error->position);
    cli_bytes_add_string(reason, column);
}

static enum tm_read jsonl_next(void *state, struct tm_stream *stream, struct tm_record *record,
                               struct cli_bytes *reason)
{
    struct jsonl_state *const jsonl = state;
    json_error_t error;
    json_t *value;
    tm_text line;

    do {
        const enum tm_read got = tm_stream_line(stream, &line);

        if (got != TM_READ_OK)
            return got;
    } while (skip_blanks(line.data, line.data + line.size) == line.data + line.size);
    value = parse(jsonl, line, &error);
    if (value)
        return tm_json_record_fill(&jsonl->record, value, record, reason);
    describe(reason, &error);
    return TM_READ_BAD;
}

const struct tm_format tm_format_jsonl = {"jsonl", jsonl_detect, jsonl_open, jsonl_close,
                                          jsonl_next};
