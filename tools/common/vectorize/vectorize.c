#include "vectorize/vectorize.h"

#include "detect.h"
#include "options.h"
#include "output.h"
#include "terms.h"
#include "tsv.h"
#include "vectorize/components.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct work {
    struct cli_vectorize *how;
    struct cli_documents documents; /* of the portion */
    struct cli_bytes weighted;      /* their fields, repeated */
    tm_tfidf *loaded, *model;       /* the model of the rows may be either */
    tm_tfidf_builder *builder;
    tm_phrases *phrases; /* of the list */
    FILE *names;         /* of all documents, one a line; NULL: nobody wants them */
    size_t count;
};

static int check(tm_status status, const tm_error *err)
{
    return status == TM_OK ? CLI_GO_ON : cli_library_error(err);
}

/* What a loaded model has and the options say may not go together. CLI_GO_ON or an exit code. */
static int check_loaded(const struct work *w)
{
    const struct cli_vectorize *const how = w->how;

    if (!tm_tfidf_svd(w->loaded) || how->sparse)
        return CLI_GO_ON;
    if (how->components)
        return cli_error("--components: %s has its own; --components 0 gives its rows without them",
                         how->load);
    if (how->update)
        return cli_error("--update: the components of %s are of its documents alone; "
                         "--components 0 learns without them",
                         how->load);
    return cli_components_format(how->format);
}

/* What counts the documents, of which the first are there. */
static int begin(struct work *w, const tm_text *first, const tm_run *run)
{
    struct cli_vectorize *const how = w->how;
    tm_error err;
    tm_status status;

    if (how->load) {
        status = tm_tfidf_load(&w->loaded, how->load, &err);
        if (status == TM_OK && check_loaded(w) != CLI_GO_ON)
            return CLI_FAILED;
        if (status == TM_OK)
            status = tm_tfidf_builder_from(&w->builder, w->loaded, run, &err);
    } else {
        if (how->detect)
            how->how.analyzer.language = cli_detect_documents(how->lang, first, w->documents.count);
        status = tm_tfidf_builder_new(&w->builder, &how->how, run, &err);
    }
    if (status == TM_OK)
        status = tm_tfidf_builder_keep_rows(w->builder, cli_temporary_folder(), &err);
    if (status != TM_OK || how->phrases || !how->phrase_list)
        return check(status, &err);
    return cli_phrases_read(&w->phrases,
                            w->loaded ? &tm_tfidf_how(w->loaded)->analyzer : &how->how.analyzer,
                            how->phrase_list);
}

static tm_status add(struct work *w, tm_text *array, const tm_run *run, tm_error *err)
{
    const tm_phrases *const phrases = w->how->phrases ? w->how->phrases : w->phrases;
    char *bytes = NULL;
    tm_status status = TM_OK;

    if (phrases)
        status = tm_phrases_join(&bytes, array, phrases, array, w->documents.count, err);
    if (status == TM_OK)
        status = tm_tfidf_builder_add(w->builder, array, w->documents.count, run, err);
    tm_free(bytes);
    return status;
}

static void keep_names(struct work *w)
{
    for (size_t i = 0; i < w->documents.count; i++) {
        const tm_text id = cli_document_id(&w->documents, i);

        fwrite(id.data, 1, id.size, w->names);
        fputc('\n', w->names);
    }
}

static int count_portion(struct work *w, const tm_run *run)
{
    tm_text *const array = cli_documents_weighted(&w->weighted, &w->documents, &w->how->fields);
    int status = w->builder ? CLI_GO_ON : begin(w, array, run);
    tm_error err;

    if (status == CLI_GO_ON)
        status = check(add(w, array, run, &err), &err);
    free(array);
    if (w->names)
        keep_names(w);
    w->count += w->documents.count;
    return status;
}

static int count_all(struct work *w, struct tm_reader *reader, struct cli_bar *bar,
                     const tm_run *run)
{
    int status;

    do {
        status = cli_documents_read_some(&w->documents, reader, bar, CLI_PORTION);
        if (status == CLI_GO_ON)
            status = count_portion(w, run);
    } while (status == CLI_GO_ON && w->documents.bytes.size >= CLI_PORTION);
    cli_documents_free(&w->documents);
    cli_bytes_free(&w->weighted);
    return status;
}

static int write_vocabulary(const tm_tfidf *model, const char *path)
{
    struct cli_output output;
    int status = cli_output_open(&output, path, CLI_NEVER);

    if (status != CLI_GO_ON)
        return status;
    fputs("term\tdocuments\tidf\n", output.file);
    for (uint32_t id = 0; id < tm_tfidf_terms(model); id++) {
        cli_tsv_field(output.file, tm_tfidf_term(model, id));
        fprintf(output.file, "\t%" PRIu64 "\t%.6g\n", tm_tfidf_df(model, id),
                tm_tfidf_idf(model, id));
    }
    status = cli_output_close(&output);
    return status == CLI_DONE ? CLI_GO_ON : status;
}

/* svd may be NULL. */
static int write_pieces(struct cli_matrix_writer *writer, tm_tfidf_rows *rows, const tm_svd *svd,
                        const tm_run *run)
{
    tm_sparse *piece;
    tm_error err;
    int status = CLI_GO_ON;

    for (;;) {
        if (tm_tfidf_rows_next(&piece, rows, run, &err) != TM_OK) {
            cli_matrix_close(writer, false);
            return cli_library_error(&err);
        }
        if (!piece)
            return cli_matrix_close(writer, true);
        if (svd)
            status = cli_components_add(writer, svd, piece, run);
        else
            cli_matrix_add(writer, piece, NULL);
        tm_sparse_free(piece);
        if (status != CLI_GO_ON || !writer->good) {
            cli_matrix_close(writer, false);
            return CLI_FAILED;
        }
    }
}

static tm_text *term_names(const tm_tfidf *model)
{
    const uint32_t count = (uint32_t)tm_tfidf_terms(model);
    tm_text *const terms = cli_alloc((size_t)count + 1, sizeof *terms);

    for (uint32_t t = 0; t < count; t++)
        terms[t] = tm_tfidf_term(model, t);
    return terms;
}

static int write_rows(struct work *w, const tm_tfidf *model, const tm_run *run)
{
    const tm_svd *const svd = w->how->sparse ? NULL : tm_tfidf_svd(model);
    struct cli_matrix_plan plan = {.rows = w->count,
                                   .cols = svd ? svd->components : tm_tfidf_terms(model),
                                   .names = {.lines = w->names}};
    struct cli_matrix_writer writer;
    struct cli_bytes bytes = {NULL, 0, 0};
    tm_text *columns = NULL;
    tm_tfidf_rows *rows;
    tm_error err;
    int status;

    if (tm_tfidf_rows_new(&rows, w->builder, model, run, &err) != TM_OK)
        return cli_library_error(&err);
    tm_tfidf_rows_last(rows);
    plan.entries = tm_tfidf_rows_entries(rows);
    cli_tell_no_terms(plan.entries, w->count, w->how->load ? NULL : &w->how->how);
    if (svd)
        plan.entries = (uint64_t)plan.rows * plan.cols;
    if (w->how->format->names)
        columns = svd ? cli_components_names(&bytes, plan.cols) : term_names(model);
    plan.column_name = columns;
    status = cli_matrix_open(&writer, w->how->format, w->how->output, &plan);
    if (status == CLI_GO_ON)
        status = write_pieces(&writer, rows, svd, run);
    cli_row_names_free(&plan.names);
    tm_tfidf_rows_free(rows);
    free(columns);
    cli_bytes_free(&bytes);
    return status;
}

static int finish(struct work *w, const tm_run *run)
{
    const struct cli_vectorize *const how = w->how;
    const bool learn = !how->load || how->update;
    tm_tfidf *model;
    tm_error err;
    int status = CLI_GO_ON;

    if (learn)
        status = check(tm_tfidf_builder_model(&w->model, w->builder, run, &err), &err);
    model = learn ? w->model : w->loaded;
    if (status == CLI_GO_ON && how->components)
        status = cli_components_learn(model, w->builder, w->count, how->components, run);
    if (status == CLI_GO_ON && how->model)
        status = check(tm_tfidf_save(model, how->model, &err), &err);
    if (status == CLI_GO_ON && how->vocabulary)
        status = write_vocabulary(model, how->vocabulary);
    return status == CLI_GO_ON ? write_rows(w, model, run) : status;
}

int cli_vectorize(struct cli_vectorize *how, struct tm_reader *reader, struct cli_bar *bar,
                  const tm_run *run)
{
    struct work w = {.how = how};
    int status = CLI_GO_ON;

    if (how->format->names) {
        w.names = cli_temporary();
        status = w.names ? CLI_GO_ON : CLI_FAILED;
    }
    if (status == CLI_GO_ON)
        status = count_all(&w, reader, bar, run);
    if (status == CLI_GO_ON && w.names && (fflush(w.names) != 0 || ferror(w.names)))
        status = cli_error("a temporary file cannot be written");
    if (status == CLI_GO_ON)
        status = finish(&w, run);
    if (w.names)
        fclose(w.names);
    tm_phrases_free(w.phrases);
    tm_tfidf_builder_free(w.builder);
    tm_tfidf_free(w.model);
    tm_tfidf_free(w.loaded);
    return status;
}
