/* tm-cluster: documents -> stories or topics, named. */
#include "cluster_copies.h"
#include "cluster_how.h"
#include "cluster_start.h"
#include "cluster_terms.h"
#include "cluster_tree.h"
#include "cluster_view.h"
#include "detect.h"
#include "language.h"
#include "models.h"
#include "options.h"
#include "rules.h"
#include "targets.h"

#include <stdlib.h>

static const char *const format_choices[] = {"text", "json", "jsonl", "tsv", "md", NULL};
static void (*const views[])(const struct cluster_view *) = {cluster_view_text, cluster_view_json,
                                                             cluster_view_jsonl, cluster_view_tsv,
                                                             cluster_view_markdown};
enum { EXPLAINED_TERMS = 10 }; /* of a cluster and of a document */

static struct {
    struct cli_common common;
    uint64_t clusters, show, min_df, batch, min_size;
    int algorithm, format;
    bool topics, stem, stop, explain;
    double threshold, max_df, min_score;
    const char *tree, *start;
    uint32_t *labels; /* where k-means starts, from --start */
} set = {.algorithm = CLUSTER_BY_OPTIONS};

static const struct cli_option options[] = {
    CLI_OPTION_HEADING("Input"),
    CLI_OPTION_INPUT(set.common),
    CLI_OPTION_STRICT(set.common),
    CLI_OPTION_HEADING("Clusters"),
    {"clusters", 'k', CLI_COUNT, "N", "make N topics",
     "(none; as many as stories for the classics)", &set.clusters, NULL, 1, 4294967295.0},
    {"topics", 0, CLI_SWITCH, NULL, "make topics, as many as the documents suggest", "no",
     &set.topics, NULL, 0, 0},
    {"algorithm", 0, CLI_CHOICE, "NAME", "how", "(topics with -k or --topics, else stories)",
     &set.algorithm, cluster_algorithm_names, 0, 0},
    {"threshold", 0, CLI_NUMBER, "COSINE",
     "join stories of at least this mean cosine, components and linkages of this cosine",
     "(chosen from the data; 0.5 for components)", &set.threshold, NULL, 0, 1},
    {"batch", 0, CLI_COUNT, "N", "let kmeans look at N documents a step instead of all", "(all)",
     &set.batch, NULL, 1, 4294967295.0},
    {"start", 0, CLI_STRING, "FILE",
     "start kmeans from the clusters of an earlier run, as --format jsonl or tsv printed them: "
     "documents are found by id, others go where they are nearest; without -k, as many clusters",
     NULL, &set.start, NULL, 0, 0},
    {"min-size", 0, CLI_COUNT, "N", "hdbscan: so many documents that are alike make a cluster",
     "(5)", &set.min_size, NULL, 2, 1000},
    {"min-score", 0, CLI_NUMBER, "COSINE",
     "a document with a lower score leaves its cluster and stands alone", NULL, &set.min_score,
     NULL, 0, 1},
    CLI_OPTION_HEADING("Words"),
    CLI_OPTION_LANG(set.common, "(what most documents are in)"),
    {"stem", 0, CLI_SWITCH, NULL, "reduce words to their stems", "no", &set.stem, NULL, 0, 0},
    {"stop", 0, CLI_SWITCH, NULL, "drop stop words", "yes", &set.stop, NULL, 0, 0},
    CLI_OPTION_STOP_LIST(
        set.common,
        "words of FILE, one a line, are stop words too; with --no-stop, only those are"),
    {"min-df", 0, CLI_COUNT, "N", "drop terms that are in fewer documents",
     "(1; 2 for topics of 500 documents)", &set.min_df, NULL, 1, 4294967295.0},
    {"max-df", 0, CLI_NUMBER, "SHARE", "drop terms that are in a larger share of them",
     "(0.5; 1 below 20 documents)", &set.max_df, NULL, 0, 1},
    CLI_OPTION_HEADING("Output"),
    CLI_OPTION_FORMAT(set.format, format_choices, "text", "what to print"),
    {"show", 'n', CLI_COUNT, "N", "documents shown of a cluster as text; 0 shows all", "3",
     &set.show, NULL, 0, 0},
    {"explain", 0, CLI_SWITCH, NULL, "show the terms that documents share and their part in it",
     "no", &set.explain, NULL, 0, 0},
    {"tree", 0, CLI_STRING, "FILE",
     "write the tree of stories or of a linkage, as .nwk (Newick), .dot (Graphviz) or .json; a "
     "leaf is called \"ID: TITLE\"",
     NULL, &set.tree, NULL, 0, 0},
    CLI_OPTION_OUTPUT(set.common),
    CLI_OPTION_COLOR(set.common),
    CLI_OPTION_HEADING("How it runs"),
    CLI_OPTION_SEED(set.common),
    CLI_OPTION_THREADS(set.common),
    CLI_OPTION_PROGRESS(set.common),
    CLI_OPTION_END,
};

static const struct cli_example examples[] = {
    {"tm-cluster today.jsonl", "the stories of a day"},
    {"tm-cluster --topics today.jsonl", "the sections they belong to"},
    {"tm-cluster -k 20 --format tsv *.jsonl.gz > topics.tsv", "twenty topics, a line a document"},
    {"tm-cluster --explain today.jsonl", "what the documents of a story share"},
    {"tm-cluster --tree day.dot today.jsonl > day.txt", "and the tree of stories for a picture"},
    {"tm-cluster --algorithm kmeans --start monday.jsonl week.jsonl",
     "k-means that goes on from Monday's clusters"},
    {"tm-cluster -n 0 headlines.txt | less", "every headline under its story"},
    {"tm-cluster --input page page.txt", "what a page scraped to text tells of"},
    {NULL, NULL},
};

static const struct cli_rule option_rules[] = {
    {"topics", CLI_EXCLUDES, "clusters", "finds their number, -k gives it; one of them is enough"},
    {"show", CLI_NEEDS, "format=text|md", NULL},
    {"explain", CLI_EXCLUDES, "format=tsv", NULL},
    {NULL, CLI_NEEDS, NULL, NULL},
};

static const struct cli_program program = {
    .name = "tm-cluster",
    .synopsis = "[OPTION]... [FILE]...",
    .description =
        "Group documents that tell the same story, or, with -k or --topics, documents on the "
        "same topic, and name the groups. A line is a document; JSON Lines are recognised and give "
        "title and text. "
        "Without FILE, or when FILE is -, read standard input. Files may be packed (gz, bz2, xz, "
        "zst) or in a tar or zip.",
    .options = options,
    .formats =
        "text: for reading. Clusters by size, each with its most typical documents, then the "
        "loners: documents that resemble no other. (3 x) stands behind what three documents of a "
        "cluster are called.\n\n"
        "jsonl: one line per input document in input order, with id (the document's own, or its "
        "number from 1), cluster (its number from 1, the largest first), score (cosine to the mean "
        "of the cluster, 0 to 1), margin (score minus the cosine to the best other cluster), label "
        "(the cluster's name), medoid (true for the most typical document of each cluster), loner "
        "(true for a cluster of one), with --algorithm nmf and soft-naive-bayes memberships (a "
        "list of cluster and share, from a hundredth on, the largest first; not with --min-score), "
        "and with --explain shared (a list of term and share: what a "
        "term has of the similarity with the rest of the cluster, at most 10). A document with the "
        "same words as one before it has copy_of, the id of the first. A document whose text is "
        "only "
        "what a site shows in the place of a page (an error, a question for consent, a word of an "
        "archive on itself) has notice, true: by its title alone it joins others.\n\n"
        "tsv: the same fields, then the title, copy_of (empty for most) and notice, in columns "
        "below a header; 0 and 1 for false and true.\n\n"
        "json: one object with documents (how many), stories and loners (how many clusters have "
        "several documents, and how many one) or topics (how many clusters), alternatives (with "
        "--topics: a list of topics and score, the best number of topics first), and clusters: a "
        "list of cluster, label, size, medoid (id, title) and documents (id, title, score, "
        "copy_of; the most typical first). With --explain, clusters have describing and "
        "discriminating (terms and their shares of the similarity within the cluster, and of the "
        "distance to all other "
        "documents), documents have shared.\n\n"
        "md: Markdown, for a page or a mail.\n\n"
        "Algorithms. stories and topics are what there is without --algorithm; the others are the "
        "classics, to compare with. Topics of English texts, 32 of them at most, use what the "
        "library "
        "knows of which words keep company, unless --stem is there. With -k, or as many clusters "
        "as there are stories: kmeans, "
        "bisecting (k-means that splits), lsa-kmeans (in 100 components), naive-bayes and "
        "soft-naive-bayes (EM from k-means), nmf (non-negative factors), mixture (GSDMM: at most "
        "k). "
        "With -k or --threshold: average, complete, ward and single linkage, which compare all "
        "documents, at most 20,000 different ones. Without either: components (of the graph of "
        "pairs "
        "over a threshold) and hdbscan (by density). Copies stay together in the last six.",
    .examples = examples,
    .rules = option_rules,
    .dense = true,
};

static struct cluster_how how_to_cluster(void)
{
    return (struct cluster_how){
        set.algorithm,        (size_t)set.clusters, set.threshold, (size_t)set.batch,
        (size_t)set.min_size, set.start != NULL,    set.labels,    NULL};
}

/*
 * How common words are elsewhere, for stories; NULL where no model knows the language. Stems are
 * not looked up: a model holds words as they are written.
 */
static int load_background(tm_tfidf **background, const char *language)
{
    const struct cluster_how how = how_to_cluster();

    *background = NULL;
    if (!cluster_how_makes_stories(&how) || set.stem)
        return CLI_GO_ON;
    return cli_load_background(background, language);
}

/* What is known of words that documents hold, for topics. As above, but stems. */
static tm_status load_words(tm_word_vectors **words, const char *language, const tm_tfidf *model,
                            tm_error *err)
{
    *words = NULL;
    if (set.algorithm != CLUSTER_TOPICS || set.stem)
        return TM_OK;
    return cli_load_words(words, language, model, err);
}

static tm_status set_loners_apart(struct cluster_view *view, const tm_sparse *rows,
                                  const tm_run *run, tm_error *err)
{
    tm_clustering *apart;
    const tm_status status =
        tm_clustering_set_loners(&apart, view->clusters, rows, set.min_score, run, err);

    if (status == TM_OK) {
        tm_memberships_free(view->memberships); /* they have the numbers of before */
        view->memberships = NULL;
        tm_clustering_free(view->clusters);
        view->clusters = apart;
    }
    return status;
}

/* A notice without a title has no terms, but it is called something. */
static void name_notices(tm_text *array, const struct cli_documents *documents)
{
    for (size_t i = 0; i < documents->count; i++)
        if (array[i].size == 0)
            array[i] = cli_document_words(documents, i);
}

/* *tree is for --tree and else left alone. array: what documents tell; it is named afterwards. */
static tm_status cluster_rows(struct cluster_view *view, tm_tree **tree, tm_text *array,
                              const struct cluster_terms *terms, const tm_run *run, tm_error *err)
{
    struct cluster_how how = how_to_cluster();
    struct cluster_made made = {NULL, NULL, NULL};
    tm_sparse *rows = NULL;
    tm_word_vectors *words = NULL;
    tm_status status =
        cluster_terms_rows(&view->model, &rows, array, view->documents->count, terms, run, err);

    if (status == TM_OK)
        status = load_words(&words, terms->language, view->model, err);
    how.words = words;
    if (status == TM_OK)
        status = cluster_how_run(&made, rows, &how, run, err);
    view->clusters = made.clusters;
    view->counts = made.counts;
    view->memberships = made.memberships;
    if (status == TM_OK && set.min_score > 0)
        status = set_loners_apart(view, rows, run, err);
    name_notices(array, view->documents);
    if (status == TM_OK)
        status = tm_labels_new(&view->labels, view->clusters, array, terms->language,
                               terms->stop_list, run, err);
    if (status == TM_OK && set.explain)
        status =
            tm_cluster_terms_new(&view->terms, rows, view->clusters, EXPLAINED_TERMS, run, err);
    if (status == TM_OK && set.tree)
        status = cluster_how_tree(tree, rows, &how, run, err);
    tm_sparse_free(rows);
    tm_word_vectors_free(words);
    return status;
}

/* People read names, and those are counted by themselves. */
static bool tells_copies(void)
{
    return views[set.format] != cluster_view_text && views[set.format] != cluster_view_markdown;
}

/* Everything the views need; CLI_GO_ON or an exit code. */
static int cluster(struct cluster_view *view, const tm_run *run)
{
    const size_t count = view->documents->count;
    tm_text *const array = cli_documents_told(view->documents);
    const char *const language = cli_detect_documents(set.common.lang, array, count);
    const struct cluster_how how = how_to_cluster();
    tm_tfidf *background;
    tm_tree *tree = NULL;
    int status = load_background(&background, language);

    if (status == CLI_GO_ON) {
        const struct cluster_terms terms = {language,
                                            cluster_how_makes_stories(&how),
                                            set.stem,
                                            set.stop,
                                            set.common.stop_list,
                                            set.min_df,
                                            set.max_df,
                                            background};
        tm_error err;

        if (cluster_rows(view, &tree, array, &terms, run, &err) != TM_OK)
            status = cli_library_error(&err);
        else if (tree)
            status = cluster_tree_write(set.tree, tree, view->documents);
    }
    tm_tree_free(tree);
    tm_tfidf_free(background);
    free(array);
    return status;
}

static int check_options(char *const *file, int files)
{
    const struct cli_target target[] = {{"-o", set.common.output}, {"--tree", set.tree}};
    struct cluster_how how;

    if (set.algorithm == CLUSTER_BY_OPTIONS)
        set.algorithm = set.clusters > 0 || set.topics ? CLUSTER_TOPICS : CLUSTER_STORIES;
    else if (set.topics && set.algorithm != CLUSTER_TOPICS)
        return cli_usage("--topics: is --algorithm topics, not %s",
                         cluster_algorithm_names[set.algorithm]);
    if (set.tree && !cluster_how_makes_tree(set.algorithm))
        return cli_usage("--tree: --algorithm %s makes none",
                         cluster_algorithm_names[set.algorithm]);
    if (set.tree && !cluster_tree_knows(set.tree))
        return cli_usage("--tree: '%s' should end in .nwk, .dot or .json", set.tree);
    how = how_to_cluster();
    if (cluster_how_complaint(&how))
        return cli_usage("%s", cluster_how_complaint(&how));
    return cli_check_targets(target, sizeof target / sizeof *target, file, (size_t)files);
}

int main(int argc, char **argv)
{
    struct cli_documents documents;
    struct cluster_view view = {.documents = &documents};
    struct cli_output output;
    struct cluster_how how;
    struct cli_bar bar;
    tm_run run;
    int first, status;

    status = cli_parse(&program, argc, argv, &first);
    if (status == CLI_GO_ON)
        status = cli_check_common(&set.common, set.stem, set.stop);
    if (status == CLI_GO_ON)
        status = check_options(argv + first, argc - first);
    if (status == CLI_GO_ON)
        status = cli_output_open(&output, set.common.output, set.common.color);
    if (status != CLI_GO_ON)
        return status;
    cli_bar_start(&bar, set.common.progress);
    run = cli_run(&set.common, &bar);
    status =
        cli_documents_read(&documents, argv + first, (size_t)(argc - first), &set.common, &bar);
    if (status == CLI_GO_ON && set.start)
        status = cluster_start_read(&set.labels, &set.clusters, set.start, &documents);
    if (status == CLI_GO_ON)
        status = cluster(&view, &run);
    cli_bar_stop(&bar);
    if (status == CLI_GO_ON) {
        how = how_to_cluster();
        view.output = &output;
        view.stories = cluster_how_makes_stories(&how);
        view.show = set.show;
        view.copy_of = tells_copies() ? cluster_copies(&documents) : NULL;
        cluster_report_fewer(&view, set.clusters);
        views[set.format](&view);
        status = cli_output_close(&output);
    }
    cli_output_abandon(&output);
    tm_labels_free(view.labels);
    tm_cluster_terms_free(view.terms);
    tm_tfidf_free(view.model);
    tm_clustering_free(view.clusters);
    tm_topic_counts_free(view.counts);
    free(view.copy_of);
    free(set.labels);
    tm_memberships_free(view.memberships);
    cli_documents_free(&documents);
    return status;
}
