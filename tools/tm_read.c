/* tm-read: any input -> clean documents, a JSON record each. */
#include "columns.h"
#include "detect.h"
#include "documents.h"
#include "json.h"
#include "options.h"
#include "output.h"
#include "rules.h"

#include <stdlib.h>
#include <string.h>

enum format { JSONL, TEXT };

static const char *const format_choices[] = {"jsonl", "text", NULL};

static struct {
    struct cli_common common;
    int format;
    bool whole;
} set;

static const struct cli_option options[] = {
    CLI_OPTION_HEADING("Input"),
    CLI_OPTION_INPUT(set.common),
    CLI_OPTION_STRICT(set.common),
    CLI_OPTION_LANG(set.common, "(what a record says or looks like)"),
    {"whole", 0, CLI_FLAG, NULL, "do not take a page scraped to text apart", NULL, &set.whole, NULL,
     0, 0},
    CLI_OPTION_HEADING("Output"),
    CLI_OPTION_FORMAT(set.format, format_choices, "jsonl", "text is for people"),
    CLI_OPTION_OUTPUT(set.common),
    CLI_OPTION_HEADING("How it runs"),
    CLI_OPTION_PROGRESS(set.common),
    CLI_OPTION_END,
};

static const struct cli_example examples[] = {
    {"tm-read page.html feeds/*.xml crawl.warc.gz > day.jsonl", "everything as records"},
    {"tm-read page.txt", "the articles and the teasers of a page scraped to text"},
    {NULL, NULL},
};

static const struct cli_rule option_rules[] = {
    {"whole", CLI_EXCLUDES, "input=page", "does not take apart what --input page is to take apart"},
    {"lang", CLI_EXCLUDES, "format=text",
     "is a field of the records, which --format text does not print"},
    {NULL, CLI_NEEDS, NULL, NULL},
};

static const struct cli_program program = {
    .name = "tm-read",
    .synopsis = "[OPTION]... [FILE]...",
    .description =
        "Read documents from whatever holds them and print each as a record: the article of a web "
        "page "
        "without what stands around it, the items of a feed, the rows of a table, the texts of a "
        "folder. "
        "A page scraped to plain text, one paragraph a line, is taken apart into its articles "
        "and the "
        "teasers of other stories. Without FILE, or when FILE is -, read standard input.",
    .options = options,
    .formats = "jsonl: one object per document with id (the record's own, or its number from 1; a "
               "slash and a "
               "number behind it where one record gave several documents), kind, title and text "
               "(empty if there "
               "is none), lang (ISO 639-1, or und), and where they are known date, source, url and "
               "author. kind "
               "is article "
               "(a page or a text), teaser (a headline or a few words on another story) or record "
               "(of JSON, a "
               "table or a feed). Documents of a page scraped to text have lines, the first and "
               "last line they "
               "came from.\n\n"
               "text: title and text, a blank line between documents.",
    .examples = examples,
    .rules = option_rules,
};

static struct cli_detector detector;

/* Any code there is, also of a language without words here; but no name of a file. */
static int check_language(void)
{
    const char *const lang = set.common.lang;
    const size_t letters = lang ? strspn(lang, "abcdefghijklmnopqrstuvwxyz") : 0;

    if (!lang || ((letters == 2 || letters == 3) && lang[letters] == '\0'))
        return CLI_GO_ON;
    return cli_usage("--lang: '%s' is no code of a language; they look like en, de or und", lang);
}

/* A document to be printed. */
struct document {
    const struct tm_record *record;
    const char *kind;
    tm_text title, text;
    size_t part; /* from 1; 0: the whole record */
};

static void print_id(FILE *file, const struct document *d)
{
    const tm_text id = d->record->id;

    if (d->part == 0)
        fwrite(id.data, 1, id.size, file);
    else if (id.data[0] == '"') /* "x" becomes "x/2" */
        fprintf(file, "%.*s/%zu\"", (int)id.size - 1, id.data, d->part);
    else
        fprintf(file, "\"%.*s/%zu\"", (int)id.size, id.data, d->part);
}

static void print_field(FILE *file, const char *name, tm_text value)
{
    fprintf(file, ", \"%s\": ", name);
    cli_json_string(file, value);
}

/* A guess that is as likely wrong as right names no language: "Hello world". */
static const double least_sure = 0.5;

/* What the record says, else what it looks like: any language that has a name, also one without
 * words here. */
static const char *language_of(const struct document *d, char code[8])
{
    const tm_text said = d->record->lang;
    const tm_text sample = d->text.size > 0 ? d->text : d->title;
    tm_language_guess guess;

    if (set.common.lang)
        return set.common.lang;
    if (said.size >= 2 && (said.size == 2 || said.data[2] == '-' || said.data[2] == '_')) {
        for (size_t i = 0; i < 2; i++)
            code[i] = (char)(said.data[i] | 32);
        code[2] = '\0';
        return code;
    }
    guess = cli_detect_guess(&detector, &sample, 1);
    if (guess.score < least_sure)
        return "und";
    memcpy(code, guess.code, sizeof guess.code);
    return code;
}

static void print_document(FILE *file, const struct document *d)
{
    char code[8];

    if (set.format == TEXT) {
        if (d->title.size > 0)
            cli_print_clean(file, d->title);
        cli_print_clean(file, d->text);
        fputc('\n', file);
        return;
    }
    fputs("{\"id\": ", file);
    print_id(file, d);
    fprintf(file, ", \"kind\": \"%s\"", d->kind);
    print_field(file, "title", d->title);
    print_field(file, "text", d->text);
    fprintf(file, ", \"lang\": \"%s\"", language_of(d, code));
    if (d->record->date.size > 0)
        print_field(file, "date", d->record->date);
    if (d->record->source.size > 0)
        print_field(file, "source", d->record->source);
    if (d->record->url.size > 0)
        print_field(file, "url", d->record->url);
    if (d->record->author.size > 0)
        print_field(file, "author", d->record->author);
    if (d->record->last_line > 0)
        fprintf(file, ", \"lines\": [%zu, %zu]", d->record->line, d->record->last_line);
    fputs("}\n", file);
}

static void print_record(FILE *file, const struct tm_record *record)
{
    struct document d = {.record = record, .title = record->title};

    d.kind = record->kind ? record->kind : record->line == 0 ? "article" : "record";
    for (size_t i = 0; i < record->texts; i++) {
        d.part = record->texts > 1 ? i + 1 : 0;
        d.text = record->text[i];
        print_document(file, &d);
    }
}

static int read_all(FILE *file, char *const *paths, size_t count, struct cli_bar *bar)
{
    const struct tm_reader_options input =
        cli_reader_options(&set.common, set.whole ? "text" : "page");
    struct tm_reader *const reader = tm_reader_open(paths, count, &input);
    struct tm_record record;
    enum tm_read got;
    int status = CLI_GO_ON;

    while ((got = tm_reader_next(reader, &record)) == TM_READ_OK) {
        print_record(file, &record);
        cli_bar_update(bar, "read", record.number, 0);
    }
    if (got == TM_READ_FAILED || tm_reader_finish(reader) != 0)
        status = CLI_FAILED;
    tm_reader_close(reader);
    return status;
}

int main(int argc, char **argv)
{
    struct cli_output output;
    struct cli_bar bar;
    int first, status;

    status = cli_parse(&program, argc, argv, &first);
    if (status == CLI_GO_ON)
        status = cli_check_input(&set.common);
    if (status == CLI_GO_ON)
        status = check_language();
    if (status == CLI_GO_ON)
        status = cli_output_open(&output, set.common.output, CLI_NEVER);
    if (status != CLI_GO_ON)
        return status;
    cli_bar_start(&bar, cli_bar_beside(&output, set.common.progress));
    status = read_all(output.file, argv + first, (size_t)(argc - first), &bar);
    cli_bar_stop(&bar);
    status = cli_output_finish(&output, status);
    cli_detector_free(&detector);
    return status;
}
