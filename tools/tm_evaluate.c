/* tm-evaluate: how good a result is, measured against gold. */
#include "json.h"
#include "label_file.h"
#include "options.h"
#include "output.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static struct {
    struct cli_common common;
    int format;
    const char *label, *cluster;
    const char *floor;
} set;

static const char *const format_choices[] = {"text", "json", "tsv", NULL};

static const struct cli_option options[] = {
    {"label", 0, CLI_STRING, "FIELD", "field of GOLD that holds the label", "label", &set.label,
     NULL, 0, 0},
    {"cluster", 0, CLI_STRING, "FIELD", "field of PREDICTED that holds the cluster", "cluster",
     &set.cluster, NULL, 0, 0},
    {"floor", 0, CLI_STRING, "MEASURE=X[,...]", "exit with 1 if a measure is below X", NULL,
     &set.floor, NULL, 0, 0},
    CLI_OPTION_HEADING("Output"),
    {"format", 0, CLI_CHOICE, "FORMAT", "text is for people", "text", &set.format, format_choices,
     0, 0},
    CLI_OPTION_OUTPUT(set.common),
    CLI_OPTION_END,
};

static const struct cli_example examples[] = {
    {"tm-cluster --format jsonl day.jsonl | tm-evaluate clusters day.jsonl -",
     "stories against the labels of the same file"},
    {"tm-evaluate clusters day.jsonl monday.jsonl tuesday.jsonl",
     "two results against the same labels, side by side"},
    {NULL, NULL},
};

static const struct cli_program program = {
    .name = "tm-evaluate",
    .synopsis = "[OPTION]... clusters GOLD PREDICTED...",
    .description =
        "Compare clusters with labels that people gave. GOLD has an id and a label a record, "
        "PREDICTED an id and a cluster, as JSON Lines or as id, tab, label; both may be packed. "
        "Records are matched by id; without one they are numbered from 1. A record that is in "
        "GOLD and not in PREDICTED is an error.",
    .options = options,
    .formats =
        "text: a line a measure, a column a file.\n\n"
        "json: an array with an object a file: file, documents, gold and clusters (numbers), then "
        "the measures nmi, ami, ari, accuracy, homogeneity, completeness, v, bcubed_precision, "
        "bcubed_recall, bcubed_f1, purity, pair_precision, pair_recall, pair_f1.\n\n"
        "tsv: the same with a header.",
    .examples = examples,
};

static const struct measure {
    const char *name;
    size_t offset;
} measures[] = {
    {"nmi", offsetof(tm_partition_scores, nmi)},
    {"ami", offsetof(tm_partition_scores, ami)},
    {"ari", offsetof(tm_partition_scores, ari)},
    {"accuracy", offsetof(tm_partition_scores, accuracy)},
    {"homogeneity", offsetof(tm_partition_scores, homogeneity)},
    {"completeness", offsetof(tm_partition_scores, completeness)},
    {"v", offsetof(tm_partition_scores, v)},
    {"bcubed_precision", offsetof(tm_partition_scores, bcubed_precision)},
    {"bcubed_recall", offsetof(tm_partition_scores, bcubed_recall)},
    {"bcubed_f1", offsetof(tm_partition_scores, bcubed_f1)},
    {"purity", offsetof(tm_partition_scores, purity)},
    {"pair_precision", offsetof(tm_partition_scores, pair_precision)},
    {"pair_recall", offsetof(tm_partition_scores, pair_recall)},
    {"pair_f1", offsetof(tm_partition_scores, pair_f1)},
};
enum { MEASURES = sizeof measures / sizeof *measures };

struct result {
    const char *path;
    size_t documents;
    tm_partition_scores scores;
};

static double value(const struct result *result, size_t measure)
{
    double x;

    memcpy(&x, (const char *)&result->scores + measures[measure].offset, sizeof x);
    return x;
}

static int score(struct result *result, const struct cli_labels *gold, const char *gold_path)
{
    const char *const fields[] = {set.cluster, NULL};
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
    free(golds);
    free(clusters);
    cli_labels_free(&predicted);
    return status;
}

static void write_text(FILE *file, const struct result *result, size_t results)
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
    for (size_t m = 0; m < MEASURES; m++) {
        fprintf(file, "%-17s", measures[m].name);
        for (size_t r = 0; r < results; r++)
            fprintf(file, "%s%8.4f", r ? "   " : "", value(&result[r], m));
        fputc('\n', file);
    }
    for (size_t r = 0; results > 1 && r < results; r++)
        fprintf(file, "[%zu] %s\n", r + 1, result[r].path);
}

static void write_json(FILE *file, const struct result *result, size_t results)
{
    fputc('[', file);
    for (size_t r = 0; r < results; r++) {
        fputs(r ? ",\n {\"file\":" : "{\"file\":", file);
        cli_json_string(file, (tm_text){result[r].path, strlen(result[r].path)});
        fprintf(file, ",\"documents\":%zu,\"gold\":%zu,\"clusters\":%zu", result[r].documents,
                result[r].scores.gold, result[r].scores.predicted);
        for (size_t m = 0; m < MEASURES; m++)
            fprintf(file, ",\"%s\":%.12g", measures[m].name, value(&result[r], m));
        fputc('}', file);
    }
    fputs("]\n", file);
}

static void write_tsv(FILE *file, const struct result *result, size_t results)
{
    fputs("file\tdocuments\tgold\tclusters", file);
    for (size_t m = 0; m < MEASURES; m++)
        fprintf(file, "\t%s", measures[m].name);
    fputc('\n', file);
    for (size_t r = 0; r < results; r++) {
        fprintf(file, "%s\t%zu\t%zu\t%zu", result[r].path, result[r].documents,
                result[r].scores.gold, result[r].scores.predicted);
        for (size_t m = 0; m < MEASURES; m++)
            fprintf(file, "\t%.12g", value(&result[r], m));
        fputc('\n', file);
    }
}

static int write_results(const struct result *result, size_t results)
{
    static void (*const writers[])(FILE *, const struct result *, size_t) = {write_text, write_json,
                                                                             write_tsv};
    struct cli_output output;
    const int status = cli_output_open(&output, set.common.output, CLI_NEVER);

    if (status != CLI_GO_ON)
        return status;
    writers[set.format](output.file, result, results);
    return cli_output_close(&output);
}

static int find_measure(const char *name, size_t size)
{
    for (int m = 0; m < MEASURES; m++)
        if (strlen(measures[m].name) == size && memcmp(measures[m].name, name, size) == 0)
            return m;
    return -1;
}

/* "nmi=0.9,accuracy=0.8": checked first with no results, then against them. */
static int check_floors(const struct result *result, size_t results)
{
    int status = CLI_DONE;

    for (const char *at = set.floor; at && *at;) {
        const char *equals = strchr(at, '=');
        const int measure = equals ? find_measure(at, (size_t)(equals - at)) : -1;
        char *end = NULL;
        const double floor = measure >= 0 ? strtod(equals + 1, &end) : 0;

        if (measure < 0 || end == equals + 1 || (*end && *end != ','))
            return cli_usage("--floor: '%s' is not MEASURE=X with a measure of this tool", at);
        for (size_t r = 0; r < results; r++)
            if (value(&result[r], (size_t)measure) < floor)
                status =
                    cli_error("%s: %s is %.4f, below %g", result[r].path, measures[measure].name,
                              value(&result[r], (size_t)measure), floor);
        at = *end ? end + 1 : end;
    }
    return status;
}

static int evaluate_clusters(const char *gold_path, char *const *paths, size_t count)
{
    const char *const fields[] = {set.label, "label", "cluster", NULL};
    struct result *result = cli_alloc(count, sizeof *result);
    struct cli_labels gold;
    int status = cli_labels_read(&gold, gold_path, fields);

    for (size_t r = 0; r < count && status == CLI_GO_ON; r++) {
        result[r].path = paths[r];
        status = score(&result[r], &gold, gold_path);
    }
    if (status == CLI_GO_ON)
        status = write_results(result, count);
    if (status == CLI_DONE)
        status = check_floors(result, count);
    cli_labels_free(&gold);
    free(result);
    return status;
}

int main(int argc, char **argv)
{
    int first, status = cli_parse(&program, argc, argv, &first);

    if (status != CLI_GO_ON)
        return status;
    if (argc - first < 1)
        return cli_usage("what is to be evaluated? have: clusters");
    if (strcmp(argv[first], "clusters") != 0)
        return cli_usage("'%s' is not one of clusters", argv[first]);
    if (argc - first < 3)
        return cli_usage("clusters needs GOLD and at least one PREDICTED");
    status = check_floors(NULL, 0);
    if (status != CLI_DONE)
        return status;
    return evaluate_clusters(argv[first + 1], argv + first + 2, (size_t)(argc - first - 2));
}
