/* tm-keywords: documents -> key phrases. */
#include "bar.h"
#include "detect.h"
#include "json.h"
#include "keyword_view.h"
#include "language.h"
#include "models.h"
#include "options.h"

#include <stdlib.h>
#include <string.h>

static const char *const format_choices[] = {"text", "tsv", "jsonl", "json", NULL};
/* As tm_keyword_algorithm. */
static const char *const algorithm_choices[] = {"rarity", "textrank", "rake", "yake", NULL};

static struct {
    struct cli_common common;
    uint64_t count, longest;
    int algorithm, format;
    bool together;
} set;

static const struct cli_option options[] = {
    CLI_OPTION_HEADING("Input"),
    CLI_OPTION_INPUT(set.common),
    {"together", 0, CLI_FLAG, NULL, "phrases of all documents as one", NULL, &set.together, NULL, 0,
     0},
    CLI_OPTION_STRICT(set.common),
    CLI_OPTION_LANG(set.common, "(what a record says or looks like)"),
    CLI_OPTION_STOP_LIST(set.common, "words of FILE, one a line, are stop words too"),
    CLI_OPTION_HEADING("Phrases"),
    {"count", 'n', CLI_COUNT, "N", "at most N phrases", "10", &set.count, NULL, 1, 1e9},
    {"longest", 0, CLI_COUNT, "N", "at most N words a phrase", "4", &set.longest, NULL, 1, 4},
    {"algorithm", 0, CLI_CHOICE, "NAME", "how they are scored", "rarity", &set.algorithm,
     algorithm_choices, 0, 0},
    CLI_OPTION_HEADING("Output"),
    CLI_OPTION_FORMAT(set.format, format_choices, "text", "what to print"),
    CLI_OPTION_OUTPUT(set.common),
    CLI_OPTION_COLOR(set.common),
    CLI_OPTION_HEADING("How it runs"),
    CLI_OPTION_PROGRESS(set.common),
    CLI_OPTION_END,
};

static const struct cli_example examples[] = {
    {"tm-keywords article.txt", "what is it about?"},
    {"tm-keywords -n 5 --format tsv news.jsonl", "five phrases a record, as a table"},
    {"tm-keywords --together story/*.txt", "the phrases of several reports as one"},
    {NULL, NULL},
};

static const struct cli_program program = {
    .name = "tm-keywords",
    .synopsis = "[OPTION]... [FILE]...",
    .description =
        "Find the phrases that say what documents are about, in the spelling most often used, the "
        "best first. A file is a document; JSON Lines are recognised, and each record gets phrases "
        "of its own; its title counts. Without FILE, or when FILE is -, read standard input. Files "
        "may be packed (gz, bz2, xz, zst) or in a tar or zip.\n\n"
        "By default a phrase scores by how often it is there, how rare its words are in news "
        "(known "
        "for English; in other languages every word is taken for as rare), how early it stands, "
        "and "
        "whether it is a name. The other ways to score are there for comparison.",
    .options = options,
    .formats =
        "text: a phrase a line. With several documents each has a heading.\n\n"
        "tsv: id, rank (from 1), phrase, score, occurrences, documents (texts that hold it), with "
        "a "
        "header.\n\n"
        "jsonl: one line per input record in input order, with id (the record's own, or its number "
        "from 1) and keywords (a list of text, score and places). A place has document (a text of "
        "the record from 0) or title (true), start and end (bytes in it, in UTF-8), and with "
        "--together the id of its record.\n\n"
        "json: one object with records, a list of the same objects.",
    .examples = examples,
};

/* What phrases are found in: titles and texts, each a document to the library. */
struct pieces {
    size_t count, capacity, text_capacity;
    struct keyword_piece *piece; /* [count] */
    tm_text *text;               /* [count] */
};

/* The background of the language used last. */
struct background {
    tm_tfidf *model;
    char lang[16];
};

struct work {
    struct keyword_view view;
    struct cli_detector detector;
    struct background background;
    struct pieces pieces;
    tm_run run;
};

static void add_piece(struct pieces *p, struct keyword_piece piece, tm_text text)
{
    cli_grow(&p->piece, &p->capacity, p->count + 1, sizeof *p->piece);
    cli_grow(&p->text, &p->text_capacity, p->count + 1, sizeof *p->text);
    p->piece[p->count] = piece;
    p->text[p->count++] = text;
}

static void add_record(struct pieces *p, const struct tm_record *record)
{
    if (record->title.size)
        add_piece(p, (struct keyword_piece){record->id, true, 0}, record->title);
    for (size_t i = 0; i < record->texts; i++)
        add_piece(p, (struct keyword_piece){record->id, false, i}, record->text[i]);
}

/* A title alone misleads: the language is that of the longest piece. */
static const tm_text *longest(const struct pieces *p)
{
    size_t best = 0;

    for (size_t i = 1; i < p->count; i++)
        if (p->text[i].size > p->text[best].size)
            best = i;
    return &p->text[best];
}

static int load_background(struct background *b, const char *lang)
{
    if (strcmp(b->lang, lang) == 0)
        return CLI_GO_ON;
    tm_tfidf_free(b->model);
    b->model = NULL;
    snprintf(b->lang, sizeof b->lang, "%s", lang);
    return cli_load_background(&b->model, lang);
}

static int find(struct work *w, const struct keyword_item *item, tm_text lang)
{
    tm_keyword_options how = TM_KEYWORD_INIT;
    tm_keywords *keywords;
    tm_error err;
    int status;

    how.language = cli_detect_record(&w->detector, set.common.lang, lang, longest(&w->pieces), 1);
    how.stop_list = set.common.stop_list;
    how.count = (size_t)set.count;
    how.longest = (unsigned)set.longest;
    how.algorithm = (tm_keyword_algorithm)set.algorithm;
    status = load_background(&w->background, how.language ? how.language : "en");
    if (status != CLI_GO_ON)
        return status;
    how.background = w->background.model;
    if (tm_keywords_find(&keywords, w->pieces.text, w->pieces.count, &how, &w->run, &err) != TM_OK)
        return cli_library_error(&err);
    keyword_view_add(&w->view, item, keywords);
    tm_keywords_free(keywords);
    return CLI_GO_ON;
}

static int find_each(struct work *w, struct tm_reader *reader, struct cli_bar *bar)
{
    enum tm_read got = TM_READ_END;
    struct tm_record record;
    int status = CLI_GO_ON;

    while (status == CLI_GO_ON && (got = tm_reader_next(reader, &record)) == TM_READ_OK) {
        struct keyword_item item = {
            .id = record.id, .title = record.title, .file = record.file, .line = record.line};
        w->pieces.count = 0;
        add_record(&w->pieces, &record);
        item.piece = w->pieces.piece;
        status = find(w, &item, record.lang);
        cli_bar_update(bar, "keywords", record.number, 0);
    }
    return status == CLI_GO_ON && got == TM_READ_FAILED ? CLI_FAILED : status;
}

/* The pieces of a record, which the reader is about to forget, as copies. */
static void keep_record(struct pieces *p, const struct tm_record *record)
{
    const size_t from = p->count;
    char *id = cli_copy(record->id.data, record->id.size);

    add_record(p, record);
    for (size_t i = from; i < p->count; i++) {
        p->piece[i].id.data = id;
        p->text[i].data = cli_copy(p->text[i].data, p->text[i].size);
    }
}

static void forget_records(struct pieces *p)
{
    for (size_t i = 0; i < p->count; i++) {
        if (i + 1 == p->count || p->piece[i + 1].id.data != p->piece[i].id.data)
            free((char *)p->piece[i].id.data);
        free((char *)p->text[i].data);
    }
    p->count = 0;
}

static int find_together(struct work *w, struct tm_reader *reader, struct cli_bar *bar)
{
    struct keyword_item item = {.id = {"1", 1}, .together = true};
    enum tm_read got;
    struct tm_record record;
    int status = CLI_GO_ON;

    while ((got = tm_reader_next(reader, &record)) == TM_READ_OK) {
        keep_record(&w->pieces, &record);
        cli_bar_update(bar, "read", record.number, 0);
    }
    item.piece = w->pieces.piece;
    if (got == TM_READ_FAILED)
        status = CLI_FAILED;
    else if (w->pieces.count)
        status = find(w, &item, (tm_text){NULL, 0});
    forget_records(&w->pieces);
    return status;
}

static int run_all(struct cli_output *output, char *const *paths, size_t count)
{
    const struct tm_reader_options input = cli_reader_options(&set.common, "text");
    struct tm_reader *const reader = tm_reader_open(paths, count, &input);
    struct work w = {.pieces = {0, 0, 0, NULL, NULL}};
    struct cli_bar bar;
    int status;

    cli_bar_start(&bar, set.common.progress);
    w.run = cli_run(&set.common, &bar);
    keyword_view_start(&w.view, output, (enum keyword_format)set.format);
    status = (set.together ? find_together : find_each)(&w, reader, &bar);
    cli_bar_stop(&bar);
    keyword_view_finish(&w.view);
    if (status == CLI_GO_ON)
        status = tm_reader_finish(reader) == 0 ? CLI_GO_ON : CLI_FAILED;
    tm_reader_close(reader);
    cli_detector_free(&w.detector);
    tm_tfidf_free(w.background.model);
    free(w.pieces.piece);
    free(w.pieces.text);
    return status;
}

int main(int argc, char **argv)
{
    struct cli_output output;
    int first, status;

    status = cli_parse(&program, argc, argv, &first);
    if (status == CLI_GO_ON)
        status = cli_check_common(&set.common, false, true);
    if (status == CLI_GO_ON)
        status = cli_output_open(&output, set.common.output, set.common.color);
    if (status != CLI_GO_ON)
        return status;
    status = run_all(&output, argv + first, (size_t)(argc - first));
    status = cli_output_finish(&output, status);
    return status;
}
