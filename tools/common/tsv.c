#include "tsv.h"

#include "json.h"

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

void cli_tsv_id(FILE *file, tm_text id)
{
    struct cli_bytes plain = {NULL, 0, 0};

    cli_json_add_plain(&plain, id);
    if (plain.size > 0)
        fwrite(plain.data, 1, plain.size, file);
    cli_bytes_free(&plain);
}
