/* tm-vectorize: documents -> sparse TF-IDF rows, vocabulary, model. */
#include "bar.h"
#include "language.h"
#include "targets.h"
#include "vectorize/components.h"
#include "vectorize/vectorize.h"
#include "vectorize/vectorize_settings.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static struct cli_vectorize_settings *const set = &cli_vectorize_settings;

/* Rows that are there already. */
static int convert(const char *path, const struct cli_matrix_format *format, const tm_run *run)
{
    struct cli_matrix matrix;
    int status = cli_matrix_load(&matrix, path);

    if (status == CLI_GO_ON && set->names) {
        free(matrix.column_name);
        cli_bytes_clear(&matrix.column_text);
        matrix.column_name = cli_names_load(&matrix.column_text, matrix.rows->cols, set->names);
        status = matrix.column_name ? CLI_GO_ON : CLI_FAILED;
    }
    if (status == CLI_GO_ON && set->weighting) {
        tm_sparse *weighted;
        tm_error err;

        if (!cli_matrix_has_counts(&matrix, path)) {
            status = CLI_FAILED;
        } else if (tm_tfidf_weigh(&weighted, matrix.rows, &set->how, run, &err) != TM_OK) {
            status = cli_library_error(&err);
        } else {
            tm_sparse_free(matrix.rows);
            matrix.rows = weighted;
        }
    }
    if (status == CLI_GO_ON)
        status = set->components ? cli_components_save(&matrix, format, set->common.output,
                                                       set->components, run)
                                 : cli_matrix_save(&matrix, format, set->common.output);
    cli_matrix_free(&matrix);
    return status;
}

/* Whether the operands are one matrix. CLI_WRONG_USE after a message if they are more than that, or
 * an option is for the other kind. */
static int check_matrix(bool *matrix, char **file, int files)
{
    *matrix = false;
    for (int i = 0; i < files; i++)
        *matrix |= set->common.input == 0 && cli_matrix_readable(file[i]);
    if (*matrix && files > 1)
        return cli_usage("%s and others: one matrix at a time, and no documents with it", file[0]);
    return cli_check_rules(&cli_vectorize_program,
                           *matrix ? cli_vectorize_matrix_rules : cli_vectorize_document_rules);
}

/* CLI_GO_ON, or CLI_WRONG_USE after a message. */
static int check_components(const struct cli_matrix_format *format)
{
    if (set->components == 0 && !set->load && cli_was_given(&cli_vectorize_program, "components"))
        return cli_usage("--components 0: is for --load");
    if (set->components > 0 && set->update)
        return cli_usage("--components: need all documents, --update reads the new ones");
    return set->components > 0 ? cli_components_format(format) : CLI_GO_ON;
}

/* Phrases of files that are then read again. CLI_GO_ON or an exit code. */
static int learn_phrases(tm_phrases **phrases, const struct cli_vectorize *how, char **file,
                         int files, struct cli_bar *bar, const tm_run *run)
{
    const struct tm_reader_options input = cli_reader_options(&set->common, "lines");
    tm_phrases_options wanted = TM_PHRASES_INIT;
    struct tm_reader *reader;
    struct stat info;
    int status = CLI_GO_ON;

    for (int i = 0; i < files; i++)
        if (stat(file[i], &info) != 0 || !(S_ISREG(info.st_mode) || S_ISDIR(info.st_mode)))
            return cli_usage("--phrases: '%s' is no file that can be read twice", file[i]);
    if (files == 0)
        return cli_usage("--phrases: standard input cannot be read twice; name a file");
    wanted.analyzer = how->how.analyzer;
    wanted.threshold = set->phrases;
    wanted.min_count = set->phrase_count;
    reader = tm_reader_open(file, (size_t)files, &input);
    status = cli_phrases_learn(phrases, how, &wanted, reader, bar, run);
    tm_reader_close(reader);
    if (status == CLI_GO_ON && set->phrase_list)
        status = cli_phrases_write(*phrases, set->phrase_list);
    return status;
}

/* What is opened in the end only, when an hour may have gone. */
static int check_targets(char *const *file, int files)
{
    const struct cli_target target[] = {
        {"-o", set->common.output},
        {"--model", set->model},
        {"--vocabulary", set->vocabulary},
        {"--phrase-list", set->phrases > 0 ? set->phrase_list : NULL}};

    if (set->model && strcmp(set->model, "-") == 0)
        return cli_usage("--model: a model needs a file to be written to");
    return cli_check_targets(target, sizeof target / sizeof *target, file, (size_t)files);
}

static int read_and_vectorize(char **file, int files, const struct cli_matrix_format *format,
                              struct cli_bar *bar, const tm_run *run)
{
    const struct tm_reader_options input = cli_reader_options(&set->common, "lines");
    struct tm_reader *const reader = tm_reader_open(file, (size_t)files, &input);
    struct cli_vectorize how = {.fields = set->fields,
                                .how = set->how,
                                .lang = set->common.lang,
                                .detect = set->like == LIKE_TM || set->stem,
                                .phrase_list = set->phrase_list,
                                .load = set->load,
                                .components = set->components,
                                .sparse = set->components == 0 &&
                                          cli_was_given(&cli_vectorize_program, "components"),
                                .update = set->update,
                                .model = set->model,
                                .vocabulary = set->vocabulary,
                                .format = format,
                                .output = set->common.output};
    tm_phrases *phrases = NULL;
    int status = CLI_GO_ON;

    if (set->phrases > 0)
        status = learn_phrases(&phrases, &how, file, files, bar, run);
    how.phrases = phrases;
    if (status == CLI_GO_ON)
        status = cli_vectorize(&how, reader, bar, run);
    tm_phrases_free(phrases);
    tm_reader_close(reader);
    return status;
}

int main(int argc, char **argv)
{
    const struct cli_matrix_format *format;
    struct cli_bar bar;
    bool matrix;
    tm_run run;
    int first, status;

    status = cli_parse(&cli_vectorize_program, argc, argv, &first);
    if (status != CLI_GO_ON)
        return status;
    format = cli_vectorize_format();
    status = format ? check_components(format) : CLI_WRONG_USE;
    if (status == CLI_GO_ON)
        status = check_matrix(&matrix, argv + first, argc - first);
    if (status == CLI_GO_ON)
        status = cli_check_common(&set->common, set->stem, cli_vectorize_drops_listed());
    if (status == CLI_GO_ON)
        status = cli_vectorize_choose();
    if (status == CLI_GO_ON)
        status = check_targets(argv + first, argc - first);
    if (status != CLI_GO_ON)
        return status;
    cli_bar_start(&bar, set->common.progress);
    run = cli_run(&set->common, &bar);
    status = matrix ? convert(argv[first], format, &run)
                    : read_and_vectorize(argv + first, argc - first, format, &bar, &run);
    cli_bar_stop(&bar);
    return status;
}
