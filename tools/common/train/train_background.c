/* Texts -> in how many of them each word is: a TF-IDF model that keeps its stop words. */
#include "bytes.h"
#include "train/train.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct corpus {
    struct cli_bytes bytes;
    size_t *end; /* [count] of each document in bytes */
    size_t count, capacity;
};

static void end_document(struct corpus *corpus)
{
    cli_grow(&corpus->end, &corpus->capacity, corpus->count + 1, sizeof *corpus->end);
    corpus->end[corpus->count++] = corpus->bytes.size;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Mail and web addresses and handles: no words, and nothing that a model should give away. */
static bool is_address(const char *run, size_t size)
{
    if (size > 0 && memchr(run, '@', size)) /* run may be NULL */
        return true;
    for (size_t i = 2; i < size; i++)
        if (memcmp(run + i - 2, "://", 3) == 0)
            return true;
    return false;
}

/* Without the runs between white space that are addresses. */
static void add_words(struct cli_bytes *bytes, tm_text text)
{
    size_t start = 0;

    for (size_t i = 0; i <= text.size; i++) {
        if (i < text.size && !is_space(text.data[i]))
            continue;
        if (!is_address(text.data + start, i - start))
            cli_bytes_add(bytes, text.data + start, i - start);
        if (i < text.size)
            cli_bytes_add(bytes, text.data + i, 1);
        start = i + 1;
    }
}

/* Several texts in a record are several documents; its title goes with the first. */
static void add_record(struct corpus *corpus, const struct tm_record *record)
{
    add_words(&corpus->bytes, record->title);
    cli_bytes_add(&corpus->bytes, "\n", 1);
    for (size_t i = 0; i < record->texts; i++) {
        add_words(&corpus->bytes, record->text[i]);
        end_document(corpus);
    }
}

static int read_corpus(struct corpus *corpus, struct tm_reader *reader, struct cli_bar *bar)
{
    struct tm_record record;
    enum tm_read got;

    while ((got = tm_reader_next(reader, &record)) == TM_READ_OK) {
        add_record(corpus, &record);
        cli_bar_update(bar, "read", corpus->count, 0);
    }
    return got == TM_READ_FAILED || tm_reader_finish(reader) ? CLI_FAILED : CLI_GO_ON;
}

static int train(const struct corpus *corpus, const struct cli_train *set, const tm_run *run)
{
    tm_tfidf_options how = TM_TFIDF_INIT;
    tm_text *const document = cli_alloc(corpus->count + 1, sizeof *document);
    tm_tfidf *model;
    tm_error err;
    tm_status status;

    for (size_t i = 0, start = 0; i < corpus->count; start = corpus->end[i++])
        document[i] = (tm_text){corpus->bytes.data + start, corpus->end[i] - start};
    how.analyzer.language = set->common.lang;
    how.analyzer.stem = set->stem;
    how.analyzer.keep_stopwords = true;
    how.min_df = (uint32_t)set->min_df;
    status = tm_tfidf_fit(&model, NULL, document, corpus->count, &how, run, &err);
    if (status == TM_OK)
        status = tm_tfidf_save(model, set->common.output, &err);
    if (status == TM_OK)
        cli_message("%zu terms of %" PRIu64 " documents", tm_tfidf_terms(model),
                    tm_tfidf_documents(model));
    tm_tfidf_free(model);
    free(document);
    return status == TM_OK ? CLI_DONE : cli_library_error(&err);
}

int cli_train_background(const struct cli_train *set, struct tm_reader *reader,
                         struct cli_bar *bar)
{
    struct corpus corpus = {{NULL, 0, 0}, NULL, 0, 0};
    int status = read_corpus(&corpus, reader, bar);

    if (status == CLI_GO_ON) {
        const tm_run run = cli_run(&set->common, bar);
        status = train(&corpus, set, &run);
    }
    free(corpus.end);
    cli_bytes_free(&corpus.bytes);
    return status;
}
