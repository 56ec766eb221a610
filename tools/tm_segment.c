/* tm-segment: text -> sentences, words, with byte offsets; or its language. */
#include "bar.h"
#include "columns.h"
#include "detect.h"
#include "documents.h"
#include "json.h"
#include "language.h"
#include "models.h"
#include "options.h"
#include "output.h"
#include "rules.h"
#include "tsv.h"

#include <string.h>

enum format { TEXT, JSONL, TSV };

static const char *const format_choices[] = {"text", "jsonl", "tsv", NULL};

static struct {
    struct cli_common common;
    bool sentences, words, language, plain, stem, stop;
    int format;
} set;

static const struct cli_option options[] = {
    CLI_OPTION_HEADING("What to cut"),
    {"sentences", 's', CLI_FLAG, NULL, "sentences", NULL, &set.sentences, NULL, 0, 0},
    {"words", 'w', CLI_FLAG, NULL, "words, each with its term", NULL, &set.words, NULL, 0, 0},
    {"language", 0, CLI_FLAG, NULL, "nothing: name the language of each document", NULL,
     &set.language, NULL, 0, 0},
    CLI_OPTION_LANG(set.common, "(what a record says or looks like)"),
    {"plain", 0, CLI_FLAG, NULL, "words by UAX #29 alone, without the rules for news", NULL,
     &set.plain, NULL, 0, 0},
    {"stem", 0, CLI_SWITCH, NULL, "terms are stems", "no", &set.stem, NULL, 0, 0},
    {"stop", 0, CLI_SWITCH, NULL, "leave stop words out", "no", &set.stop, NULL, 0, 0},
    CLI_OPTION_STOP_LIST(set.common, "leave out the words of FILE, one a line"),
    CLI_OPTION_HEADING("Input"),
    CLI_OPTION_INPUT(set.common),
    CLI_OPTION_STRICT(set.common),
    CLI_OPTION_HEADING("Output"),
    CLI_OPTION_FORMAT(set.format, format_choices, "text", "what to print"),
    CLI_OPTION_OUTPUT(set.common),
    CLI_OPTION_HEADING("How it runs"),
    CLI_OPTION_PROGRESS(set.common),
    CLI_OPTION_END,
};

static const struct cli_example examples[] = {
    {"tm-segment --sentences article.txt", "a sentence a line"},
    {"tm-segment --words --format jsonl day.jsonl", "words and terms with their places"},
    {"tm-segment --language --format tsv feeds.jsonl", "the language of every record"},
    {NULL, NULL},
};

static const struct cli_rule option_rules[] = {
    {"plain", CLI_NEEDS, "words", NULL},
    {"stem", CLI_NEEDS, "words", NULL},
    {"stop", CLI_NEEDS, "words", NULL},
    {"stop-list", CLI_NEEDS, "words", NULL},
    {"lang", CLI_EXCLUDES, "language", "says what --language is to find"},
    {NULL, CLI_NEEDS, NULL, NULL},
};

static const struct cli_program program = {
    .name = "tm-segment",
    .synopsis = "--sentences|--words|--language [OPTION]... [FILE]...",
    .description = "Cut text into sentences or words, or name its language. A file is a document; "
                   "JSON Lines are "
                   "recognised. Without "
                   "FILE, or when FILE is -, read standard input. Files may be packed (gz, bz2, "
                   "xz, zst) or in "
                   "a tar or zip.",
    .options = options,
    .formats =
        "text: a sentence or a word a line, white space folded; a blank line between documents.\n\n"
        "jsonl: one line per input record in input order, with id (the record's own, or its number "
        "from 1) and sentences (a list of start and end) or words (a list of start, end and term, "
        "without the words that have no term). Start and end are bytes in the record's text as "
        "read, in UTF-8; the title is not part of "
        "it, unless the record has nothing else. Records about several documents have document, "
        "counted from 0, in each entry.\n\n"
        "With --language: id, lang (ISO 639-1, or und) and score, the probability of it.\n\n"
        "tsv: id, start, end, and the text or term (or id, lang and score), with a header.",
    .examples = examples,
    .rules = option_rules,
};

struct cutter {
    FILE *file;
    struct cli_bar *bar;
    struct cli_detector detector;
    tm_sentence_model *model; /* NULL: sentences are not asked for */
    tm_analyzer *analyzer;
    char language[16]; /* of the analyser */
    const struct tm_record *record;
    struct cli_bytes line;
    size_t entries; /* printed of this record */
};

/* The analyser of the record's language; made anew where it changes. */
static int prepare(struct cutter *c, const char *language)
{
    tm_analyzer_options how = TM_ANALYZER_INIT;
    tm_error err;

    if (c->analyzer && strcmp(c->language, language) == 0)
        return CLI_GO_ON;
    tm_analyzer_free(c->analyzer);
    how.language = language;
    how.stem = set.stem;
    how.stop_list = set.common.stop_list;
    how.keep_stopwords = !set.stop && !set.common.stop_list;
    snprintf(c->language, sizeof c->language, "%s", language);
    return tm_analyzer_new(&c->analyzer, &how, &err) == TM_OK ? CLI_GO_ON : cli_library_error(&err);
}

static void print_entry(struct cutter *c, size_t document, tm_text text, tm_span span,
                        const tm_text *term)
{
    const tm_text shown = {text.data + span.start, span.end - span.start};

    if (set.format == JSONL) {
        fprintf(c->file, "%s{", c->entries ? ", " : "");
        if (c->record->texts > 1)
            fprintf(c->file, "\"document\": %zu, ", document);
        fprintf(c->file, "\"start\": %zu, \"end\": %zu", span.start, span.end);
        if (term) {
            fputs(", \"term\": ", c->file);
            cli_json_string(c->file, *term);
        }
        fputc('}', c->file);
    } else {
        c->line.size = 0;
        cli_add_clean(&c->line, term && set.format == TSV ? *term : shown);
        if (set.format == TSV) {
            cli_tsv_id(c->file, c->record->id);
            fprintf(c->file, "\t%zu\t%zu\t", span.start, span.end);
        }
        fwrite(c->line.data, 1, c->line.size, c->file);
        fputc('\n', c->file);
    }
    c->entries++;
}

static tm_status cut_sentences(struct cutter *c, size_t document, tm_text text, tm_error *err)
{
    tm_span *span;
    size_t count;
    const tm_status status =
        tm_sentences_trained(&span, &count, text.data, text.size, c->language, c->model, err);

    for (size_t i = 0; status == TM_OK && i < count; i++)
        print_entry(c, document, text, span[i], NULL);
    tm_free(span);
    return status;
}

static tm_status cut_words(struct cutter *c, size_t document, tm_text text, tm_error *err)
{
    const tm_word_rules rules = set.plain ? TM_WORDS_UAX29 : TM_WORDS_NEWS;
    tm_span *span;
    size_t count;
    tm_status status = tm_words(&span, &count, text.data, text.size, rules, err);

    for (size_t i = 0; status == TM_OK && i < count; i++) {
        tm_text term;

        status = tm_analyzer_term(c->analyzer, &term, text.data + span[i].start,
                                  span[i].end - span[i].start, err);
        if (status == TM_OK && term.size > 0)
            print_entry(c, document, text, span[i], &term);
    }
    tm_free(span);
    return status;
}

/* Forced and said languages are no guesses, so they do not count here. */
static int name_language(struct cutter *c, const struct tm_record *record)
{
    const tm_language_guess guess =
        cli_detect_guess(&c->detector, cli_record_texts(record), record->texts);

    if (!c->detector.model)
        return CLI_FAILED;
    if (set.format == JSONL) {
        fputs("{\"id\": ", c->file);
        fwrite(record->id.data, 1, record->id.size, c->file);
        fprintf(c->file, ", \"lang\": \"%s\", \"score\": ", guess.code);
        cli_json_number(c->file, guess.score);
        fputs("}\n", c->file);
        return CLI_GO_ON;
    }
    if (set.format == TSV) {
        cli_tsv_id(c->file, record->id);
        fprintf(c->file, "\t%s\t%.6g\n", guess.code, guess.score);
    } else {
        fprintf(c->file, "%s\n", guess.code);
    }
    return CLI_GO_ON;
}

static int cut_record(struct cutter *c, const struct tm_record *record)
{
    tm_error err;
    int status = prepare(c, cli_detect_record(&c->detector, set.common.lang, record->lang,
                                              cli_record_texts(record), record->texts));

    if (status != CLI_GO_ON)
        return status;
    c->record = record;
    c->entries = 0;
    if (set.format == JSONL) {
        fputs("{\"id\": ", c->file);
        fwrite(record->id.data, 1, record->id.size, c->file);
        fprintf(c->file, ", \"%s\": [", set.words ? "words" : "sentences");
    } else if (set.format == TEXT && record->number > 1) {
        fputc('\n', c->file);
    }
    for (size_t i = 0; i < record->texts && status == CLI_GO_ON; i++)
        if ((set.words ? cut_words : cut_sentences)(c, i, cli_record_texts(record)[i], &err) !=
            TM_OK)
            status = cli_library_error(&err);
    if (set.format == JSONL)
        fputs("]}\n", c->file);
    return status;
}

static int cut_all(struct cutter *c, char *const *paths, size_t count)
{
    const struct tm_reader_options input = cli_reader_options(&set.common, "text");
    struct tm_reader *const reader = tm_reader_open(paths, count, &input);
    struct tm_record record;
    enum tm_read got = TM_READ_END;
    int status = CLI_GO_ON;

    if (set.format == TSV)
        fputs(set.language ? "id\tlang\tscore\n"
              : set.words  ? "id\tstart\tend\tterm\n"
                           : "id\tstart\tend\ttext\n",
              c->file);
    while (status == CLI_GO_ON && (got = tm_reader_next(reader, &record)) == TM_READ_OK) {
        status = (set.language ? name_language : cut_record)(c, &record);
        cli_bar_update(c->bar, "segment", record.number, 0);
    }
    if (status == CLI_GO_ON && (got == TM_READ_FAILED || tm_reader_finish(reader) != 0))
        status = CLI_FAILED;
    tm_reader_close(reader);
    return status;
}

int main(int argc, char **argv)
{
    struct cutter cutter = {0};
    struct cli_output output;
    struct cli_bar bar;
    int first, status;

    status = cli_parse(&program, argc, argv, &first);
    if (status == CLI_GO_ON && set.sentences + set.words + set.language != 1)
        status = cli_usage("say one of --sentences, --words and --language");
    if (status == CLI_GO_ON)
        status = cli_check_common(&set.common, set.stem, set.stop);
    if (status == CLI_GO_ON && set.sentences)
        status = cli_load_sentence_model(&cutter.model);
    if (status == CLI_GO_ON)
        status = cli_output_open(&output, set.common.output, CLI_NEVER);
    if (status != CLI_GO_ON) {
        tm_sentence_model_free(cutter.model);
        return status;
    }
    cutter.file = output.file;
    cutter.bar = &bar;
    cli_bar_start(&bar, cli_bar_beside(&output, set.common.progress));
    status = cut_all(&cutter, argv + first, (size_t)(argc - first));
    cli_bar_stop(&bar);
    status = cli_output_finish(&output, status);
    tm_analyzer_free(cutter.analyzer);
    tm_sentence_model_free(cutter.model);
    cli_detector_free(&cutter.detector);
    cli_bytes_free(&cutter.line);
    return status;
}
