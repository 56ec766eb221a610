/* Phrases: learnt from all documents, written and read as a table. */
#include "detect.h"
#include "matrix/scan.h"
#include "options.h"
#include "output.h"
#include "tsv.h"
#include "vectorize/vectorize.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char HEADER[] = "phrase\tcount\tnpmi";

static int check(tm_status status, const tm_error *err)
{
    return status == TM_OK ? CLI_GO_ON : cli_library_error(err);
}

static int count_portion(tm_tfidf_builder **counter, const struct cli_documents *documents,
                         const struct cli_vectorize *how, tm_phrases_options *options,
                         const tm_run *run)
{
    tm_text *const array = cli_documents_array(documents);
    tm_error err;
    tm_status status = TM_OK;

    if (!*counter) {
        if (how->detect)
            options->analyzer.language = cli_detect_documents(how->lang, array, documents->count);
        status = tm_phrases_counter(counter, options, cli_temporary_folder(), run, &err);
    }
    if (status == TM_OK)
        status = tm_tfidf_builder_add(*counter, array, documents->count, run, &err);
    free(array);
    return check(status, &err);
}

int cli_phrases_learn(tm_phrases **out, const struct cli_vectorize *how,
                      const tm_phrases_options *options, struct tm_reader *reader,
                      struct cli_bar *bar, const tm_run *run)
{
    struct cli_documents documents = {0};
    tm_phrases_options of = *options;
    tm_tfidf_builder *counter = NULL;
    tm_error err;
    int status;

    do {
        status = cli_documents_read_some(&documents, reader, bar, CLI_PORTION);
        if (status == CLI_GO_ON)
            status = count_portion(&counter, &documents, how, &of, run);
    } while (status == CLI_GO_ON && documents.bytes.size >= CLI_PORTION);
    cli_documents_free(&documents);
    if (status == CLI_GO_ON)
        status = check(tm_phrases_new(out, counter, &of, run, &err), &err);
    tm_tfidf_builder_free(counter);
    return status;
}

int cli_phrases_write(const tm_phrases *phrases, const char *path)
{
    struct cli_output output;
    int status = cli_output_open(&output, path, CLI_NEVER);

    if (status != CLI_GO_ON)
        return status;
    fprintf(output.file, "%s\n", HEADER);
    for (size_t i = 0; i < tm_phrases_count(phrases); i++) {
        uint64_t count = 0;
        double npmi = 0;

        cli_tsv_field(output.file, tm_phrases_get(phrases, i, &count, &npmi));
        fprintf(output.file, "\t%" PRIu64 "\t%.6f\n", count, npmi);
    }
    status = cli_output_close(&output);
    return status == CLI_DONE ? CLI_GO_ON : status;
}

/* The first fields of all lines but the header. */
static tm_text *read_lines(struct cli_bytes *bytes, size_t *count, FILE *file, const char *path)
{
    struct cli_scan scan = cli_scan_start(file, path);
    size_t capacity = 0, at = 0;
    tm_text *phrase = NULL;

    *count = 0;
    while (cli_scan_line(&scan)) {
        const size_t size = strcspn(scan.line, "\t");

        if (scan.number == 1 && strcmp(scan.line, HEADER) == 0)
            continue;
        cli_grow(&phrase, &capacity, *count + 1, sizeof *phrase);
        phrase[(*count)++].size = size;
        cli_bytes_add(bytes, scan.line, size);
    }
    cli_scan_stop(&scan);
    for (size_t i = 0; i < *count; at += phrase[i++].size)
        phrase[i].data = bytes->data + at;
    return phrase;
}

int cli_phrases_read(tm_phrases **out, const tm_analyzer_options *analyzer, const char *path)
{
    FILE *const file = fopen(path, "rb");
    struct cli_bytes bytes = {NULL, 0, 0};
    size_t count;
    tm_text *phrase;
    tm_error err;
    tm_status status;

    if (!file)
        return cli_error("%s: %s", path, strerror(errno));
    phrase = read_lines(&bytes, &count, file, path);
    fclose(file);
    status = tm_phrases_of_list(out, phrase, count, analyzer, &err);
    free(phrase);
    cli_bytes_free(&bytes);
    if (status == TM_EINVAL)
        return cli_error("%s: %s", path, err.message);
    return check(status, &err);
}
