/* tm-train: corpora -> the models that come with the library. */
#include "bytes.h"
#include "language.h"
#include "output.h"
#include "rules.h"
#include "train/train.h"

#include <string.h>

static struct cli_train set;

static const char *const mode_choices[] = {"article", "documents", "opinions", NULL};

static const struct cli_option options[] = {
    CLI_OPTION_HEADING("Input"),
    CLI_OPTION_INPUT(set.common),
    CLI_OPTION_STRICT(set.common),
    {"lang", 0, CLI_CODE, "CODE", "language of records that do not name theirs", NULL,
     &set.common.lang, NULL, 0, 0},
    CLI_OPTION_HEADING("Language models"),
    {"rows", 0, CLI_COUNT, "N", "size of the table of n-grams, in 32 bytes", "56000", &set.rows,
     NULL, 1, 4294967295.0},
    {"epochs", 0, CLI_COUNT, "N", "how often every sample is seen", "20", &set.epochs, NULL, 1,
     10000},
    CLI_OPTION_HEADING("Background models and words"),
    {"min-df", 0, CLI_COUNT, "N", "drop words that are in fewer documents (words: pieces)", "5",
     &set.min_df, NULL, 1, 4294967295.0},
    {"stem", 0, CLI_SWITCH, NULL, "reduce words to their stems", "no", &set.stem, NULL, 0, 0},
    CLI_OPTION_HEADING("Summary models"),
    {"mode", 0, CLI_CHOICE, "MODE", "what is summarised", "article", &set.mode, mode_choices, 0, 0},
    {"weights", 0, CLI_STRING, "W,W,...", "how much a record of each FILE counts; 1", NULL,
     &set.weights, NULL, 0, 0},
    CLI_OPTION_HEADING("Output"),
    CLI_OPTION_OUTPUT(set.common),
    CLI_OPTION_HEADING("How it runs"),
    CLI_OPTION_SEED(set.common),
    CLI_OPTION_THREADS(set.common),
    CLI_OPTION_PROGRESS(set.common),
    CLI_OPTION_END,
};

static const struct cli_example examples[] = {
    {"tm-train language -o language.tm sentences.jsonl.gz",
     "a model that tells the languages of the records apart"},
    {"tm-train background --lang en -o background-en.tm news.jsonl.gz",
     "in how many of the documents each word is"},
    {"tm-train words --lang en -o words-en.tm news.jsonl.gz", "which words keep company"},
    {"tm-train summary --mode documents --weights 1,.05 -o m.tm clusters.jsonl articles.jsonl",
     "what people put into summaries of several texts"},
    {"tm-train sentence -o sentences.tm corpus.jsonl.gz",
     "abbreviations and words that start sentences"},
    {NULL, NULL},
};

static const struct cli_program program = {
    .name = "tm-train",
    .synopsis = "[OPTION]... -o MODEL KIND [FILE]...",
    .description =
        "Make a model file. KIND is what it is for:\n\n"
        "language: which language a text is in, learnt from sentences and words whose language is "
        "known: JSON Lines with a text and its code as lang or, where there is none, label. What a "
        "tenth of them, kept apart at first, says of the model is printed on standard error.\n\n"
        "background: in how many documents each word is, stop words included, so that the words of "
        "a single text can be told to be common or rare. It is a TF-IDF model, which tm-vectorize "
        "--load reads too. Every text of a record is a document.\n\n"
        "words: a vector for each word, such that words that keep company are alike, for topics "
        "of few or short texts (tm-cluster -k, --topics), learnt from running text on the same "
        "matters. Of the most frequent 40,000 words, within 30 words; PPMI and a truncated SVD.\n\n"
        "summary: what of a text people put into summaries (tm-summarize --model), learnt from "
        "JSON "
        "Lines with a text or documents, and references, a list of summaries. An article begins "
        "with what matters, documents are several on one subject, opinions have no order.\n\n"
        "sentence: abbreviations, words that start sentences, and what they follow inside one, for "
        "tm-segment; learnt from running text with its code as lang or label. "
        "Nothing needs to be marked in it.\n\n"
        "Without FILE, or when FILE is -, read standard input. The same input, options and seed "
        "give the same bytes.",
    .options = options,
    .formats = "MODEL is a binary file, described in the library's DESIGN.md.",
    .examples = examples,
    .dense = true,
};

#define ONLY_LANGUAGES                                                                             \
    {"rows", CLI_NEEDS, "", "is for tm-train language"},                                           \
    {                                                                                              \
        "epochs", CLI_NEEDS, "", "is for tm-train language"                                        \
    }
#define ONLY_WORDS                                                                                 \
    {"min-df", CLI_NEEDS, "", "is for tm-train background and words"},                             \
    {                                                                                              \
        "stem", CLI_NEEDS, "", "is for tm-train background and words"                              \
    }
#define ONLY_SUMMARIES                                                                             \
    {"mode", CLI_NEEDS, "", "is for tm-train summary"},                                            \
    {                                                                                              \
        "weights", CLI_NEEDS, "", "is for tm-train summary"                                        \
    }
#define END                                                                                        \
    {                                                                                              \
        NULL, CLI_NEEDS, NULL, NULL                                                                \
    }

static const struct cli_rule for_languages[] = {ONLY_WORDS, ONLY_SUMMARIES, END};
static const struct cli_rule for_words[] = {ONLY_LANGUAGES, ONLY_SUMMARIES, END};
static const struct cli_rule for_summaries[] = {ONLY_LANGUAGES, ONLY_WORDS, END};
static const struct cli_rule for_sentences[] = {ONLY_LANGUAGES, ONLY_WORDS, ONLY_SUMMARIES, END};

static const struct {
    const char *name;
    cli_train_run *run;
    const struct cli_rule *rules;
    bool reads_words; /* --lang chooses stop words and stems */
} kinds[] = {
    {"language", cli_train_language, for_languages, false},
    {"background", cli_train_background, for_words, true},
    {"words", cli_train_words, for_words, true},
    {"summary", cli_train_summary, for_summaries, true},
    {"sentence", cli_train_sentence, for_sentences, false},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

static int choose_kind(size_t *kind, const char *name)
{
    struct cli_bytes names = {NULL, 0, 0};

    for (*kind = 0; *kind < KINDS; ++*kind) {
        if (name && strcmp(name, kinds[*kind].name) == 0) {
            cli_bytes_free(&names);
            return CLI_GO_ON;
        }
        cli_bytes_add_string(&names, *kind > 0 ? ", " : "");
        cli_bytes_add_string(&names, kinds[*kind].name);
    }
    if (name)
        cli_usage("'%s' is not one of %s", name, names.data);
    else
        cli_usage("what is to be trained? have: %s", names.data);
    cli_bytes_free(&names);
    return CLI_WRONG_USE;
}

static int train(size_t kind, char *const *paths, size_t count)
{
    const struct tm_reader_options input = cli_reader_options(&set.common, "lines");
    struct tm_reader *reader = tm_reader_open(paths, count, &input);
    struct cli_bar bar;
    int status;

    set.path = paths;
    set.paths = count;
    cli_bar_start(&bar, set.common.progress);
    status = kinds[kind].run(&set, reader, &bar);
    cli_bar_stop(&bar);
    tm_reader_close(reader);
    return status;
}

int main(int argc, char **argv)
{
    int first, status = cli_parse(&program, argc, argv, &first);
    size_t kind;

    if (status == CLI_GO_ON)
        status = cli_check_input(&set.common);
    if (status == CLI_GO_ON)
        status = choose_kind(&kind, first < argc ? argv[first] : NULL);
    if (status == CLI_GO_ON)
        status = cli_check_rules(&program, kinds[kind].rules);
    if (status == CLI_GO_ON && kinds[kind].reads_words)
        status = cli_check_language(set.common.lang, set.stem);
    if (status != CLI_GO_ON)
        return status;
    if (!set.common.output || strcmp(set.common.output, "-") == 0)
        return cli_usage("-o: a model needs a file to be written to");
    status = cli_output_check(set.common.output);
    if (status != CLI_GO_ON)
        return status;
    return train(kind, argv + first + 1, (size_t)(argc - first - 1));
}
