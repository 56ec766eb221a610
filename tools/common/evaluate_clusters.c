#include "evaluate_clusters.h"

#include "evaluate_silhouette.h"
#include "floors.h"
#include "json.h"
#include "label_file.h"
#include "output.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct result {
    const char *path;
    size_t documents;
    tm_partition_scores scores;
    double silhouette; /* only with --texts */
};

static const struct measure {
    const char *name;
    size_t offset;
} measures[] = {
    {"nmi", offsetof(struct result, scores.nmi)},
    {"ami", offsetof(struct result, scores.ami)},
    {"ari", offsetof(struct result, scores.ari)},
    {"accuracy", offsetof(struct result, scores.accuracy)},
    {"homogeneity", offsetof(struct result, scores.homogeneity)},
    {"completeness", offsetof(struct result, scores.completeness)},
    {"v", offsetof(struct result, scores.v)},
    {"bcubed_precision", offsetof(struct result, scores.bcubed_precision)},
    {"bcubed_recall", offsetof(struct result, scores.bcubed_recall)},
    {"bcubed_f1", offsetof(struct result, scores.bcubed_f1)},
    {"purity", offsetof(struct result, scores.purity)},
    {"pair_precision", offsetof(struct result, scores.pair_precision)},
    {"pair_recall", offsetof(struct result, scores.pair_recall)},
    {"pair_f1", offsetof(struct result, scores.pair_f1)},
    {"silhouette", offsetof(struct result, silhouette)}, /* the last, see measure_count(task) */
};
enum { MEASURES = sizeof measures / sizeof *measures };

static size_t measure_count(const struct clusters_task *task)
{
    return task->texts ? MEASURES : MEASURES - 1;
}

static double value(const struct result *result, size_t measure)
{
    double x;

    memcpy(&x, (const char *)result + measures[measure].offset, sizeof x);
    return x;
}

/* rows of the texts for the silhouette, or NULL */
static int score(struct result *result, const struct clusters_task *task,
                 const struct cli_labels *gold, const char *gold_path, const tm_sparse *rows)
{
    const char *const fields[] = {task->cluster, NULL};
    uint32_t *golds = NULL, *clusters = NULL;
    struct cli_labels predicted;
    tm_error err;
    int status = cli_labels_read(&predicted, result->path, fields);

    if (status == CLI_GO_ON)
        status = cli_labels_join(gold, gold_path, &predicted, result->path, &golds, &clusters);
    result->documents = gold->count;
    result->scores = (tm_partition_scores)TM_PARTITION_SCORES_INIT;
    if (status == CLI_GO_ON &&
        tm_evaluate_partition(&result->scores, golds, clusters, gold->count, &err) != TM_OK)
        status = cli_library_error(&err);
    if (status == CLI_GO_ON && rows)
        status = evaluate_silhouette(&result->silhouette, rows, clusters, task->common);
    free(golds);
    free(clusters);
    cli_labels_free(&predicted);
    return status;
}

static void write_text(FILE *file, const struct clusters_task *task, const struct result *result,
                       size_t results)
{
    static const char *const rows[] = {"documents", "gold", "clusters"};

    if (results > 1) {
        fprintf(file, "%-17s", "");
        for (size_t r = 0; r < results; r++)
            fprintf(file, "%s     [%zu]", r ? "   " : "", r + 1);
        fputc('\n', file);
    }
    for (size_t row = 0; row < 3; row++) {
        fprintf(file, "%-17s", rows[row]);
        for (size_t r = 0; r < results; r++)
            fprintf(file, "%s%8zu", r ? "   " : "",
                    row == 0   ? result[r].documents
                    : row == 1 ? result[r].scores.gold
                               : result[r].scores.predicted);
        fputc('\n', file);
    }
    for (size_t m = 0; m < measure_count(task); m++) {
        fprintf(file, "%-17s", measures[m].name);
        for (size_t r = 0; r < results; r++)
            fprintf(file, "%s%8.4f", r ? "   " : "", value(&result[r], m));
        fputc('\n', file);
    }
    for (size_t r = 0; results > 1 && r < results; r++)
        fprintf(file, "[%zu] %s\n", r + 1, result[r].path);
}

static void write_json(FILE *file, const struct clusters_task *task, const struct result *result,
                       size_t results)
{
    fputc('[', file);
    for (size_t r = 0; r < results; r++) {
        fputs(r ? ",\n {\"file\":" : "{\"file\":", file);
        cli_json_string(file, (tm_text){result[r].path, strlen(result[r].path)});
        fprintf(file, ",\"documents\":%zu,\"gold\":%zu,\"clusters\":%zu", result[r].documents,
                result[r].scores.gold, result[r].scores.predicted);
        for (size_t m = 0; m < measure_count(task); m++)
            fprintf(file, ",\"%s\":%.12g", measures[m].name, value(&result[r], m));
        fputc('}', file);
    }
    fputs("]\n", file);
}

static void write_tsv(FILE *file, const struct clusters_task *task, const struct result *result,
                      size_t results)
{
    fputs("file\tdocuments\tgold\tclusters", file);
    for (size_t m = 0; m < measure_count(task); m++)
        fprintf(file, "\t%s", measures[m].name);
    fputc('\n', file);
    for (size_t r = 0; r < results; r++) {
        fprintf(file, "%s\t%zu\t%zu\t%zu", result[r].path, result[r].documents,
                result[r].scores.gold, result[r].scores.predicted);
        for (size_t m = 0; m < measure_count(task); m++)
            fprintf(file, "\t%.12g", value(&result[r], m));
        fputc('\n', file);
    }
}

static int write_results(const struct clusters_task *task, const struct result *result,
                         size_t results)
{
    static void (*const writers[])(FILE *, const struct clusters_task *, const struct result *,
                                   size_t) = {write_text, write_json, write_tsv};
    struct cli_output output;
    const int status = cli_output_open(&output, task->common->output, CLI_NEVER);

    if (status != CLI_GO_ON)
        return status;
    writers[task->format](output.file, task, result, results);
    return cli_output_close(&output);
}

/* CLI_DONE, CLI_FAILED or CLI_WRONG_USE. */
static int check_floors(const struct clusters_task *task, const struct result *result,
                        size_t results)
{
    const char *name[MEASURES];
    double x[MEASURES];
    int status;

    for (size_t m = 0; m < measure_count(task); m++)
        name[m] = measures[m].name;
    status = cli_floors_check(task->floors, name, measure_count(task), NULL, NULL);
    for (size_t r = 0; r < results && status != CLI_WRONG_USE; r++) {
        for (size_t m = 0; m < measure_count(task); m++)
            x[m] = value(&result[r], m);
        if (cli_floors_check(task->floors, name, measure_count(task), x, result[r].path) !=
            CLI_DONE)
            status = CLI_FAILED;
    }
    return status;
}

int evaluate_clusters(const struct clusters_task *task, const char *gold_path, char *const *paths,
                      size_t count)
{
    const char *const fields[] = {task->label, "label", "cluster", NULL};
    struct result *result;
    struct cli_labels gold;
    tm_sparse *rows = NULL;
    int status = check_floors(task, NULL, 0);

    if (status != CLI_DONE)
        return status;
    result = cli_alloc(count, sizeof *result);
    status = cli_labels_read(&gold, gold_path, fields);
    if (status == CLI_GO_ON && gold.count == 0) /* nothing agrees with nothing: no score of 1 */
        status = cli_error("%s: no documents", gold_path);
    if (status == CLI_GO_ON && task->texts)
        status = evaluate_silhouette_rows(&rows, task->texts, &gold, gold_path, task->common);
    for (size_t r = 0; r < count && status == CLI_GO_ON; r++) {
        result[r].path = paths[r];
        status = score(&result[r], task, &gold, gold_path, rows);
    }
    if (status == CLI_GO_ON)
        status = write_results(task, result, count);
    if (status == CLI_DONE)
        status = check_floors(task, result, count);
    tm_sparse_free(rows);
    cli_labels_free(&gold);
    free(result);
    return status;
}
