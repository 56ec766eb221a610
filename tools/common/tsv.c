#include "tsv.h"

#include "json.h"

static bool is_plain(char c)
{
    return (unsigned char)c >= 0x20 && (unsigned char)c < 0x7F;
}

/* A character that is no plain ASCII; returns its size in the text. */
static size_t add_other(struct cli_bytes *out, tm_text text, size_t at)
{
    int32_t codepoint;
    char bytes[4];
    const size_t size = tm_utf8_decode(&codepoint, text.data + at, text.size - at);

    if (codepoint < 0x20 || codepoint == 0x7F)
        codepoint = ' ';
    cli_bytes_add(out, bytes, tm_utf8_encode(bytes, codepoint));
    return size;
}

void cli_tsv_add_field(struct cli_bytes *out, tm_text text)
{
    size_t at = 0;

    while (at < text.size) {
        size_t run = at;

        while (run < text.size && is_plain(text.data[run]))
            run++;
        cli_bytes_add(out, text.data + at, run - at);
        at = run;
        if (at < text.size)
            at += add_other(out, text, at);
    }
}

static void print_and_free(FILE *file, struct cli_bytes *bytes)
{
    if (bytes->size > 0)
        fwrite(bytes->data, 1, bytes->size, file);
    cli_bytes_free(bytes);
}

void cli_tsv_field(FILE *file, tm_text text)
{
    struct cli_bytes plain = {NULL, 0, 0};

    cli_tsv_add_field(&plain, text);
    print_and_free(file, &plain);
}

void cli_tsv_id(FILE *file, tm_text id)
{
    struct cli_bytes plain = {NULL, 0, 0};

    cli_json_add_plain(&plain, id);
    print_and_free(file, &plain);
}
