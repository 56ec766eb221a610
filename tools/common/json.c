#include "json.h"

#include "number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void add_escape(struct cli_bytes *out, unsigned char byte)
{
    static const char plain[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    const char *const found = byte ? memchr(plain, byte, sizeof plain - 1) : NULL;
    char code[8];

    if (found)
        snprintf(code, sizeof code, "\\%c", letters[found - plain]);
    else
        snprintf(code, sizeof code, "\\u%04x", byte);
    cli_bytes_add_string(out, code);
}

void cli_json_add_string(struct cli_bytes *out, tm_text text)
{
    size_t at = 0;

    cli_bytes_add(out, "\"", 1);
    while (at < text.size) {
        size_t run = at;
        int32_t codepoint;
        char bytes[4];

        /* Plain ASCII goes over in one piece. */
        while (run < text.size && (unsigned char)text.data[run] >= 0x20 &&
               (unsigned char)text.data[run] < 0x7F && text.data[run] != '"' &&
               text.data[run] != '\\')
            run++;
        cli_bytes_add(out, text.data + at, run - at);
        at = run;
        if (at == text.size)
            break;
        run = tm_utf8_decode(&codepoint, text.data + at, text.size - at);
        if (codepoint < 0x80)
            add_escape(out, (unsigned char)codepoint);
        else
            cli_bytes_add(out, bytes, tm_utf8_encode(bytes, codepoint));
        at += run;
    }
    cli_bytes_add(out, "\"", 1);
}

void cli_json_string(FILE *file, tm_text text)
{
    struct cli_bytes out = {NULL, 0, 0};

    cli_json_add_string(&out, text);
    fwrite(out.data, 1, out.size, file);
    cli_bytes_free(&out);
}

void cli_json_add_plain(struct cli_bytes *out, tm_text json)
{
    if (json.size < 2 || json.data[0] != '"') {
        cli_bytes_add(out, json.data, json.size);
        return;
    }
    for (size_t i = 1; i + 1 < json.size; i++) {
        const bool escaped = json.data[i] == '\\';

        i += escaped;
        if (!escaped || json.data[i] == '"' || json.data[i] == '\\') {
            cli_bytes_add(out, &json.data[i], 1);
        } else {
            cli_bytes_add(out, " ", 1);
            i += json.data[i] == 'u' ? 4 : 0;
        }
    }
}

void cli_json_add_number(struct cli_bytes *out, double number)
{
    if (isfinite(number))
        cli_add_number(out, number);
    else
        cli_bytes_add_string(out, "null");
}

void cli_json_number(FILE *file, double number)
{
    struct cli_bytes out = {NULL, 0, 0};

    cli_json_add_number(&out, number);
    fwrite(out.data, 1, out.size, file);
    cli_bytes_free(&out);
}
