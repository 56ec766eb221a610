/* What the options of tm-vectorize mean to the library. */
#include "vectorize/vectorize_settings.h"

#include <stdlib.h>
#include <string.h>

static struct cli_vectorize_settings *const set = &cli_vectorize_settings;

const struct cli_matrix_format *cli_vectorize_format(void)
{
    const struct cli_matrix_format *format;

    if (set->format > 0)
        return cli_matrix_by_name(cli_matrix_choices[set->format]);
    if (!set->common.output || strcmp(set->common.output, "-") == 0)
        return &cli_matrix_mtx;
    format = cli_matrix_by_path(set->common.output);
    if (!format)
        cli_usage("-o: '%s' does not end in .mtx, .npz, .npy, .svm, .mat, .uci or .tsv; or say "
                  "--format",
                  set->common.output);
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
    const char *const given[] = {set->ngrams, set->chars, set->chars_in_words};
    static const char *const name[] = {"--ngrams", "--chars", "--chars-in-words"};
    static const unsigned most[] = {5, 64, 64};

    how->unit = set->chars_in_words ? TM_UNIT_CHARACTERS_IN_WORDS
                : set->chars        ? TM_UNIT_CHARACTERS
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

    if (!bm25 && cli_was_given(&cli_vectorize_program, "bm25-k1"))
        return cli_usage("--bm25-k1: is for --weighting bm25, or a code that begins with k");
    if (!bm25 && cli_was_given(&cli_vectorize_program, "bm25-b"))
        return cli_usage("--bm25-b: is for --weighting bm25, or a code that begins with k");
    if (!pivoted && cli_was_given(&cli_vectorize_program, "slope"))
        return cli_usage("--slope: is for a --weighting that ends in u or b");
    if (!logs && cli_was_given(&cli_vectorize_program, "log-base"))
        return cli_usage("--log-base: these weights have no logarithm of that base");
    return CLI_GO_ON;
}

bool cli_vectorize_drops_listed(void)
{
    return set->stop > 0 || (set->stop < 0 && set->like != LIKE_SKLEARN);
}

int cli_vectorize_choose(void)
{
    tm_tfidf_options how = TM_TFIDF_INIT;
    tm_error err;

    if (set->like == LIKE_SKLEARN) {
        how.analyzer.rules = TM_WORDS_PYTHON;
        how.tf = TM_TF_RAW;
    }
    if (!cli_field_weights_parse(&set->fields, set->field_weight))
        return cli_usage(
            "--field-weight: '%s' is not like title=2,text=1, whole numbers up to 100, "
            "one of them above 0",
            set->field_weight);
    if (set->weighting && tm_tfidf_weighting(&how, set->weighting, &err) != TM_OK)
        return cli_usage("--weighting: %s", err.message);
    if (choose_unit(&how) != CLI_GO_ON)
        return CLI_WRONG_USE;
    if (set->binary)
        how.tf = TM_TF_BINARY;
    if (check_numbers(&how) != CLI_GO_ON)
        return CLI_WRONG_USE;
    how.analyzer.stem = set->stem;
    how.analyzer.stop_list = set->common.stop_list;
    how.analyzer.keep_stopwords = !cli_vectorize_drops_listed() && !set->common.stop_list;
    how.min_df = (uint32_t)set->min_df;
    how.max_df = set->max_df;
    how.max_terms = (uint32_t)set->max_terms;
    how.hash_bits = (unsigned)set->hash;
    how.log_base = set->log_base;
    how.slope = set->slope;
    how.k1 = set->k1;
    how.b = set->b;
    set->how = how;
    return CLI_GO_ON;
}
