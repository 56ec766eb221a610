#include "evaluate_compare.h"

#include "columns.h"
#include "floors.h"
#include "json.h"
#include "label_file.h"
#include "output.h"
#include "partition_diff.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { NMI, AMI, ARI, V, ACCURACY, MEASURES };
static const char *const measures[MEASURES] = {"nmi", "ami", "ari", "v", "accuracy"};

struct partition {
    const char *path;
    struct cli_labels labels;
    uint32_t *cluster; /* of the documents of the first */
    tm_text *name;     /* [clusters] */
    size_t clusters;
};

struct pair {
    size_t a, b;
    double value[MEASURES];
    struct partition_diff diff;
};

struct comparison {
    struct partition *partition; /* [partitions] */
    struct pair *pair;           /* [pairs] */
    size_t partitions, pairs, documents;
    double mean[MEASURES], least[MEASURES];
};

/* The documents must be the same; the first file was read before. */
static int add_partition(struct comparison *all, const char *const *fields, size_t at)
{
    struct partition *const first = &all->partition[0], *const one = &all->partition[at];
    uint32_t *unused = NULL;
    int status = cli_labels_read(&one->labels, one->path, fields);

    if (status == CLI_GO_ON)
        status = cli_labels_join(&first->labels, first->path, &one->labels, one->path, &unused,
                                 &one->cluster);
    free(unused);
    if (status != CLI_GO_ON)
        return status;
    one->name = cli_labels_names(&one->labels, &one->clusters);
    if (one->labels.count == first->labels.count)
        return CLI_GO_ON;
    status = cli_labels_find(&unused, &one->labels, one->path, &first->labels, first->path);
    free(unused);
    return status;
}

static int compare_pair(struct pair *pair, const struct comparison *all)
{
    const uint32_t *const a = all->partition[pair->a].cluster;
    const uint32_t *const b = all->partition[pair->b].cluster;
    tm_partition_scores scores = TM_PARTITION_SCORES_INIT;
    tm_error err;

    if (tm_evaluate_partition(&scores, a, b, all->documents, &err) != TM_OK)
        return cli_library_error(&err);
    pair->value[NMI] = scores.nmi;
    pair->value[AMI] = scores.ami;
    pair->value[ARI] = scores.ari;
    pair->value[V] = scores.v;
    pair->value[ACCURACY] = scores.accuracy;
    partition_diff_new(&pair->diff, a, b, all->documents);
    return CLI_GO_ON;
}

static int compare_all(struct comparison *all)
{
    int status = CLI_GO_ON;

    for (size_t a = 0; a < all->partitions; a++)
        for (size_t b = a + 1; b < all->partitions && status == CLI_GO_ON; b++) {
            struct pair *const pair = &all->pair[all->pairs++];
            pair->a = a;
            pair->b = b;
            status = compare_pair(pair, all);
        }
    for (size_t m = 0; m < MEASURES; m++) {
        all->least[m] = all->pair[0].value[m];
        for (size_t p = 0; p < all->pairs; p++) {
            const double x = all->pair[p].value[m];
            all->mean[m] += x / (double)all->pairs;
            all->least[m] = x < all->least[m] ? x : all->least[m];
        }
    }
    return status;
}

static tm_text name_of(const struct comparison *all, size_t partition, uint32_t cluster)
{
    return all->partition[partition].name[cluster];
}

static void add_count(struct cli_bytes *line, tm_text name, size_t documents)
{
    char number[32];

    cli_bytes_add_string(line, " ");
    cli_add_clean(line, name);
    snprintf(number, sizeof number, " (%zu)", documents);
    cli_bytes_add_string(line, number);
}

static void write_change(const struct cli_output *output, const struct comparison *all,
                         const struct partition_change *change)
{
    const struct pair *const pair = &all->pair[0];
    const struct partition_part *const part = pair->diff.part + change->first;
    const size_t own = change->merged ? pair->b : pair->a;
    const size_t other = change->merged ? pair->a : pair->b;
    struct cli_bytes line = {0};

    cli_bytes_add_string(&line, change->merged ? "merged [2]" : "split  [1]");
    add_count(&line, name_of(all, own, part->cluster), change->documents);
    cli_bytes_add_string(&line, change->merged ? ": [1]" : ": [2]");
    for (size_t p = 0; p < change->parts; p++) {
        if (p > 0)
            cli_bytes_add_string(&line, ",");
        add_count(&line, name_of(all, other, part[p].other), part[p].documents);
    }
    fprintf(output->file, "%.7s", line.data); /* fitting folds white space */
    cli_print_fit(output->file, (tm_text){line.data + 7, line.size - 7}, output->width - 7);
    fputc('\n', output->file);
    cli_bytes_free(&line);
}

static void write_row(FILE *file, const char *head, const double *value)
{
    fprintf(file, "%-9s", head);
    for (size_t m = 0; m < MEASURES; m++)
        fprintf(file, "  %8.4f", value[m]);
}

static void write_text(const struct cli_output *output, const struct comparison *all, uint64_t show)
{
    const struct partition_diff *const diff = &all->pair[0].diff;
    FILE *const file = output->file;
    char head[64];

    fprintf(file, "%zu documents\n", all->documents);
    for (size_t p = 0; p < all->partitions; p++)
        fprintf(file, "[%zu] %s: %zu clusters\n", p + 1, all->partition[p].path,
                all->partition[p].clusters);
    fprintf(file, "\n%-9s", "");
    for (size_t m = 0; m < MEASURES; m++)
        fprintf(file, "  %8s", measures[m]);
    fputs("     moved\n", file);
    for (size_t p = 0; p < all->pairs; p++) {
        snprintf(head, sizeof head, "[%zu] [%zu]", all->pair[p].a + 1, all->pair[p].b + 1);
        write_row(file, head, all->pair[p].value);
        fprintf(file, "  %8zu\n", all->pair[p].diff.moved);
    }
    if (all->pairs > 1) {
        write_row(file, "mean", all->mean);
        fputc('\n', file);
        write_row(file, "least", all->least);
        fputc('\n', file);
        return;
    }
    if (diff->changes > 0)
        fputc('\n', file);
    for (size_t c = 0; c < diff->changes && (show == 0 || c < show); c++)
        write_change(output, all, &diff->change[c]);
    if (show > 0 && diff->changes > show)
        fprintf(file, "and %zu more\n", diff->changes - (size_t)show);
}

static void write_values(FILE *file, const double *value)
{
    for (size_t m = 0; m < MEASURES; m++)
        fprintf(file, "%s\"%s\":%.12g", m ? "," : "", measures[m], value[m]);
}

static void write_json_changes(FILE *file, const struct comparison *all, const struct pair *pair)
{
    fputs(",\"changes\":[", file);
    for (size_t c = 0; c < pair->diff.changes; c++) {
        const struct partition_change *const change = &pair->diff.change[c];
        const struct partition_part *const part = pair->diff.part + change->first;

        fprintf(file, "%s{\"change\":\"%s\",\"cluster\":", c ? ",\n   " : "\n   ",
                change->merged ? "merged" : "split");
        cli_json_string(file, name_of(all, change->merged ? pair->b : pair->a, part->cluster));
        fprintf(file, ",\"size\":%zu,\"pairs\":%" PRIu64 ",\"parts\":[", change->documents,
                change->pairs);
        for (size_t p = 0; p < change->parts; p++) {
            fputs(p ? ",{\"cluster\":" : "{\"cluster\":", file);
            cli_json_string(file, name_of(all, change->merged ? pair->a : pair->b, part[p].other));
            fprintf(file, ",\"documents\":%zu}", part[p].documents);
        }
        fputs("]}", file);
    }
    fputc(']', file);
}

static void write_json(FILE *file, const struct comparison *all)
{
    fprintf(file, "{\"documents\":%zu,\"files\":[", all->documents);
    for (size_t p = 0; p < all->partitions; p++) {
        fputs(p ? ",{\"file\":" : "{\"file\":", file);
        cli_json_string(file, (tm_text){all->partition[p].path, strlen(all->partition[p].path)});
        fprintf(file, ",\"clusters\":%zu}", all->partition[p].clusters);
    }
    fputs("],\n \"mean\":{", file);
    write_values(file, all->mean);
    fputs("},\n \"least\":{", file);
    write_values(file, all->least);
    fputs("},\n \"pairs\":[", file);
    for (size_t p = 0; p < all->pairs; p++) {
        const struct pair *const pair = &all->pair[p];

        fprintf(file, "%s{\"a\":%zu,\"b\":%zu,", p ? ",\n  " : "", pair->a + 1, pair->b + 1);
        write_values(file, pair->value);
        fprintf(file, ",\"moved\":%zu", pair->diff.moved);
        write_json_changes(file, all, pair);
        fputc('}', file);
    }
    fputs("]}\n", file);
}

static void write_tsv(FILE *file, const struct comparison *all)
{
    fputs("a\tb", file);
    for (size_t m = 0; m < MEASURES; m++)
        fprintf(file, "\t%s", measures[m]);
    fputs("\tmoved\n", file);
    for (size_t p = 0; p < all->pairs; p++) {
        const struct pair *const pair = &all->pair[p];

        fprintf(file, "%s\t%s", all->partition[pair->a].path, all->partition[pair->b].path);
        for (size_t m = 0; m < MEASURES; m++)
            fprintf(file, "\t%.12g", pair->value[m]);
        fprintf(file, "\t%zu\n", pair->diff.moved);
    }
}

static int write_comparison(const struct compare_task *task, const struct comparison *all)
{
    struct cli_output output;
    const int status = cli_output_open(&output, task->common->output, CLI_NEVER);

    if (status != CLI_GO_ON)
        return status;
    if (task->format == COMPARE_TEXT)
        write_text(&output, all, task->show);
    else if (task->format == COMPARE_JSON)
        write_json(output.file, all);
    else
        write_tsv(output.file, all);
    return cli_output_close(&output);
}

static void free_comparison(struct comparison *all)
{
    for (size_t p = 0; p < all->partitions; p++) {
        cli_labels_free(&all->partition[p].labels);
        free(all->partition[p].cluster);
        free(all->partition[p].name);
    }
    for (size_t p = 0; p < all->pairs; p++)
        partition_diff_free(&all->pair[p].diff);
    free(all->partition);
    free(all->pair);
}

int evaluate_compare(const struct compare_task *task, char *const *paths, size_t count)
{
    struct comparison all = {
        .partition = cli_alloc(count, sizeof *all.partition),
        .pair = cli_alloc(count * (count - 1) / 2, sizeof *all.pair),
        .partitions = count,
    };
    int status = cli_floors_check(task->floors, measures, MEASURES, NULL, NULL);

    for (size_t p = 0; p < count; p++)
        all.partition[p].path = paths[p];
    if (status == CLI_DONE)
        status = CLI_GO_ON;
    if (status == CLI_GO_ON)
        status = cli_labels_read(&all.partition[0].labels, paths[0], task->fields);
    if (status == CLI_GO_ON && all.partition[0].labels.count == 0)
        status = cli_error("%s: no documents", paths[0]);
    if (status == CLI_GO_ON) {
        struct partition *const first = &all.partition[0];
        first->cluster = cli_labels_number(&first->labels);
        first->name = cli_labels_names(&first->labels, &first->clusters);
        all.documents = first->labels.count;
    }
    for (size_t p = 1; p < count && status == CLI_GO_ON; p++)
        status = add_partition(&all, task->fields, p);
    if (status == CLI_GO_ON)
        status = compare_all(&all);
    if (status == CLI_GO_ON)
        status = write_comparison(task, &all);
    if (status == CLI_DONE)
        status = cli_floors_check(task->floors, measures, MEASURES, all.least,
                                  "least agreement of two files");
    free_comparison(&all);
    return status;
}
