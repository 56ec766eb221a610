/* tm-evaluate: how good a result is, measured against gold. */
#include "evaluate_clusters.h"
#include "evaluate_compare.h"
#include "evaluate_rouge.h"
#include "floors.h"
#include "language.h"
#include "options.h"
#include "rules.h"

#include <string.h>

static struct {
    struct cli_common common;
    int format;
    const char *label, *cluster, *texts;
    bool compare;
    uint64_t show;
    const char *floor;
    int references;
    bool stem;
    double level;
    uint64_t samples;
} set;

/* As enum rouge_format. */
static const char *const format_choices[] = {"text", "json", "tsv", "jsonl", NULL};
/* As tm_rouge_combine. */
static const char *const reference_choices[] = {"mean", "best", NULL};

static const struct cli_option options[] = {
    CLI_OPTION_HEADING("clusters"),
    {"label", 0, CLI_STRING, "FIELD", "field of GOLD that holds the label", "label", &set.label,
     NULL, 0, 0},
    {"cluster", 0, CLI_STRING, "FIELD", "field of PREDICTED that holds the cluster", "cluster",
     &set.cluster, NULL, 0, 0},
    {"texts", 0, CLI_STRING, "FILE", "the documents with their texts, for the silhouette", NULL,
     &set.texts, NULL, 0, 0},
    {"compare", 0, CLI_SWITCH, NULL, "compare clusters with each other, without gold", "no",
     &set.compare, NULL, 0, 0},
    {"show", 'n', CLI_COUNT, "N", "differences of two files shown as text; 0 shows all", "10",
     &set.show, NULL, 0, 0},
    CLI_OPTION_HEADING("clusters and rouge"),
    {"lang", 0, CLI_CODE, "CODE",
     "language of the texts (clusters: detected; rouge: words are of the letters a to z)", NULL,
     &set.common.lang, NULL, 0, 0},
    CLI_OPTION_HEADING("rouge"),
    {"references", 0, CLI_CHOICE, "HOW", "the mean over several references, or the best", "mean",
     &set.references, reference_choices, 0, 0},
    {"stem", 0, CLI_SWITCH, NULL, "compare stems of words", "yes", &set.stem, NULL, 0, 0},
    {"level", 0, CLI_NUMBER, "X", "what share of samples an interval holds", "0.95", &set.level,
     NULL, 0, 1},
    {"samples", 0, CLI_COUNT, "N", "samples for intervals and tests", "1000", &set.samples, NULL, 1,
     1e9},
    CLI_OPTION_SEED(set.common),
    CLI_OPTION_THREADS(set.common),
    CLI_OPTION_PROGRESS(set.common),
    CLI_OPTION_HEADING("Output"),
    {"floor", 0, CLI_STRING, "MEASURE=X[,...]", CLI_FLOORS_HELP, NULL, &set.floor, NULL, 0, 0},
    CLI_OPTION_FORMAT(set.format, format_choices, "text", "text is for people"),
    CLI_OPTION_OUTPUT(set.common),
    CLI_OPTION_END,
};

static const struct cli_example examples[] = {
    {"tm-cluster --format jsonl day.jsonl | tm-evaluate clusters day.jsonl -",
     "stories against the labels of the same file"},
    {"tm-evaluate clusters day.jsonl monday.jsonl tuesday.jsonl",
     "two results against the same labels, side by side"},
    {"tm-evaluate clusters --texts day.jsonl day.jsonl monday.jsonl", "the silhouette as well"},
    {"tm-evaluate clusters --compare old.jsonl new.jsonl", "what has changed"},
    {"tm-evaluate clusters --compare --floor ari=.9 seed*.jsonl",
     "are runs with other seeds, or other orders of the documents, the same?"},
    {"tm-summarize --format jsonl news.jsonl | tm-evaluate rouge news.jsonl -",
     "summaries against the references of the same file"},
    {"tm-evaluate rouge news.jsonl lead.jsonl lexrank.jsonl",
     "is the second better, or is it chance?"},
    {NULL, NULL},
};

static const struct cli_program program = {
    .name = "tm-evaluate",
    .synopsis = "[OPTION]... clusters|rouge GOLD PREDICTED...",
    .description =
        "clusters: compare clusters with labels that people gave. GOLD has an id and a label a "
        "record, "
        "PREDICTED an id and a cluster, as JSON Lines or as id, tab, label, with a header or not, "
        "or as a label a line, as CLUTO writes them; both may be packed. "
        "Records are matched by id; without one they are numbered from 1. A record that is in "
        "GOLD and not in PREDICTED is an error. With --texts there is the silhouette as well, on "
        "rows "
        "as tm-cluster makes them for stories.\n\n"
        "clusters --compare PREDICTED PREDICTED...: every two of the files with each other, which "
        "must have the same "
        "documents; of several files also the mean and the least. A document has moved if it is "
        "not with exactly the same documents. Of two files, the clusters of the first that are "
        "split in the second and those of the second that are merged of several of the first, the "
        "ones with the most pairs of documents concerned first.\n\n"
        "rouge: compare summaries with what people wrote. GOLD has an id and references (a list of "
        "texts), or reference (one), a record; PREDICTED an id and sentences (a list of objects "
        "with a text), or summary (a text in which a line is a sentence), as JSON Lines. Scores "
        "are those of Google's rouge-score. Several files are compared with the first; p is how "
        "likely a difference that large would be by chance.",
    .options = options,
    .formats =
        "text: a line a measure, a column a file; of rouge, a table a file.\n\n"
        "json: an array with an object a file: file, documents, gold and clusters (numbers), then "
        "the measures nmi, ami, ari, accuracy, homogeneity, completeness, v, bcubed_precision, "
        "bcubed_recall, bcubed_f1, purity, pair_precision, pair_recall, pair_f1, and silhouette "
        "with "
        "--texts.\n\n"
        "json of --compare: an object with documents, files (file and its number of clusters), "
        "mean and least (nmi, ami, ari, v, accuracy), and pairs: a list of a and b (numbers of "
        "files, from 1), the same measures, moved, and changes: change (split or merged), cluster "
        "(of a if split, of b if merged), size, pairs, and parts, a list of cluster (in the other "
        "file) and documents (how many they share).\n\n"
        "json of rouge: an array with an object a file: file, records, then for rouge1, rouge2, "
        "rougeL, rougeLsum and rougeSU4 an object with precision, recall, f (means over the "
        "records), low and high (the interval of f); from the second file on also less_first (f "
        "less that of the first file) and p.\n\n"
        "tsv: the same with a header; of rouge, f alone.\n\n"
        "jsonl: rouge only; a line a record of each file: file, id, and precision, recall and f a "
        "measure.",
    .examples = examples,
};

static const struct cli_rule for_clusters[] = {
    {"references", CLI_NEEDS, "", "is for rouge"},
    {"stem", CLI_NEEDS, "", "is for rouge"},
    {"level", CLI_NEEDS, "", "is for rouge"},
    {"samples", CLI_NEEDS, "", "is for rouge"},
    {"format=jsonl", CLI_NEEDS, "", "is for rouge"},
    {"texts", CLI_EXCLUDES, "compare", NULL},
    {"label", CLI_EXCLUDES, "compare", NULL},
    {"lang", CLI_NEEDS, "texts", NULL},
    {"show", CLI_NEEDS, "compare", NULL},
    {"show", CLI_NEEDS, "format=text", NULL},
    {NULL, CLI_NEEDS, NULL, NULL},
};

static const struct cli_rule for_rouge[] = {
    {"label", CLI_NEEDS, "", "is for clusters"}, {"cluster", CLI_NEEDS, "", "is for clusters"},
    {"texts", CLI_NEEDS, "", "is for clusters"}, {"compare", CLI_NEEDS, "", "is for clusters"},
    {"show", CLI_NEEDS, "", "is for clusters"},  {NULL, CLI_NEEDS, NULL, NULL},
};

static int compare_clusters(char *const *paths, size_t count)
{
    const char *const fields[] = {set.cluster, set.label, NULL};
    const struct compare_task task = {
        .common = &set.common,
        .fields = fields,
        .format = (enum compare_format)set.format,
        .show = set.show,
        .floors = set.floor,
    };

    return evaluate_compare(&task, paths, count);
}

/* paths[0] is gold, unless the files are compared with each other. */
static int score_clusters(char *const *paths, size_t count)
{
    const struct clusters_task task = {
        .common = &set.common,
        .label = set.label,
        .cluster = set.cluster,
        .texts = set.texts,
        .format = (enum clusters_format)set.format,
        .floors = set.floor,
    };
    const int status = cli_check_language(set.common.lang, false);

    if (status != CLI_GO_ON)
        return status;
    return set.compare ? compare_clusters(paths, count)
                       : evaluate_clusters(&task, paths[0], paths + 1, count - 1);
}

static int evaluate_summaries(char *const *paths, size_t count)
{
    const struct rouge_task task = {
        .common = &set.common,
        .references = (tm_rouge_combine)set.references,
        .stem = set.stem,
        .level = set.level,
        .samples = (size_t)set.samples,
        .format = (enum rouge_format)set.format,
        .floors = set.floor,
    };
    const int status = cli_check_language(set.common.lang, false);

    return status == CLI_GO_ON ? evaluate_rouge(&task, paths[0], paths + 1, count - 1) : status;
}

static const struct kind {
    const char *name;
    int (*evaluate)(char *const *paths, size_t count);
    const struct cli_rule *rules;
} kinds[] = {{"clusters", score_clusters, for_clusters}, {"rouge", evaluate_summaries, for_rouge}};

int main(int argc, char **argv)
{
    int first, status = cli_parse(&program, argc, argv, &first);

    if (status != CLI_GO_ON)
        return status;
    if (argc - first < 1)
        return cli_usage("what is to be evaluated? have: clusters, rouge");
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (strcmp(argv[first], kinds[k].name) != 0)
            continue;
        if (argc - first < 3)
            return set.compare
                       ? cli_usage("--compare needs at least two files")
                       : cli_usage("%s needs GOLD and at least one PREDICTED", kinds[k].name);
        if (cli_check_rules(&program, kinds[k].rules) != CLI_GO_ON)
            return CLI_WRONG_USE;
        return kinds[k].evaluate(argv + first + 1, (size_t)(argc - first - 1));
    }
    return cli_usage("'%s' is not one of clusters, rouge", argv[first]);
}
