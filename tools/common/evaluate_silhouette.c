#include "evaluate_silhouette.h"

#include "cluster_terms.h"
#include "detect.h"
#include "document_ids.h"
#include "models.h"

#include <stdlib.h>

/* Rows of the documents whose numbers are where[count]. */
static int make_rows(tm_sparse **rows, const struct cli_documents *documents, const uint32_t *where,
                     size_t count, const char *wanted_language, const tm_run *run)
{
    tm_text *const array = cli_documents_array(documents);
    const char *const language = cli_detect_documents(wanted_language, array, documents->count);
    tm_text *const text = cli_alloc(count, sizeof *text);
    tm_tfidf *background = NULL;
    tm_error err;
    int status = cli_load_background(&background, language);

    for (size_t i = 0; i < count; i++)
        text[i] = array[where[i]];
    if (status == CLI_GO_ON) {
        const struct cluster_terms terms = {
            .language = language, .stories = true, .stop = true, .background = background};
        if (cluster_terms_rows(NULL, rows, text, count, &terms, run, &err) != TM_OK)
            status = cli_library_error(&err);
    }
    tm_tfidf_free(background);
    free(text);
    free(array);
    return status;
}

int evaluate_silhouette_rows(tm_sparse **rows, const char *path, const struct cli_labels *gold,
                             const char *gold_path, const struct cli_common *common)
{
    struct cli_documents documents;
    struct cli_labels ids = {0};
    uint32_t *where = NULL;
    struct cli_bar bar;
    int status;

    cli_bar_start(&bar, common->progress);
    status = cli_documents_read(&documents, (char *const[]){(char *)path}, 1, common, &bar);
    if (status == CLI_GO_ON) {
        cli_document_ids(&ids, &documents);
        status = cli_labels_find(&where, gold, gold_path, &ids, path);
    }
    if (status == CLI_GO_ON) {
        const tm_run run = cli_run(common, &bar);
        status = make_rows(rows, &documents, where, gold->count, common->lang, &run);
    }
    cli_bar_stop(&bar);
    free(where);
    cli_labels_free(&ids);
    cli_documents_free(&documents);
    return status;
}

int evaluate_silhouette(double *mean, const tm_sparse *rows, const uint32_t *cluster,
                        const struct cli_common *common)
{
    struct cli_bar bar;
    tm_run run;
    tm_error err;
    tm_status status;

    cli_bar_start(&bar, common->progress);
    run = cli_run(common, &bar);
    status = tm_evaluate_silhouette(mean, NULL, rows, cluster, &run, &err);
    cli_bar_stop(&bar);
    return status == TM_OK ? CLI_GO_ON : cli_library_error(&err);
}
