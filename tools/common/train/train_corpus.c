#include "train/train_corpus.h"

#include <stdlib.h>
#include <string.h>

struct cli_sample_place {
    size_t code, text, size; /* where in the bytes; the code is NUL-terminated */
};

static int add_sample(struct cli_corpus *corpus, const struct tm_record *record, const char *lang)
{
    const tm_text code = record->lang.size    ? record->lang
                         : record->label.size ? record->label
                                              : (tm_text){lang, lang ? strlen(lang) : 0};
    struct cli_sample_place place;

    if (code.size == 0)
        return cli_error("%s:%zu: no language: neither lang nor label, nor option --lang",
                         record->file, record->line);
    place.code = corpus->bytes.size;
    cli_bytes_add(&corpus->bytes, code.data, code.size);
    cli_bytes_add(&corpus->bytes, "", 1);
    place.text = corpus->bytes.size;
    for (size_t i = 0; i < record->texts; i++) {
        cli_bytes_add(&corpus->bytes, record->text[i].data, record->text[i].size);
        cli_bytes_add(&corpus->bytes, "\n", 1);
    }
    place.size = corpus->bytes.size - place.text;
    cli_grow(&corpus->place, &corpus->capacity, corpus->count + 1, sizeof *corpus->place);
    corpus->place[corpus->count++] = place;
    return CLI_GO_ON;
}

int cli_corpus_read(struct cli_corpus *corpus, struct tm_reader *reader, const char *lang,
                    struct cli_bar *bar)
{
    struct tm_record record;
    enum tm_read got;

    memset(corpus, 0, sizeof *corpus);
    while ((got = tm_reader_next(reader, &record)) == TM_READ_OK) {
        const int status = add_sample(corpus, &record, lang);
        if (status != CLI_GO_ON)
            return status;
        cli_bar_update(bar, "read", corpus->count, 0);
    }
    if (got == TM_READ_FAILED || tm_reader_finish(reader))
        return CLI_FAILED;
    if (corpus->count == 0)
        return cli_error("no samples to learn from");
    corpus->sample = cli_alloc(corpus->count + 1, sizeof *corpus->sample);
    for (size_t i = 0; i < corpus->count; i++) {
        const struct cli_sample_place *const place = &corpus->place[i];

        corpus->sample[i].code = corpus->bytes.data + place->code;
        corpus->sample[i].text = (tm_text){corpus->bytes.data + place->text, place->size};
    }
    return CLI_GO_ON;
}

void cli_corpus_free(struct cli_corpus *corpus)
{
    free(corpus->sample);
    free(corpus->place);
    cli_bytes_free(&corpus->bytes);
    memset(corpus, 0, sizeof *corpus);
}
