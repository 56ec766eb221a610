/* Texts -> in how many of them each word is: a TF-IDF model that keeps its stop words. */
#include "train/train_documents.h"

#include <inttypes.h>
#include <stdlib.h>

static int train(const struct cli_train_documents *documents, const struct cli_train *set,
                 const tm_run *run)
{
    tm_tfidf_options how = TM_TFIDF_INIT;
    tm_text *const array = cli_train_documents_array(documents);
    tm_tfidf *model;
    tm_error err;
    tm_status status;

    how.analyzer.language = set->common.lang;
    how.analyzer.stem = set->stem;
    how.analyzer.keep_stopwords = true;
    how.min_df = (uint32_t)set->min_df;
    status = tm_tfidf_fit(&model, NULL, array, documents->count, &how, run, &err);
    if (status == TM_OK)
        status = tm_tfidf_save(model, set->common.output, &err);
    if (status == TM_OK)
        cli_message("%zu terms of %" PRIu64 " documents", tm_tfidf_terms(model),
                    tm_tfidf_documents(model));
    tm_tfidf_free(model);
    free(array);
    return status == TM_OK ? CLI_DONE : cli_library_error(&err);
}

int cli_train_background(const struct cli_train *set, struct tm_reader *reader, struct cli_bar *bar)
{
    struct cli_train_documents documents = {{NULL, 0, 0}, NULL, 0, 0};
    int status = cli_train_documents_read(&documents, reader, bar);

    if (status == CLI_GO_ON) {
        const tm_run run = cli_run(&set->common, bar);
        status = train(&documents, set, &run);
    }
    cli_train_documents_free(&documents);
    return status;
}
