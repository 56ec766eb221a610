/* tm-summarize: documents -> key sentences. */
#include "detect.h"
#include "documents.h"
#include "language.h"
#include "options.h"
#include "summary_view.h"

#include <stdlib.h>
#include <string.h>

static const char *const format_choices[] = {"text", "json", "jsonl", NULL};

/* As tm_summary_algorithm. */
static const char *const algorithm_choices[] = {
    "coverage", "lead",     "random",        "luhn",    "edmundson",
    "lexrank",  "textrank", "textrank-bm25", "lsa",     "sumbasic",
    "kl",       "centroid", "mmr",           "bigrams", NULL};

static struct {
    struct cli_common common;
    int algorithm;
    uint64_t sentences, words, bytes;
    int format;
    bool together;
} set;

static const struct cli_option options[] = {
    CLI_OPTION_HEADING("Input"),
    CLI_OPTION_INPUT(set.common),
    {"together", 0, CLI_FLAG, NULL, "all documents are on one subject: make one summary", NULL,
     &set.together, NULL, 0, 0},
    CLI_OPTION_STRICT(set.common),
    CLI_OPTION_LANG(set.common, "(what a record says or looks like)"),
    CLI_OPTION_HEADING("How much; all limits hold"),
    {"sentences", 'n', CLI_COUNT, "N", "at most N sentences", "(3 if there is no limit)",
     &set.sentences, NULL, 1, 1e9},
    {"words", 0, CLI_COUNT, "N", "at most N words", NULL, &set.words, NULL, 1, 1e9},
    {"bytes", 0, CLI_COUNT, "N", "at most N bytes", NULL, &set.bytes, NULL, 1, 1e9},
    CLI_OPTION_HEADING("How sentences are chosen"),
    {"algorithm", 0, CLI_CHOICE, "NAME", "all but coverage are for comparison", "coverage",
     &set.algorithm, algorithm_choices, 0, 0},
    CLI_OPTION_HEADING("Output"),
    {"format", 0, CLI_CHOICE, "FORMAT", "what to print", "text", &set.format, format_choices, 0, 0},
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
    {NULL, NULL},
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
        "start, end and score) and cut (true if the limit was below one sentence, so that the "
        "summary ends early). Document counts the texts of the record from 0; start and end are "
        "bytes in that text as read, in UTF-8; the title of a record is not part of its text, "
        "unless the record has nothing else.\n\n"
        "json: one object with summaries, a list of the same objects.",
    .examples = examples,
};

static struct cli_detector detector;

static int summarize(struct summary_view *view, const struct summary_item *item, tm_text lang,
                     const tm_run *run)
{
    tm_summary_options how = TM_SUMMARY_INIT;
    tm_summary *summary;
    tm_error err;

    how.language = cli_detect_record(&detector, set.common.lang, lang, item->text, item->texts);
    how.sentences = (size_t)set.sentences;
    how.words = (size_t)set.words;
    how.bytes = (size_t)set.bytes;
    how.algorithm = (tm_summary_algorithm)set.algorithm;
    if (tm_summarize(&summary, item->text, item->texts, &how, run, &err) != TM_OK)
        return cli_library_error(&err);
    summary_view_add(view, item, summary);
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
    status = (set.together ? summarize_together : summarize_each)(&view, reader, &bar, &run);
    cli_bar_stop(&bar);
    summary_view_finish(&view);
    if (status == CLI_GO_ON)
        status = tm_reader_finish(reader) == 0 ? CLI_GO_ON : CLI_FAILED;
    tm_reader_close(reader);
    return status;
}

int main(int argc, char **argv)
{
    struct cli_output output;
    int first, status;

    status = cli_parse(&program, argc, argv, &first);
    if (status == CLI_GO_ON)
        status = cli_check_language(set.common.lang, false);
    if (status == CLI_GO_ON)
        status = cli_check_input(&set.common);
    if (status == CLI_GO_ON)
        status = cli_output_open(&output, set.common.output, set.common.color);
    if (status != CLI_GO_ON)
        return status;
    status = run_all(&output, argv + first, (size_t)(argc - first));
    if (status == CLI_GO_ON)
        status = cli_output_close(&output);
    cli_output_abandon(&output);
    cli_detector_free(&detector);
    return status;
}
