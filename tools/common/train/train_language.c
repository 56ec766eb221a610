/* Texts whose language is known -> a model that tells languages apart. */
#include "bytes.h"
#include "train/train.h"

#include <stdlib.h>
#include <string.h>

struct sample {
    size_t code, text, size; /* where in bytes; the code is NUL-terminated */
};

struct corpus {
    struct cli_bytes bytes;
    struct sample *sample;
    size_t count, capacity;
};

static int add_sample(struct corpus *corpus, const struct tm_record *record, const char *lang)
{
    const tm_text code = record->lang.size    ? record->lang
                         : record->label.size ? record->label
                                              : (tm_text){lang, lang ? strlen(lang) : 0};
    struct sample sample;

    if (code.size == 0)
        return cli_error("%s:%zu: no language: neither lang nor label, nor option --lang",
                         record->file, record->line);
    sample.code = corpus->bytes.size;
    cli_bytes_add(&corpus->bytes, code.data, code.size);
    cli_bytes_add(&corpus->bytes, "", 1);
    sample.text = corpus->bytes.size;
    for (size_t i = 0; i < record->texts; i++) {
        cli_bytes_add(&corpus->bytes, record->text[i].data, record->text[i].size);
        cli_bytes_add(&corpus->bytes, "\n", 1);
    }
    sample.size = corpus->bytes.size - sample.text;
    cli_grow(&corpus->sample, &corpus->capacity, corpus->count + 1, sizeof *corpus->sample);
    corpus->sample[corpus->count++] = sample;
    return CLI_GO_ON;
}

static int read_corpus(struct corpus *corpus, struct tm_reader *reader, const char *lang)
{
    struct tm_record record;
    enum tm_read got;

    while ((got = tm_reader_next(reader, &record)) == TM_READ_OK) {
        const int status = add_sample(corpus, &record, lang);
        if (status != CLI_GO_ON)
            return status;
    }
    if (got == TM_READ_FAILED || tm_reader_finish(reader))
        return CLI_FAILED;
    return CLI_GO_ON;
}

static int train(const struct corpus *corpus, const struct cli_train *set, const tm_run *run)
{
    const tm_language_options how = {sizeof how, (uint32_t)set->rows, (unsigned)set->epochs};
    tm_language_sample *sample = cli_alloc(corpus->count + 1, sizeof *sample);
    tm_language_report report;
    tm_error err;
    tm_status status;

    for (size_t i = 0; i < corpus->count; i++) {
        sample[i].code = corpus->bytes.data + corpus->sample[i].code;
        sample[i].text.data = corpus->bytes.data + corpus->sample[i].text;
        sample[i].text.size = corpus->sample[i].size;
    }
    status = tm_language_train(set->common.output, &report, sample, corpus->count, &how, run, &err);
    free(sample);
    if (status != TM_OK)
        return cli_library_error(&err);
    cli_message("%zu languages from %zu samples; %.4f of %zu held out are right, mean loss %.4f",
                report.languages, report.samples, report.accuracy, report.held_out, report.loss);
    return CLI_DONE;
}

int cli_train_language(const struct cli_train *set, struct tm_reader *reader, struct cli_bar *bar)
{
    struct corpus corpus = {{NULL, 0, 0}, NULL, 0, 0};
    int status = read_corpus(&corpus, reader, set->common.lang);

    if (status == CLI_GO_ON) {
        const tm_run run = cli_run(&set->common, bar);
        status = train(&corpus, set, &run);
    }
    free(corpus.sample);
    cli_bytes_free(&corpus.bytes);
    return status;
}
