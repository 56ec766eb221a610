/* tm-similar: documents -> those that are alike. */
#include "detect.h"
#include "fold.h"
#include "language.h"
#include "options.h"
#include "rules.h"
#include "similar_view.h"
#include "terms.h"

#include <stdlib.h>
#include <string.h>

static const char *const format_choices[] = {"text", "jsonl", "tsv", NULL};
static void (*const views[])(const struct similar_view *) = {similar_view_text, similar_view_jsonl,
                                                             similar_view_tsv};
static void (*const folds[])(const struct cli_fold *, const struct cli_output *) = {
    cli_fold_text, cli_fold_jsonl, cli_fold_tsv};

static struct {
    struct cli_common common;
    double pairs, threshold;
    uint64_t top;
    const char *query, *load;
    int format;
    bool stem, dedup;
    int stop; /* -1: not said */
} set = {.threshold = -1, .stop = -1};

static const struct cli_option options[] = {
    CLI_OPTION_HEADING("Input"),
    CLI_OPTION_INPUT(set.common),
    CLI_OPTION_STRICT(set.common),
    CLI_OPTION_HEADING("What is alike"),
    {"pairs", 'p', CLI_NUMBER, "COSINE", "all pairs at least so alike, each once", NULL, &set.pairs,
     NULL, 0, 1},
    {"top", 'n', CLI_COUNT, "N", "the N most alike of every document, or of the query",
     "(5, unless --pairs)", &set.top, NULL, 1, 4294967295.0},
    {"query", 'q', CLI_STRING, "TEXT", "compare with this text instead", NULL, &set.query, NULL, 0,
     0},
    {"dedup", 0, CLI_SWITCH, NULL,
     "fold copies: every document with the first that it repeats, word for word or nearly", "no",
     &set.dedup, NULL, 0, 0},
    {"threshold", 0, CLI_NUMBER, "SIMILARITY",
     "leave out what is less alike: by cosine with --top, by shared words and pairs of words with "
     "--dedup",
     "(0.1; 0.6 with --dedup)", &set.threshold, NULL, 0, 1},
    CLI_OPTION_HEADING("Words"),
    CLI_OPTION_LANG(set.common, "(what most documents are in)"),
    {"stem", 0, CLI_SWITCH, NULL, "reduce words to their stems", "no", &set.stem, NULL, 0, 0},
    {"stop", 0, CLI_MAYBE, NULL, "drop stop words", "(yes)", &set.stop, NULL, 0, 0},
    CLI_OPTION_STOP_LIST(
        set.common,
        "words of FILE, one a line, are stop words too; with --no-stop, only those are"),
    {"load", 0, CLI_FILE, "MODEL",
     "words and weights of a model that tm-vectorize saved, instead of those of the documents",
     NULL, &set.load, NULL, 0, 0},
    CLI_OPTION_HEADING("Output"),
    CLI_OPTION_FORMAT(set.format, format_choices, "text", "what to print"),
    CLI_OPTION_OUTPUT(set.common),
    CLI_OPTION_COLOR(set.common),
    CLI_OPTION_HEADING("How it runs"),
    CLI_OPTION_THREADS(set.common),
    CLI_OPTION_PROGRESS(set.common),
    CLI_OPTION_END,
};

static const struct cli_example examples[] = {
    {"tm-similar today.jsonl", "the five nearest of every document"},
    {"tm-similar --pairs 0.8 --format tsv *.jsonl.gz > copies.tsv",
     "all pairs that are much alike"},
    {"tm-similar --dedup --format jsonl today.jsonl", "which documents repeat which"},
    {"tm-similar --query 'central bank raises rates' today.jsonl", "what is about this"},
    {"tm-similar --load year.model today.jsonl", "by words that are rare in a year, not in a day"},
    {NULL, NULL},
};

static const struct cli_rule option_rules[] = {
    {"pairs", CLI_EXCLUDES, "query", "compares documents with each other, not with --query"},
    {"pairs", CLI_EXCLUDES, "top", "gives all pairs, --top the best; choose one"},
    {"pairs", CLI_EXCLUDES, "threshold", "gives the threshold itself; no --threshold then"},
    {"dedup", CLI_EXCLUDES, "pairs top query", NULL},
    {"dedup", CLI_EXCLUDES, "load lang stem stop stop-list",
     "compares words as they are written; no --load, --lang, --stem, --stop or --stop-list "
     "then"},
    {"load", CLI_EXCLUDES, "lang stem stop stop-list",
     "a model has its words; no --lang, --stem, --stop or --stop-list then"},
    {NULL, CLI_NEEDS, NULL, NULL},
};

static const struct cli_program program = {
    .name = "tm-similar",
    .synopsis = "[OPTION]... [FILE]...",
    .description =
        "Find documents that are alike, by the cosine of their TF-IDF vectors. The answer is "
        "exact: "
        "nothing over the threshold is missed. A line is a document; JSON Lines are recognised and "
        "give title and text. Without FILE, or when FILE is -, read standard input. Files may be "
        "packed (gz, bz2, xz, zst) or in a tar or zip.",
    .options = options,
    .formats =
        "text: for reading. The pairs or the documents found, the most alike first; with --top "
        "below each document that has any; with --dedup the copies below what they repeat. All "
        "pairs are held in memory to be put in this order; jsonl and tsv are printed as they are "
        "found.\n\n"
        "jsonl: one line a pair, with a and b (the documents' ids, or their numbers from 1) and "
        "similarity (0 to 1), in the order of a, and then of b for --pairs, else the most alike "
        "first. With --query there is no a. With --dedup one line a document, in the order of the "
        "input: id; group, from 1; representative, the id of the first document of the group; "
        "kind, exact (the same words), near, or none if it is no copy; similarity, to the "
        "representative; and title, without the names of outlets that were found behind several "
        "titles.\n\n"
        "tsv: the same fields, and title_a and title_b (or title), in columns below a header.",
    .examples = examples,
    .rules = option_rules,
};

static int check_options(void)
{
    if (set.top == 0)
        set.top = 5;
    if (set.threshold < 0) /* not given */
        set.threshold = set.dedup ? CLI_FOLD_THRESHOLD : 0.1;
    return cli_check_common(&set.common, set.stem, set.stop != 0);
}

/* Rows, and the model they are of. */
static tm_status make_rows(tm_tfidf **model, tm_sparse **rows, const tm_text *documents,
                           size_t count, const tm_run *run, tm_error *err)
{
    tm_tfidf_options how = TM_TFIDF_INIT;
    tm_status status;

    if (set.load) {
        status = tm_tfidf_load(model, set.load, err);
        if (status == TM_OK)
            status = tm_tfidf_transform(rows, *model, documents, count, run, err);
        if (status == TM_OK)
            cli_tell_no_terms((*rows)->row_start[count], count, NULL);
        return status;
    }
    how.analyzer.language = cli_detect_documents(set.common.lang, documents, count);
    how.analyzer.stem = set.stem;
    how.analyzer.stop_list = set.common.stop_list;
    how.analyzer.keep_stopwords = set.stop == 0 && !set.common.stop_list;
    status = tm_tfidf_fit(model, rows, documents, count, &how, run, err);
    if (status == TM_OK)
        cli_tell_no_terms((*rows)->row_start[count], count, &how);
    return status;
}

/* Pairs are printed as they are found: of copies there are more than memory holds. Not as text,
 * where the most alike come first. */
static bool prints_parts(void)
{
    return set.pairs > 0 && views[set.format] != similar_view_text;
}

static tm_status print_part(void *ctx, size_t first, const tm_sparse *answers, tm_error *err)
{
    const struct similar_view *const all = ctx;
    struct similar_view part = *all;

    (void)err;
    part.first = first;
    part.found = answers;
    views[set.format](&part);
    return ferror(part.output->file) ? TM_EIO : TM_OK; /* closing tells why */
}

/* What is alike, printed at once or in *found. */
static tm_status compare(tm_sparse **found, struct similar_view *view, const tm_text *documents,
                         size_t count, const tm_run *run, tm_error *err)
{
    const tm_text query = {set.query, set.query ? strlen(set.query) : 0};
    tm_tfidf *model = NULL;
    tm_sparse *rows = NULL, *asked = NULL;
    tm_status status = make_rows(&model, &rows, documents, count, run, err);

    if (status == TM_OK && set.query) {
        status = tm_tfidf_transform(&asked, model, &query, 1, run, err);
        if (status == TM_OK)
            status = tm_search(found, asked, rows, (size_t)set.top, set.threshold, run, err);
        if (status == TM_OK && count > 0 && asked->row_start[1] == 0)
            cli_message("--query: no document has a word of it; stop words do not count");
    } else if (status == TM_OK && prints_parts()) {
        status = tm_pairs_each(rows, set.pairs, print_part, view, run, err);
    } else if (status == TM_OK && set.pairs > 0) {
        status = tm_pairs(found, rows, set.pairs, run, err);
    } else if (status == TM_OK) {
        status = tm_neighbours(found, rows, (size_t)set.top, set.threshold, run, err);
    }
    tm_sparse_free(asked);
    tm_sparse_free(rows);
    tm_tfidf_free(model);
    return status;
}

/* Fold copies and print them. CLI_GO_ON or an exit code. */
static int fold(const struct cli_documents *documents, struct cli_output *output,
                struct cli_bar *bar, const tm_run *run)
{
    struct cli_fold result;
    int status = cli_fold(&result, documents, set.threshold, run);

    cli_bar_stop(bar);
    if (status == CLI_GO_ON) {
        folds[set.format](&result, output);
        status = cli_output_close(output);
    }
    cli_fold_free(&result);
    return status;
}

/* The same for documents that are alike. */
static int compare_and_print(const struct cli_documents *documents, struct cli_output *output,
                             struct cli_bar *bar, const tm_run *run)
{
    struct similar_view view = {.output = output,
                                .documents = documents,
                                .kind = set.query       ? SIMILAR_QUERY
                                        : set.pairs > 0 ? SIMILAR_PAIRS
                                                        : SIMILAR_TOP};
    tm_text *const array = cli_documents_array(documents);
    tm_sparse *found = NULL;
    tm_status status;
    tm_error err;

    if (views[set.format] == similar_view_tsv)
        similar_view_tsv_header(&view);
    status = compare(&found, &view, array, documents->count, run, &err);
    free(array);
    cli_bar_stop(bar);
    if (status != TM_OK && !ferror(output->file))
        return cli_library_error(&err);
    view.found = found;
    if (found)
        views[set.format](&view);
    tm_sparse_free(found);
    return cli_output_close(output);
}

int main(int argc, char **argv)
{
    struct cli_documents documents;
    struct cli_output output;
    struct cli_bar bar;
    tm_run run;
    int first, status;

    status = cli_parse(&program, argc, argv, &first);
    if (status == CLI_GO_ON)
        status = check_options();
    if (status == CLI_GO_ON)
        status = cli_output_open(&output, set.common.output, set.common.color);
    if (status != CLI_GO_ON)
        return status;
    /* What is printed as it is found has no bar between its lines. */
    cli_bar_start(&bar, prints_parts() ? cli_bar_beside(&output, set.common.progress)
                                       : set.common.progress);
    run = cli_run(&set.common, &bar);
    status =
        cli_documents_read(&documents, argv + first, (size_t)(argc - first), &set.common, &bar);
    if (status == CLI_GO_ON)
        status = set.dedup ? fold(&documents, &output, &bar, &run)
                           : compare_and_print(&documents, &output, &bar, &run);
    cli_bar_stop(&bar);
    cli_output_abandon(&output);
    cli_documents_free(&documents);
    return status;
}
