/* The options of tm-vectorize, and its manual page. */
#include "vectorize/vectorize_settings.h"

struct cli_vectorize_settings cli_vectorize_settings = {.stop = -1};

static const char *const like_choices[] = {"tm", "sklearn", NULL};

static const struct cli_option options[] = {
    CLI_OPTION_HEADING("Input"),
    CLI_OPTION_INPUT(cli_vectorize_settings.common),
    CLI_OPTION_STRICT(cli_vectorize_settings.common),
    CLI_OPTION_HEADING("Words and weights"),
    {"like", 0, CLI_CHOICE, "WHAT", "take words and weights as scikit-learn's TfidfVectorizer does",
     "tm", &cli_vectorize_settings.like, like_choices, 0, 0},
    CLI_OPTION_LANG(cli_vectorize_settings.common, "(what most documents are in)"),
    {"stem", 0, CLI_SWITCH, NULL, "reduce words to their stems", "no", &cli_vectorize_settings.stem,
     NULL, 0, 0},
    {"stop", 0, CLI_MAYBE, NULL, "drop stop words", "(yes; no with --like sklearn)",
     &cli_vectorize_settings.stop, NULL, 0, 0},
    CLI_OPTION_STOP_LIST(cli_vectorize_settings.common,
                         "words of FILE, one a line, are stop words too; with --no-stop (or --like "
                         "sklearn without --stop) only those are"),
    {"ngrams", 0, CLI_STRING, "N-M", "runs of so many words are terms, up to 5", "(1)",
     &cli_vectorize_settings.ngrams, NULL, 0, 0},
    {"phrases", 0, CLI_NUMBER, "NPMI",
     "two words that stand together more than so much are one term: 0 by chance, 1 always", NULL,
     &cli_vectorize_settings.phrases, NULL, 0.01, 0.99},
    {"phrase-count", 0, CLI_COUNT, "N", "and at least so often", "5",
     &cli_vectorize_settings.phrase_count, NULL, 1, 4294967295.0},
    {"phrase-list", 0, CLI_FILE, "FILE",
     "write those phrases here; without --phrases: read them from here", NULL,
     &cli_vectorize_settings.phrase_list, NULL, 0, 0},
    {"chars", 0, CLI_STRING, "N-M", "runs of so many characters are terms, instead of words", NULL,
     &cli_vectorize_settings.chars, NULL, 0, 0},
    {"chars-in-words", 0, CLI_STRING, "N-M", "the same within words, with a space on each side",
     NULL, &cli_vectorize_settings.chars_in_words, NULL, 0, 0},
    {"binary", 0, CLI_FLAG, NULL, "a term is in a document or not, however often", NULL,
     &cli_vectorize_settings.binary, NULL, 0, 0},
    {"min-df", 0, CLI_COUNT, "N", "drop terms that are in fewer documents", "1",
     &cli_vectorize_settings.min_df, NULL, 1, 4294967295.0},
    {"max-df", 0, CLI_NUMBER, "SHARE", "drop terms that are in a larger share of them", "1",
     &cli_vectorize_settings.max_df, NULL, 0, 1},
    {"max-terms", 0, CLI_COUNT, "N", "keep the N most frequent terms", NULL,
     &cli_vectorize_settings.max_terms, NULL, 1, 4294967295.0},
    {"hash", 0, CLI_COUNT, "BITS", "2^BITS columns, terms go to that of their hash; none is kept",
     NULL, &cli_vectorize_settings.hash, NULL, 1, 28},
    {"field-weight", 0, CLI_STRING, "title=N,text=M",
     "count words of a title N times, those of a text M times", "title=1,text=1",
     &cli_vectorize_settings.field_weight, NULL, 0, 0},
    {"weighting", 0, CLI_STRING, "CODE", "tf-idf, bm25, log-entropy, or a SMART code like ltc",
     "(tf-idf)", &cli_vectorize_settings.weighting, NULL, 0, 0},
    {"log-base", 0, CLI_NUMBER, "BASE", "of the logarithms of a SMART code", "(e)",
     &cli_vectorize_settings.log_base, NULL, 1, 1e6},
    {"slope", 0, CLI_SHARE, "SHARE", "of the row's own length in pivoted norms", "0.25",
     &cli_vectorize_settings.slope, NULL, 0, 0},
    {"bm25-k1", 0, CLI_NUMBER, "K1", "how late repeating a word stops counting", "1.2",
     &cli_vectorize_settings.k1, NULL, 0, 1000},
    {"bm25-b", 0, CLI_SHARE, "SHARE", "how much long documents are held against them", "0.75",
     &cli_vectorize_settings.b, NULL, 0, 0},
    {"components", 0, CLI_COUNT, "N",
     "rows are their coordinates on N components (truncated SVD, LSA); 0: not on those of --load",
     NULL, &cli_vectorize_settings.components, NULL, 0, 65536},
    {"load", 0, CLI_FILE, "FILE", "use a saved model instead of learning one", NULL,
     &cli_vectorize_settings.load, NULL, 0, 0},
    {"update", 0, CLI_FLAG, NULL,
     "let that model learn these documents too; the columns of its terms stay, new ones are behind",
     NULL, &cli_vectorize_settings.update, NULL, 0, 0},
    {"names", 0, CLI_FILE, "FILE",
     "call the columns of a matrix so: a vocabulary, or a name a line", NULL,
     &cli_vectorize_settings.names, NULL, 0, 0},
    CLI_OPTION_HEADING("Output"),
    CLI_OPTION_OUTPUT(cli_vectorize_settings.common),
    {"format", 0, CLI_CHOICE, "FORMAT", "auto goes by the ending, else mtx", "auto",
     &cli_vectorize_settings.format, cli_matrix_choices, 0, 0},
    {"model", 0, CLI_FILE, "FILE", "save the model here", NULL, &cli_vectorize_settings.model, NULL,
     0, 0},
    {"vocabulary", 0, CLI_FILE, "FILE", "write term, documents and idf here, one term a line", NULL,
     &cli_vectorize_settings.vocabulary, NULL, 0, 0},
    CLI_OPTION_HEADING("How it runs"),
    CLI_OPTION_THREADS(cli_vectorize_settings.common),
    CLI_OPTION_PROGRESS(cli_vectorize_settings.common),
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
const struct cli_rule cli_vectorize_matrix_rules[] = {
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
const struct cli_rule cli_vectorize_document_rules[] = {
    {"names", CLI_NEEDS, "", "is for a matrix that is read"},
    {NULL, CLI_NEEDS, NULL, NULL},
};

const struct cli_program cli_vectorize_program = {
    .name = "tm-vectorize",
    .synopsis = "[OPTION]... -o MATRIX [FILE]...",
    .description =
        "Turn documents into sparse TF-IDF rows, one row a document in input order. A line is a "
        "document; JSON, CSV, HTML, feeds and WARC are recognised and give title and text; in a "
        "folder, a file is a document. Without FILE, or when FILE is -, read standard input. Files "
        "may be packed (gz, bz2, xz, zst) or in a tar or zip. One FILE that ends like a matrix "
        "(x.mtx, x.mtx.gz) is one: it is written in another format, and weighed anew if "
        "--weighting is given.",
    .options = options,
    .formats =
        "mtx: Matrix Market, coordinate real general.\n\n"
        "npz: scipy.sparse, csr, csc or coo; written as csr, not compressed.\n\n"
        "npy: NumPy, an array of two dimensions with all its zeros.\n\n"
        "svm: SVMlight, columns from 1, label 0; one that has a column 0 is read as counting from "
        "there.\n\n"
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
