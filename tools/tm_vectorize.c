/* tm-vectorize: documents -> sparse TF-IDF rows, vocabulary, model. */
#include "bar.h"
#include "components.h"
#include "language.h"
#include "matrix/matrix.h"
#include "options.h"
#include "output.h"
#include "rules.h"
#include "vectorize.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static struct {
    struct cli_common common;
    int format;
    const char *model, *load, *vocabulary, *names;
    const char *weighting, *field_weight, *phrase_list;
    double phrases; /* 0: none are learnt */
    uint64_t phrase_count;
    struct cli_field_weights fields;
    const char *ngrams, *chars, *chars_in_words;
    bool binary, update;
    int like; /* index into like_choices */
    int stop; /* -1: what --like says */
    bool stem;
    uint64_t min_df, max_terms, hash, components;
    double max_df, log_base, slope, k1, b;
    tm_tfidf_options how; /* made of the above */
} set = {.stop = -1};

enum { LIKE_TM, LIKE_SKLEARN };
static const char *const like_choices[] = {"tm", "sklearn", NULL};

static const struct cli_option options[] = {
    CLI_OPTION_HEADING("Input"),
    CLI_OPTION_INPUT(set.common),
    CLI_OPTION_STRICT(set.common),
    CLI_OPTION_HEADING("Words and weights"),
    {"like", 0, CLI_CHOICE, "WHAT", "take words and weights as scikit-learn's TfidfVectorizer does",
     "tm", &set.like, like_choices, 0, 0},
    CLI_OPTION_LANG(set.common, "(what most documents are in)"),
    {"stem", 0, CLI_SWITCH, NULL, "reduce words to their stems", "no", &set.stem, NULL, 0, 0},
    {"stop", 0, CLI_MAYBE, NULL, "drop stop words", "(yes; no with --like sklearn)", &set.stop,
     NULL, 0, 0},
    CLI_OPTION_STOP_LIST(set.common,
                         "words of FILE, one a line, are stop words too; with --no-stop (or --like "
                         "sklearn without --stop) only those are"),
    {"ngrams", 0, CLI_STRING, "N-M", "runs of so many words are terms, up to 5", "(1)", &set.ngrams,
     NULL, 0, 0},
    {"phrases", 0, CLI_NUMBER, "NPMI",
     "two words that stand together more than so much are one term: 0 by chance, 1 always", NULL,
     &set.phrases, NULL, 0.01, 0.99},
    {"phrase-count", 0, CLI_COUNT, "N", "and at least so often", "5", &set.phrase_count, NULL, 1,
     4294967295.0},
    {"phrase-list", 0, CLI_FILE, "FILE",
     "write those phrases here; without --phrases: read them from here", NULL, &set.phrase_list,
     NULL, 0, 0},
    {"chars", 0, CLI_STRING, "N-M", "runs of so many characters are terms, instead of words", NULL,
     &set.chars, NULL, 0, 0},
    {"chars-in-words", 0, CLI_STRING, "N-M", "the same within words, with a space on each side",
     NULL, &set.chars_in_words, NULL, 0, 0},
    {"binary", 0, CLI_FLAG, NULL, "a term is in a document or not, however often", NULL,
     &set.binary, NULL, 0, 0},
    {"min-df", 0, CLI_COUNT, "N", "drop terms that are in fewer documents", "1", &set.min_df, NULL,
     1, 4294967295.0},
    {"max-df", 0, CLI_NUMBER, "SHARE", "drop terms that are in a larger share of them", "1",
     &set.max_df, NULL, 0, 1},
    {"max-terms", 0, CLI_COUNT, "N", "keep the N most frequent terms", NULL, &set.max_terms, NULL,
     1, 4294967295.0},
    {"hash", 0, CLI_COUNT, "BITS", "2^BITS columns, terms go to that of their hash; none is kept",
     NULL, &set.hash, NULL, 1, 28},
    {"field-weight", 0, CLI_STRING, "title=N,text=M",
     "count words of a title N times, those of a text M times", "title=1,text=1", &set.field_weight,
     NULL, 0, 0},
    {"weighting", 0, CLI_STRING, "CODE", "tf-idf, bm25, log-entropy, or a SMART code like ltc",
     "(tf-idf)", &set.weighting, NULL, 0, 0},
    {"log-base", 0, CLI_NUMBER, "BASE", "of the logarithms of a SMART code", "(e)", &set.log_base,
     NULL, 1, 1e6},
    {"slope", 0, CLI_SHARE, "SHARE", "of the row's own length in pivoted norms", "0.25", &set.slope,
     NULL, 0, 0},
    {"bm25-k1", 0, CLI_NUMBER, "K1", "how late repeating a word stops counting", "1.2", &set.k1,
     NULL, 0, 1000},
    {"bm25-b", 0, CLI_SHARE, "SHARE", "how much long documents are held against them", "0.75",
     &set.b, NULL, 0, 0},
    {"components", 0, CLI_COUNT, "N",
     "rows are their coordinates on N components (truncated SVD, LSA); 0: not on those of --load",
     NULL, &set.components, NULL, 0, 65536},
    {"load", 0, CLI_FILE, "FILE", "use a saved model instead of learning one", NULL, &set.load,
     NULL, 0, 0},
    {"update", 0, CLI_FLAG, NULL,
     "let that model learn these documents too; the columns of its terms stay, new ones are behind",
     NULL, &set.update, NULL, 0, 0},
    {"names", 0, CLI_FILE, "FILE",
     "call the columns of a matrix so: a vocabulary, or a name a line", NULL, &set.names, NULL, 0,
     0},
    CLI_OPTION_HEADING("Output"),
    CLI_OPTION_OUTPUT(set.common),
    {"format", 0, CLI_CHOICE, "FORMAT", "auto goes by the ending, else mtx", "auto", &set.format,
     cli_matrix_choices, 0, 0},
    {"model", 0, CLI_FILE, "FILE", "save the model here", NULL, &set.model, NULL, 0, 0},
    {"vocabulary", 0, CLI_FILE, "FILE", "write term, documents and idf here, one term a line", NULL,
     &set.vocabulary, NULL, 0, 0},
    CLI_OPTION_HEADING("How it runs"),
    CLI_OPTION_THREADS(set.common),
    CLI_OPTION_PROGRESS(set.common),
    CLI_OPTION_END,
};

static const struct cli_example examples[] = {
    {"tm-vectorize -o day.npz day.jsonl", "rows for scipy.sparse.load_npz"},
    {"tm-vectorize --model day.model --vocabulary day.tsv -o day.mtx day.jsonl",
     "rows for Matrix Market readers, and what is needed to vectorize more in the same columns"},
    {"tm-vectorize --load day.model -o next.mtx next.jsonl",
     "the same columns for other documents"},
    {"tm-vectorize --load day.model --update --model week.model -o w.mtx w.jsonl",
     "the same columns, and new ones for new words behind them"},
    {"tm-vectorize --phrases 0.5 --phrase-list phrases.tsv -o day.npz day.jsonl",
     "white_house as a term of its own"},
    {"tm-vectorize --components 100 --model lsa.model -o day.npy day.jsonl",
     "dense rows of 100 numbers; --load lsa.model gives those of other documents"},
    {"tm-vectorize --weighting bm25 -o rows.npz docword.uci", "a matrix of counts, weighed"},
    {NULL, NULL},
};

static const struct cli_rule option_rules[] = {
    {"load", CLI_EXCLUDES, "weighting log-base slope bm25-k1 bm25-b like=sklearn hash binary",
     "a model has its weights; no --weighting, --log-base, --slope, --bm25-k1, --bm25-b, --like, "
     "--hash or --binary then"},
    {"load", CLI_EXCLUDES, "lang stem stop stop-list ngrams chars chars-in-words",
     "a model has its words; no --lang, --stem, --stop, --stop-list, --ngrams, --chars or "
     "--chars-in-words then"},
    {"load", CLI_EXCLUDES, "min-df max-df max-terms",
     "a model has its terms; no --min-df, --max-df or --max-terms then"},
    {"load", CLI_EXCLUDES, "phrases",
     "a model has its words; --phrase-list without --phrases gives the phrases they were made "
     "with"},
    {"update", CLI_NEEDS, "load", "of which model? --load says it"},
    {"phrase-count", CLI_NEEDS, "phrases", NULL},
    {"hash", CLI_EXCLUDES, "vocabulary", "keeps no terms: there is no --vocabulary to write"},
    {"hash", CLI_EXCLUDES, "min-df max-df max-terms",
     "keeps no terms to count; no --min-df, --max-df or --max-terms then"},
    {"ngrams", CLI_EXCLUDES, "chars chars-in-words", NULL},
    {"chars", CLI_EXCLUDES, "chars-in-words", NULL},
    {"chars", CLI_EXCLUDES, "lang stem stop stop-list",
     "knows no words; no --lang, --stem, --stop or --stop-list then"},
    {"chars-in-words", CLI_EXCLUDES, "lang stem stop stop-list",
     "knows no words; no --lang, --stem, --stop or --stop-list then"},
    {NULL, CLI_NEEDS, NULL, NULL},
};

/* Of what is a matrix already. */
static const struct cli_rule matrix_rules[] = {
    {"log-base", CLI_NEEDS, "weighting", NULL},
    {"slope", CLI_NEEDS, "weighting", NULL},
    {"bm25-k1", CLI_NEEDS, "weighting", NULL},
    {"bm25-b", CLI_NEEDS, "weighting", NULL},
    {"binary", CLI_NEEDS, "weighting", NULL},
#define DOCUMENTS(option)                                                                          \
    {                                                                                              \
        option, CLI_NEEDS, "", "is for documents, and this is a matrix"                            \
    }
    DOCUMENTS("charset"),
    DOCUMENTS("field"),
    DOCUMENTS("strict"),
    DOCUMENTS("like=sklearn"),
    DOCUMENTS("lang"),
    DOCUMENTS("stem"),
    DOCUMENTS("stop"),
    DOCUMENTS("stop-list"),
    DOCUMENTS("ngrams"),
    DOCUMENTS("phrases"),
    DOCUMENTS("phrase-list"),
    DOCUMENTS("chars"),
    DOCUMENTS("chars-in-words"),
    DOCUMENTS("min-df"),
    DOCUMENTS("max-df"),
    DOCUMENTS("max-terms"),
    DOCUMENTS("hash"),
    DOCUMENTS("field-weight"),
    DOCUMENTS("load"),
    DOCUMENTS("update"),
    DOCUMENTS("model"),
    DOCUMENTS("vocabulary"),
#undef DOCUMENTS
    {NULL, CLI_NEEDS, NULL, NULL},
};
static const struct cli_rule document_rules[] = {
    {"names", CLI_NEEDS, "", "is for a matrix that is read"},
    {NULL, CLI_NEEDS, NULL, NULL},
};

static const struct cli_program program = {
    .name = "tm-vectorize",
    .synopsis = "[OPTION]... -o MATRIX [FILE]...",
    .description =
        "Turn documents into sparse TF-IDF rows, one row a document in input order. A line is a "
        "document; JSON, CSV, HTML, feeds and WARC are recognised and give title and text; in a "
        "folder, a file is a document. Without FILE, or when FILE is -, read standard input. Files "
        "may be packed (gz, bz2, xz, zst) or in a tar or zip. One FILE that ends like a matrix is "
        "a matrix: it is written in another format, and weighed anew if --weighting is given.",
    .options = options,
    .formats =
        "mtx: Matrix Market, coordinate real general.\n\n"
        "npz: scipy.sparse, csr, csc or coo; written as csr, not compressed.\n\n"
        "npy: NumPy, an array of two dimensions with all its zeros.\n\n"
        "svm: SVMlight, columns from 1, label 0.\n\n"
        "mat: CLUTO, with the names of rows and columns in MATRIX.rlabel and "
        "MATRIX.clabel.\n\n"
        "uci: UCI bag of words, with the words in MATRIX.vocab; it holds counts alone, as "
        "--weighting nnn gives them.\n\n"
        "tsv: document, term and weight, one entry a line below a header; only written.\n\n"
        "The columns are the terms in byte order, as --vocabulary lists them. After --update "
        "they are those of the model as it was, and behind them new terms in byte order.\n\n"
        "The input is read once and may be larger than memory. Counts that are many are kept "
        "in a file without a name, in the folder of TMPDIR, else /var/tmp: a third of the "
        "bytes of the input. Without --lang, the first 16 MB tell the language.\n\n"
        "--phrases reads its input twice, the first time to count pairs of words (Bouma 2009). The "
        "words of a phrase become one, like white_house; no stop word is in one, unless they are "
        "kept, and only white space and hyphens may stand between. A saved model does not hold its "
        "phrases: --phrase-list does.\n\n"
        "With --field-weight a document is what it would be if its title and text stood there so "
        "many times: counts and lengths grow before they are weighed, as in BM25F. A field of "
        "weight "
        "0 does not count. A saved model does not remember it.\n\n"
        "--hash takes the columns of scikit-learn's HashingVectorizer with "
        "alternate_sign=False; they are the same in every model. Terms that meet in a column count "
        "as one term.\n\n"
        "--components holds all rows at once: 8 bytes a weight, and at most 12 bytes a component "
        "for each row and each term (250 MB for 100 components of 19,000 posts with 145,000 "
        "terms). It is refused where the machine has less. With a loaded model documents are taken "
        "in portions. Rows are as scikit-learn's TruncatedSVD has them, not of length 1; the term "
        "that has most of a component is positive in it.\n\n"
        "A SMART code is a letter for the count, one for the term and one for the row. "
        "Count: n or t plain, l 1 + log tf, b 1, a (1 + tf / max tf) / 2, d 1 + log(1 + "
        "log tf), L l / (1 + log mean tf), k BM25, h ln(1 + tf). Term, in df of N "
        "documents: n or x 1, f log(N / df), t log((N + 1) / df), p log((N - df) / df) "
        "but not below 0, s ln((1 + N) / (1 + df)) + 1, i ln(N / df) + 1, r BM25, e "
        "entropy. Row: n or x nothing, c Euclidean length 1, s sum 1, u pivoted by "
        "different terms, b pivoted by characters. tf-idf is lsc, bm25 krn, log-entropy "
        "hec.",
    .examples = examples,
    .rules = option_rules,
};

static const struct cli_matrix_format *choose_format(void)
{
    const struct cli_matrix_format *format;

    if (set.format > 0)
        return cli_matrix_by_name(cli_matrix_choices[set.format]);
    if (!set.common.output || strcmp(set.common.output, "-") == 0)
        return &cli_matrix_mtx;
    format = cli_matrix_by_path(set.common.output);
    if (!format)
        cli_usage("-o: '%s' does not end in .mtx, .npz, .npy, .svm, .mat, .uci or .tsv; or say "
                  "--format",
                  set.common.output);
    return format;
}

/* "2" or "1-3"; false if it is neither. */
static bool parse_range(unsigned *least, unsigned *most, const char *text)
{
    char *end;
    const unsigned long a = strtoul(text, &end, 10);
    const unsigned long b = *end == '-' && end > text ? strtoul(end + 1, &end, 10) : a;

    *least = (unsigned)(a < 1000 ? a : 1000);
    *most = (unsigned)(b < 1000 ? b : 1000);
    return *text >= '0' && *text <= '9' && *end == '\0' && end[-1] != '-' && a > 0 && b >= a;
}

/* What is counted. CLI_GO_ON, or CLI_WRONG_USE after a message. */
static int choose_unit(tm_tfidf_options *how)
{
    const char *const given[] = {set.ngrams, set.chars, set.chars_in_words};
    static const char *const name[] = {"--ngrams", "--chars", "--chars-in-words"};
    static const unsigned most[] = {5, 64, 64};

    how->unit = set.chars_in_words ? TM_UNIT_CHARACTERS_IN_WORDS
                : set.chars        ? TM_UNIT_CHARACTERS
                                   : TM_UNIT_WORDS;
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        if (given[i] &&
            (!parse_range(&how->ngram_min, &how->ngram_max, given[i]) || how->ngram_max > most[i]))
            return cli_usage("%s: '%s' is no range like 1-3, up to %u", name[i], given[i], most[i]);
    return CLI_GO_ON;
}

/* Numbers that the weights have no use for. CLI_GO_ON, or CLI_WRONG_USE after a message. */
static int check_numbers(const tm_tfidf_options *how)
{
    const bool bm25 = how->tf == TM_TF_BM25;
    const bool pivoted =
        how->norm == TM_NORM_PIVOTED_UNIQUE || how->norm == TM_NORM_PIVOTED_CHARACTERS;
    const bool logs = how->tf == TM_TF_LOG || how->tf == TM_TF_DOUBLE_LOG ||
                      how->tf == TM_TF_LOG_MEAN || how->idf == TM_IDF_PLAIN ||
                      how->idf == TM_IDF_NOT_ZERO || how->idf == TM_IDF_PROBABILISTIC;

    if (!bm25 && cli_was_given(&program, "bm25-k1"))
        return cli_usage("--bm25-k1: is for --weighting bm25, or a code that begins with k");
    if (!bm25 && cli_was_given(&program, "bm25-b"))
        return cli_usage("--bm25-b: is for --weighting bm25, or a code that begins with k");
    if (!pivoted && cli_was_given(&program, "slope"))
        return cli_usage("--slope: is for a --weighting that ends in u or b");
    if (!logs && cli_was_given(&program, "log-base"))
        return cli_usage("--log-base: these weights have no logarithm of that base");
    return CLI_GO_ON;
}

/* Whether the stop words of the language are dropped. */
static bool drops_listed(void)
{
    return set.stop > 0 || (set.stop < 0 && set.like != LIKE_SKLEARN);
}

/* Everything but the language. CLI_GO_ON, or CLI_WRONG_USE after a message. */
static int choose_weights(void)
{
    tm_tfidf_options how = TM_TFIDF_INIT;
    tm_error err;

    if (set.like == LIKE_SKLEARN) {
        how.analyzer.rules = TM_WORDS_PYTHON;
        how.tf = TM_TF_RAW;
    }
    if (!cli_field_weights_parse(&set.fields, set.field_weight))
        return cli_usage(
            "--field-weight: '%s' is not like title=2,text=1, whole numbers up to 100, "
            "one of them above 0",
            set.field_weight);
    if (set.weighting && tm_tfidf_weighting(&how, set.weighting, &err) != TM_OK)
        return cli_usage("--weighting: %s", err.message);
    if (choose_unit(&how) != CLI_GO_ON)
        return CLI_WRONG_USE;
    if (set.binary)
        how.tf = TM_TF_BINARY;
    if (check_numbers(&how) != CLI_GO_ON)
        return CLI_WRONG_USE;
    how.analyzer.stem = set.stem;
    how.analyzer.stop_list = set.common.stop_list;
    how.analyzer.keep_stopwords = !drops_listed() && !set.common.stop_list;
    how.min_df = (uint32_t)set.min_df;
    how.max_df = set.max_df;
    how.max_terms = (uint32_t)set.max_terms;
    how.hash_bits = (unsigned)set.hash;
    how.log_base = set.log_base;
    how.slope = set.slope;
    how.k1 = set.k1;
    how.b = set.b;
    set.how = how;
    return CLI_GO_ON;
}

/* Rows that are there already. */
static int convert(const char *path, const struct cli_matrix_format *format, const tm_run *run)
{
    struct cli_matrix matrix;
    int status = cli_matrix_load(&matrix, path);

    if (status == CLI_GO_ON && set.names) {
        free(matrix.column_name);
        cli_bytes_clear(&matrix.column_text);
        matrix.column_name = cli_names_load(&matrix.column_text, matrix.rows->cols, set.names);
        status = matrix.column_name ? CLI_GO_ON : CLI_FAILED;
    }
    if (status == CLI_GO_ON && set.weighting) {
        tm_sparse *weighted;
        tm_error err;

        if (tm_tfidf_weigh(&weighted, matrix.rows, &set.how, run, &err) != TM_OK) {
            status = cli_library_error(&err);
        } else {
            tm_sparse_free(matrix.rows);
            matrix.rows = weighted;
        }
    }
    if (status == CLI_GO_ON)
        status = set.components
                     ? cli_components_save(&matrix, format, set.common.output, set.components, run)
                     : cli_matrix_save(&matrix, format, set.common.output);
    cli_matrix_free(&matrix);
    return status;
}

/* Whether the operands are one matrix. CLI_WRONG_USE after a message if they are more than that, or
 * an option is for the other kind. */
static int check_matrix(bool *matrix, char **file, int files)
{
    *matrix = false;
    for (int i = 0; i < files; i++)
        *matrix |= set.common.input == 0 && cli_matrix_readable(file[i]);
    if (*matrix && files > 1)
        return cli_usage("%s and others: one matrix at a time, and no documents with it", file[0]);
    return cli_check_rules(&program, *matrix ? matrix_rules : document_rules);
}

/* CLI_GO_ON, or CLI_WRONG_USE after a message. */
static int check_components(const struct cli_matrix_format *format)
{
    if (set.components == 0 && !set.load && cli_was_given(&program, "components"))
        return cli_usage("--components 0: is for --load");
    if (set.components > 0 && set.update)
        return cli_usage("--components: need all documents, --update reads the new ones");
    return set.components > 0 ? cli_components_format(format) : CLI_GO_ON;
}

/* Phrases of files that are then read again. CLI_GO_ON or an exit code. */
static int learn_phrases(tm_phrases **phrases, const struct cli_vectorize *how, char **file,
                         int files, struct cli_bar *bar, const tm_run *run)
{
    const struct tm_reader_options input = cli_reader_options(&set.common, "lines");
    tm_phrases_options wanted = TM_PHRASES_INIT;
    struct tm_reader *reader;
    struct stat info;
    int status = CLI_GO_ON;

    for (int i = 0; i < files; i++)
        if (stat(file[i], &info) != 0 || !(S_ISREG(info.st_mode) || S_ISDIR(info.st_mode)))
            return cli_usage("--phrases: '%s' is no file that can be read twice", file[i]);
    if (files == 0)
        return cli_usage("--phrases: standard input cannot be read twice; name a file");
    wanted.analyzer = how->how.analyzer;
    wanted.threshold = set.phrases;
    wanted.min_count = set.phrase_count;
    reader = tm_reader_open(file, (size_t)files, &input);
    status = cli_phrases_learn(phrases, how, &wanted, reader, bar, run);
    tm_reader_close(reader);
    if (status == CLI_GO_ON && set.phrase_list)
        status = cli_phrases_write(*phrases, set.phrase_list);
    return status;
}

/* What is opened in the end only, when an hour may have gone. */
static int check_targets(void)
{
    const char *const target[] = {set.common.output, set.model, set.vocabulary,
                                  set.phrases > 0 ? set.phrase_list : NULL};
    int status = CLI_GO_ON;

    for (size_t i = 0; i < sizeof target / sizeof *target && status == CLI_GO_ON; i++)
        status = cli_output_check(target[i]);
    return status;
}

static int read_and_vectorize(char **file, int files, const struct cli_matrix_format *format,
                              struct cli_bar *bar, const tm_run *run)
{
    const struct tm_reader_options input = cli_reader_options(&set.common, "lines");
    struct tm_reader *const reader = tm_reader_open(file, (size_t)files, &input);
    struct cli_vectorize how = {.fields = set.fields,
                                .how = set.how,
                                .lang = set.common.lang,
                                .detect = set.like == LIKE_TM || set.stem,
                                .phrase_list = set.phrase_list,
                                .load = set.load,
                                .components = set.components,
                                .sparse =
                                    set.components == 0 && cli_was_given(&program, "components"),
                                .update = set.update,
                                .model = set.model,
                                .vocabulary = set.vocabulary,
                                .format = format,
                                .output = set.common.output};
    tm_phrases *phrases = NULL;
    int status = CLI_GO_ON;

    if (set.phrases > 0)
        status = learn_phrases(&phrases, &how, file, files, bar, run);
    how.phrases = phrases;
    if (status == CLI_GO_ON)
        status = cli_vectorize(&how, reader, bar, run);
    tm_phrases_free(phrases);
    tm_reader_close(reader);
    return status;
}

int main(int argc, char **argv)
{
    const struct cli_matrix_format *format;
    struct cli_bar bar;
    bool matrix;
    tm_run run;
    int first, status;

    status = cli_parse(&program, argc, argv, &first);
    if (status != CLI_GO_ON)
        return status;
    format = choose_format();
    status = format ? check_components(format) : CLI_WRONG_USE;
    if (status == CLI_GO_ON)
        status = check_matrix(&matrix, argv + first, argc - first);
    if (status == CLI_GO_ON)
        status = cli_check_common(&set.common, set.stem, drops_listed());
    if (status == CLI_GO_ON)
        status = choose_weights();
    if (status == CLI_GO_ON)
        status = check_targets();
    if (status != CLI_GO_ON)
        return status;
    cli_bar_start(&bar, set.common.progress);
    run = cli_run(&set.common, &bar);
    status = matrix ? convert(argv[first], format, &run)
                    : read_and_vectorize(argv + first, argc - first, format, &bar, &run);
    cli_bar_stop(&bar);
    return status;
}
