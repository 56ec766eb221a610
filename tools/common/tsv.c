#include "tsv.h"

#include <string.h>

void cli_tsv_field(FILE *file, tm_text text)
{
    size_t at = 0;

    while (at < text.size) {
        int32_t codepoint;
        char bytes[4];
        size_t size;

        at += tm_utf8_decode(&codepoint, text.data + at, text.size - at);
        if (codepoint < 0x20 || codepoint == 0x7F)
            codepoint = ' ';
        size = tm_utf8_encode(bytes, codepoint);
        fwrite(bytes, 1, size, file);
    }
}

/* Our own writer made the string: after a backslash come one of "\bfnrt or u00XX. */
void cli_tsv_id(FILE *file, tm_text id)
{
    if (id.size < 2 || id.data[0] != '"') {
        fwrite(id.data, 1, id.size, file);
        return;
    }
    for (size_t i = 1; i + 1 < id.size; i++) {
        if (id.data[i] != '\\') {
            fputc(id.data[i], file);
        } else if (id.data[++i] == '"' || id.data[i] == '\\') {
            fputc(id.data[i], file);
        } else {
            fputc(' ', file); /* a control character */
            i += id.data[i] == 'u' ? 4 : 0;
        }
    }
}
