/* tm-summarize: documents -> key sentences. */
#include "detect.h"
#include "documents.h"
#include "language.h"
#include "options.h"
#include "query_words.h"
#include "rules.h"
#include "summary_view.h"

#include <stdlib.h>
#include <string.h>

static const char *const format_choices[] = {"text", "json", "jsonl", "md", "html", NULL};

/* As tm_summary_mode. */
static const char *const mode_choices[] = {"auto",     "article", "documents",
                                           "opinions", "digest",  NULL};

/* As tm_summary_algorithm. */
static const char *const algorithm_choices[] = {
    "coverage", "lead",     "random",        "luhn",    "edmundson",
    "lexrank",  "textrank", "textrank-bm25", "lsa",     "sumbasic",
    "kl",       "centroid", "mmr",           "bigrams", NULL};

static struct {
    struct cli_common common;
    int algorithm;
    uint64_t sentences, words, bytes;
    double ratio;
    int format, mode;
    bool together, explain, highlight;
    const char *query, *background, *model;
} set;

static const struct cli_option options[] = {
    CLI_OPTION_HEADING("Input"),
    CLI_OPTION_INPUT(set.common),
    {"together", 0, CLI_FLAG, NULL, "all documents are on one subject: make one summary", NULL,
     &set.together, NULL, 0, 0},
    CLI_OPTION_STRICT(set.common),
    CLI_OPTION_LANG(set.common, "(what a record says or looks like)"),
    CLI_OPTION_STOP_LIST(set.common, "words of FILE, one a line, are stop words too"),
    CLI_OPTION_HEADING("How much; all limits hold"),
    {"sentences", 'n', CLI_COUNT, "N", "at most N sentences", "(3 if there is no limit)",
     &set.sentences, NULL, 1, 1e9},
    {"words", 0, CLI_COUNT, "N", "at most N words", NULL, &set.words, NULL, 1, 1e9},
    {"bytes", 0, CLI_COUNT, "N", "at most N bytes", NULL, &set.bytes, NULL, 1, 1e9},
    {"ratio", 0, CLI_NUMBER, "SHARE", "at most this share of the sentences, but one", NULL,
     &set.ratio, NULL, 0, 1},
    CLI_OPTION_HEADING("How sentences are chosen"),
    {"mode", 0, CLI_CHOICE, "MODE", "what is summarised; auto looks at the text", "auto", &set.mode,
     mode_choices, 0, 0},
    {"query", 0, CLI_STRING, "TEXT", "what the summary should be about", NULL, &set.query, NULL, 0,
     0},
    {"background", 0, CLI_FILE, "FILE", "what the reader knows: it is not repeated", NULL,
     &set.background, NULL, 0, 0},
    {"model", 0, CLI_FILE, "FILE", "weights made by tm-train summary", NULL, &set.model, NULL, 0,
     0},
    {"algorithm", 0, CLI_CHOICE, "NAME", "all but coverage are for comparison", "coverage",
     &set.algorithm, algorithm_choices, 0, 0},
    CLI_OPTION_HEADING("Output"),
    CLI_OPTION_FORMAT(set.format, format_choices, "text", "what to print"),
    {"highlight", 0, CLI_FLAG, NULL, "print the text with the chosen sentences marked", NULL,
     &set.highlight, NULL, 0, 0},
    {"explain", 0, CLI_FLAG, NULL, "say which words each sentence was chosen for", NULL,
     &set.explain, NULL, 0, 0},
    CLI_OPTION_OUTPUT(set.common),
    CLI_OPTION_COLOR(set.common),
    CLI_OPTION_HEADING("How it runs"),
    CLI_OPTION_SEED(set.common),
    CLI_OPTION_THREADS(set.common),
    CLI_OPTION_PROGRESS(set.common),
    CLI_OPTION_END,
};

static const struct cli_example examples[] = {
    {"tm-summarize article.txt", "three sentences of an article"},
    {"tm-summarize --words 60 --format jsonl news.jsonl.gz", "a line of JSON a record"},
    {"tm-summarize --together -n 5 story/*.txt", "one summary of several reports"},
    {"tm-summarize --query 'price of gas' --background yesterday.txt today.txt",
     "what is new about one thing"},
    {"tm-summarize --highlight --format html article.txt >article.html",
     "the article with its key sentences marked"},
    {NULL, NULL},
};

static const struct cli_rule option_rules[] = {
    {"background", CLI_NEEDS, "algorithm=coverage", NULL},
    {"model", CLI_NEEDS, "algorithm=coverage", NULL},
    {"highlight", CLI_NEEDS, "format=text|md|html", NULL},
    {NULL, CLI_NEEDS, NULL, NULL},
};

static const struct cli_program program = {
    .name = "tm-summarize",
    .synopsis = "[OPTION]... [FILE]...",
    .description =
        "Pick the key sentences of documents, word for word and in their order. A file is a "
        "document; JSON Lines are recognised, and each record gets a summary of its own. Without "
        "FILE, or when FILE is -, read standard input. Files may be packed (gz, bz2, xz, zst) or "
        "in a tar or zip.",
    .options = options,
    .formats =
        "text: for reading; on a terminal wrapped to its width, else a sentence a line. With "
        "several documents each has a heading.\n\n"
        "jsonl: one line per input record in input order, with id (the record's own, or its number "
        "from 1), summary (the sentences joined by a blank), sentences (a list of text, document, "
        "start, end, score, unresolved and, with --explain, concepts), cut (true if the summary is "
        "the beginning of one sentence), whole (true if the text was within the limits), mode and, "
        "with --query, off_topic (true if no sentence has a word of it). Document counts the texts "
        "of the record from 0; start and end are bytes in that text as read, in UTF-8; the title "
        "of "
        "a record is not part of its text, unless the record has nothing else. A sentence is "
        "unresolved if it opens with a word that points back (He, However) or a quotation mark is "
        "left open in it, and the sentence before it is not in the summary. A concept is a word, "
        "or "
        "two in a row, that no earlier sentence covers: text, start, end, stop (true for stop "
        "words) and weight, how probable "
        "it is in a person's summary, twice that for two words.\n\n"
        "json: one object with summaries, a list of the same objects.\n\n"
        "--words counts what stands between white space; in scripts without spaces, pairs of "
        "characters.\n\n"
        "md, html: the sentences as a list, escaped; html is a whole page. --highlight gives the "
        "whole text instead, with the chosen sentences bold (on a terminal and in md), marked "
        "(html), or in [[ and ]].",
    .examples = examples,
    .rules = option_rules,
};

static struct cli_detector detector;
static struct cli_texts background;
static tm_summary_model *model;
static tm_summary_cache *cache;
static size_t off_topic; /* summaries that the query has changed nothing of */
static struct cli_query_words asked;

/* Words that no text has may be mistyped. Which texts have none of the query JSON has a field for.
 */
static void tell_off_topic(size_t summaries)
{
    const bool told = cli_query_words_tell(&asked);

    if (!off_topic || set.format == SUMMARY_JSON || set.format == SUMMARY_JSONL ||
        (told && off_topic == summaries))
        return;
    if (summaries == 1)
        cli_message("--query: no sentence has a word of it");
    else
        cli_message("--query: in %zu of %zu texts no sentence has a word of it", off_topic,
                    summaries);
}

static int summarize(struct summary_view *view, const struct summary_item *item, tm_text lang,
                     const tm_run *run)
{
    tm_summary_options how = TM_SUMMARY_INIT;
    tm_summary *summary;
    tm_error err;

    how.language = cli_detect_record(&detector, set.common.lang, lang, item->text, item->texts);
    how.stop_list = set.common.stop_list;
    how.sentences = (size_t)set.sentences;
    how.words = (size_t)set.words;
    how.bytes = (size_t)set.bytes;
    how.ratio = set.ratio;
    how.mode = (tm_summary_mode)set.mode;
    how.model = model;
    how.query = asked.query;
    how.background = background.text;
    how.backgrounds = background.count;
    how.explain = set.explain;
    how.algorithm = (tm_summary_algorithm)set.algorithm;
    how.cache = cache;
    if (cli_query_words_look(&asked, how.language, item->text, item->texts, &err) != TM_OK ||
        tm_summarize(&summary, item->text, item->texts, &how, run, &err) != TM_OK)
        return cli_library_error(&err);
    summary_view_add(view, item, summary);
    off_topic += summary->off_topic;
    tm_summary_free(summary);
    return CLI_GO_ON;
}

/* A summary for each record, printed as they come. */
static int summarize_each(struct summary_view *view, struct tm_reader *reader, struct cli_bar *bar,
                          const tm_run *run)
{
    struct tm_record record;
    enum tm_read got = TM_READ_END;
    int status = CLI_GO_ON;

    while (status == CLI_GO_ON && (got = tm_reader_next(reader, &record)) == TM_READ_OK) {
        const struct summary_item item = {
            .id = record.id,
            .title = record.title,
            .file = record.file,
            .line = record.line,
            .text = cli_record_texts(&record),
            .texts = record.texts,
        };

        status = summarize(view, &item, record.lang, run);
        cli_bar_update(bar, "summarize", record.number, 0);
    }
    if (status == CLI_GO_ON && got == TM_READ_FAILED)
        status = CLI_FAILED;
    return status;
}

/* One summary of everything. */
static int summarize_together(struct summary_view *view, struct tm_reader *reader,
                              struct cli_bar *bar, const tm_run *run)
{
    struct summary_item item = {.id = {"1", 1}};
    struct cli_texts texts;
    int status = cli_texts_read(&texts, reader, bar);

    if (status == CLI_GO_ON && texts.count > 0) {
        item.text = texts.text;
        item.texts = texts.count;
        status = summarize(view, &item, (tm_text){NULL, 0}, run);
    }
    cli_texts_free(&texts);
    return status;
}

/* What is known of words serves all records. */
static int make_cache(void)
{
    tm_error err;

    return tm_summary_cache_new(&cache, &err) == TM_OK ? CLI_GO_ON : cli_library_error(&err);
}

/* What --background and --model name. */
static int read_files(void)
{
    int status = CLI_GO_ON;

    if (set.background) {
        const struct tm_reader_options input = cli_reader_options(&set.common, "text");
        char *const path = cli_copy(set.background, strlen(set.background));
        struct cli_bar silent = {0};
        struct tm_reader *const reader = tm_reader_open((char *const[]){path}, 1, &input);
        status = cli_texts_read(&background, reader, &silent);
        tm_reader_close(reader);
        free(path);
    }
    if (status == CLI_GO_ON && set.model) {
        tm_error err;

        if (tm_summary_model_load(&model, set.model, &err) != TM_OK)
            status = cli_library_error(&err);
    }
    return status;
}

static int run_all(struct cli_output *output, char *const *paths, size_t count)
{
    const struct tm_reader_options input = cli_reader_options(&set.common, "text");
    struct tm_reader *const reader = tm_reader_open(paths, count, &input);
    struct summary_view view;
    struct cli_bar bar;
    tm_run run;
    int status;

    cli_bar_start(&bar, set.common.progress);
    run = cli_run(&set.common, &bar);
    summary_view_start(&view, output, (enum summary_format)set.format);
    view.explain = set.explain;
    view.highlight = set.highlight;
    view.asks = set.query != NULL;
    cli_query_words_start(&asked, (tm_text){set.query, set.query ? strlen(set.query) : 0},
                          set.common.stop_list);
    status = (set.together ? summarize_together : summarize_each)(&view, reader, &bar, &run);
    cli_bar_stop(&bar);
    summary_view_finish(&view);
    if (status == CLI_GO_ON)
        tell_off_topic(view.count);
    cli_query_words_free(&asked);
    if (status == CLI_GO_ON)
        status = tm_reader_finish(reader) == 0 ? CLI_GO_ON : CLI_FAILED;
    tm_reader_close(reader);
    return status;
}

static int run_and_write(char *const *paths, size_t count)
{
    struct cli_output output;
    int status = cli_output_open(&output, set.common.output, set.common.color);

    if (status != CLI_GO_ON)
        return status;
    status = run_all(&output, paths, count);
    status = cli_output_finish(&output, status);
    return status;
}

int main(int argc, char **argv)
{
    int first, status;

    status = cli_parse(&program, argc, argv, &first);
    if (status == CLI_GO_ON && set.highlight && set.explain && set.format != SUMMARY_HTML)
        status = cli_usage("--highlight: goes with --explain in --format html only");
    if (status == CLI_GO_ON)
        status = cli_check_common(&set.common, false, true);
    if (status == CLI_GO_ON)
        status = read_files();
    if (status == CLI_GO_ON)
        status = make_cache();
    if (status == CLI_GO_ON)
        status = run_and_write(argv + first, (size_t)(argc - first));
    cli_detector_free(&detector);
    cli_texts_free(&background);
    tm_summary_model_free(model);
    tm_summary_cache_free(cache);
    return status;
}
