/* tm-train: corpora -> the models that come with the library. */
#include "bar.h"
#include "bytes.h"
#include "io/reader.h"
#include "options.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static struct {
    struct cli_common common;
    uint64_t rows, epochs;
} set;

static const struct cli_option options[] = {
    CLI_OPTION_HEADING("Input"),
    CLI_OPTION_INPUT(set.common),
    CLI_OPTION_STRICT(set.common),
    {"lang", 0, CLI_STRING, "CODE", "language of records that do not name theirs", NULL,
     &set.common.lang, NULL, 0, 0},
    CLI_OPTION_HEADING("Language models"),
    {"rows", 0, CLI_COUNT, "N", "size of the table of n-grams, in 32 bytes", "56000", &set.rows,
     NULL, 1, 4294967295.0},
    {"epochs", 0, CLI_COUNT, "N", "how often every sample is seen", "20", &set.epochs, NULL, 1,
     10000},
    CLI_OPTION_HEADING("Output"),
    CLI_OPTION_OUTPUT(set.common),
    CLI_OPTION_HEADING("How it runs"),
    CLI_OPTION_SEED(set.common),
    CLI_OPTION_PROGRESS(set.common),
    CLI_OPTION_END,
};

static const struct cli_example examples[] = {
    {"tm-train language -o language.tm sentences.jsonl.gz",
     "a model that tells the languages of the records apart"},
    {NULL, NULL},
};

static const struct cli_program program = {
    .name = "tm-train",
    .synopsis = "[OPTION]... -o MODEL language [FILE]...",
    .description =
        "Make a model file.\n\n"
        "language: which language a text is in, learnt from sentences and words whose language is "
        "known: JSON Lines with a text and its code as lang or, where there is none, label. What a "
        "tenth of them, kept apart at first, says of the model is printed on standard error.\n\n"
        "Without FILE, or when FILE is -, read standard input. The same input, options and seed "
        "give the same bytes.",
    .options = options,
    .formats = "MODEL is a binary file, described in the library's DESIGN.md.",
    .examples = examples,
};

struct sample {
    size_t code, text, size; /* where in bytes; the code is NUL-terminated */
};

struct corpus {
    struct cli_bytes bytes;
    struct sample *sample;
    size_t count, capacity;
};

static int add_sample(struct corpus *corpus, const struct tm_record *record)
{
    const tm_text code =
        record->lang.size ? record->lang
        : record->label.size
            ? record->label
            : (tm_text){set.common.lang, set.common.lang ? strlen(set.common.lang) : 0};
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

static int read_corpus(struct corpus *corpus, struct tm_reader *reader)
{
    struct tm_record record;
    enum tm_read got;

    while ((got = tm_reader_next(reader, &record)) == TM_READ_OK) {
        const int status = add_sample(corpus, &record);
        if (status != CLI_GO_ON)
            return status;
    }
    if (got == TM_READ_FAILED || tm_reader_finish(reader))
        return CLI_FAILED;
    return CLI_GO_ON;
}

static int train(const struct corpus *corpus, const tm_run *run)
{
    const tm_language_options how = {sizeof how, (uint32_t)set.rows, (unsigned)set.epochs};
    tm_language_sample *sample = cli_alloc(corpus->count + 1, sizeof *sample);
    tm_language_report report;
    tm_error err;
    tm_status status;

    for (size_t i = 0; i < corpus->count; i++) {
        sample[i].code = corpus->bytes.data + corpus->sample[i].code;
        sample[i].text.data = corpus->bytes.data + corpus->sample[i].text;
        sample[i].text.size = corpus->sample[i].size;
    }
    status = tm_language_train(set.common.output, &report, sample, corpus->count, &how, run, &err);
    free(sample);
    if (status != TM_OK)
        return cli_library_error(&err);
    cli_message("%zu languages from %zu samples; %.4f of %zu held out are right, mean loss %.4f",
                report.languages, report.samples, report.accuracy, report.held_out, report.loss);
    return CLI_DONE;
}

static int train_language(char *const *paths, size_t count)
{
    const struct tm_reader_options input = cli_reader_options(&set.common, "lines");
    struct tm_reader *reader = tm_reader_open(paths, count, &input);
    struct corpus corpus = {{NULL, 0, 0}, NULL, 0, 0};
    int status = read_corpus(&corpus, reader);
    struct cli_bar bar;

    tm_reader_close(reader);
    if (status == CLI_GO_ON) {
        tm_run run;

        cli_bar_start(&bar, set.common.progress);
        run = cli_run(&set.common, &bar);
        status = train(&corpus, &run);
        cli_bar_stop(&bar);
    }
    free(corpus.sample);
    cli_bytes_free(&corpus.bytes);
    return status;
}

int main(int argc, char **argv)
{
    int first, status = cli_parse(&program, argc, argv, &first);

    if (status == CLI_GO_ON)
        status = cli_check_input(&set.common);
    if (status != CLI_GO_ON)
        return status;
    if (argc - first < 1)
        return cli_usage("what is to be trained? have: language");
    if (strcmp(argv[first], "language") != 0)
        return cli_usage("'%s' is not one of language", argv[first]);
    if (!set.common.output || strcmp(set.common.output, "-") == 0)
        return cli_usage("-o: a model needs a file to be written to");
    return train_language(argv + first + 1, (size_t)(argc - first - 1));
}
