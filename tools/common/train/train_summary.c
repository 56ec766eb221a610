/* Records with summaries that people wrote -> what they put into them. */
#include "bytes.h"
#include "train/train.h"

#include <stdlib.h>
#include <string.h>

struct corpus {
    tm_summary_record *record;
    size_t count, capacity;
    double *weight; /* [paths] */
};

static tm_text copy(tm_text text)
{
    char *const data = cli_alloc(text.size + 1, 1);

    if (text.size > 0)
        memcpy(data, text.data, text.size);
    return (tm_text){data, text.size};
}

static tm_text *copy_all(const tm_text *text, size_t count)
{
    tm_text *const out = cli_alloc(count + 1, sizeof *out);

    for (size_t i = 0; i < count; i++)
        out[i] = copy(text[i]);
    return out;
}

static void free_all(const tm_text *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free((void *)(uintptr_t)text[i].data);
    free((void *)(uintptr_t)text);
}

static void free_corpus(struct corpus *corpus)
{
    for (size_t i = 0; i < corpus->count; i++) {
        free_all(corpus->record[i].document, corpus->record[i].documents);
        free_all(corpus->record[i].reference, corpus->record[i].references);
        free((void *)(uintptr_t)corpus->record[i].language);
    }
    free(corpus->record);
    free(corpus->weight);
}

/* --weights: a number for each file, commas between. */
static int read_weights(struct corpus *corpus, const struct cli_train *set)
{
    const char *at = set->weights;

    corpus->weight = cli_alloc(set->paths + 1, sizeof *corpus->weight);
    for (size_t i = 0; i < set->paths; i++) {
        char *end;

        corpus->weight[i] = 1;
        if (!set->weights)
            continue;
        corpus->weight[i] = strtod(at, &end);
        if (end == at || !(corpus->weight[i] > 0 && corpus->weight[i] < 1e9) ||
            *end != (i + 1 < set->paths ? ',' : '\0'))
            return cli_usage("--weights '%s': must be a number above 0 for each of %zu files, "
                             "with commas between, such as 1,.05",
                             set->weights, set->paths);
        at = end + 1;
    }
    return CLI_GO_ON;
}

/* A record's file is a path as given, or something in it. */
static double weight_of(const struct corpus *corpus, const struct cli_train *set, const char *file)
{
    double weight = 1;
    size_t longest = 0;

    for (size_t i = 0; i < set->paths; i++) {
        const size_t size = strlen(set->path[i]);

        if (size > longest && strncmp(file, set->path[i], size) == 0) {
            longest = size;
            weight = corpus->weight[i];
        }
    }
    return weight;
}

static int add_record(struct corpus *corpus, const struct cli_train *set,
                      const struct tm_record *record)
{
    const char *const language = set->common.lang ? set->common.lang : "en";
    const tm_text code = record->lang.size ? record->lang : (tm_text){language, strlen(language)};
    tm_summary_record *r;

    if (record->references == 0)
        return cli_error("%s:%zu: no 'references' that is a list of texts", record->file,
                         record->line);
    cli_grow(&corpus->record, &corpus->capacity, corpus->count + 1, sizeof *corpus->record);
    r = &corpus->record[corpus->count++];
    r->document = copy_all(record->text, record->texts);
    r->documents = record->texts;
    r->reference = copy_all(record->reference, record->references);
    r->references = record->references;
    r->language = cli_alloc(code.size + 1, 1);
    memcpy((void *)(uintptr_t)r->language, code.data, code.size);
    ((char *)(uintptr_t)r->language)[code.size] = '\0';
    r->weight = weight_of(corpus, set, record->file);
    return CLI_GO_ON;
}

static int read_corpus(struct corpus *corpus, const struct cli_train *set, struct tm_reader *reader,
                       struct cli_bar *bar)
{
    struct tm_record record;
    enum tm_read got = TM_READ_END;
    int status = CLI_GO_ON;

    while (status == CLI_GO_ON && (got = tm_reader_next(reader, &record)) == TM_READ_OK) {
        status = add_record(corpus, set, &record);
        cli_bar_update(bar, "read", corpus->count, 0);
    }
    if (status != CLI_GO_ON)
        return status;
    if (got == TM_READ_FAILED || tm_reader_finish(reader))
        return CLI_FAILED;
    return corpus->count ? CLI_GO_ON : cli_error("no records to learn from");
}

static int train(const struct corpus *corpus, const struct cli_train *set, const tm_run *run)
{
    tm_summary_model *model;
    tm_error err;
    tm_status status = tm_summary_train(&model, corpus->record, corpus->count,
                                        (tm_summary_mode)(set->mode + 1), run, &err);

    if (status == TM_OK)
        status = tm_summary_model_save(model, set->common.output, &err);
    tm_summary_model_free(model);
    if (status != TM_OK)
        return cli_library_error(&err);
    cli_message("%zu records", corpus->count);
    return CLI_DONE;
}

int cli_train_summary(const struct cli_train *set, struct tm_reader *reader, struct cli_bar *bar)
{
    struct corpus corpus = {NULL, 0, 0, NULL};
    int status = read_weights(&corpus, set);

    if (status == CLI_GO_ON)
        status = read_corpus(&corpus, set, reader, bar);
    if (status == CLI_GO_ON) {
        const tm_run run = cli_run(&set->common, bar);
        status = train(&corpus, set, &run);
    }
    free_corpus(&corpus);
    return status;
}
