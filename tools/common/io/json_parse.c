#include "io/json_parse.h"

#include <stdlib.h>
#include <string.h>

const char *tm_json_skip_blanks(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n'))
        at++;
    return at;
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

json_t *tm_json_parse(tm_text text, struct cli_bytes *scratch, struct cli_bytes *reason)
{
    const size_t flags = JSON_ALLOW_NUL | JSON_DECODE_ANY;
    json_error_t error;
    json_t *value = json_loadb(text.data, text.size, flags, &error);

    if (value)
        return value;
    repair(scratch, text);
    value = json_loadb(scratch->data, scratch->size, flags, &error);
    if (!value && json_error_code(&error) == json_error_numeric_overflow)
        value = json_loadb(scratch->data, scratch->size, flags | JSON_DECODE_INT_AS_REAL, &error);
    if (!value)
        describe(reason, &error);
    return value;
}
