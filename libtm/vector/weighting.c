#include "vector/weighting.h"

#include "base/status.h"

#include <math.h>
#include <string.h>

/* In the order of the enums. */
static const char TF[] = "lnbadLkh", IDF[] = "snftpire", NORM[] = "cnubs";

static const struct {
    const char *name, *code;
} names[] = {{"tf-idf", "lsc"}, {"bm25", "krn"}, {"log-entropy", "hec"}};

/* What a letter is in the list, or -1. */
static int position(const char *letters, char letter)
{
    const char *const at = letter ? strchr(letters, letter) : NULL;

    return at ? (int)(at - letters) : -1;
}

static const char *code_of_name(const char *name)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].name, name) == 0)
            return names[i].code;
    return name;
}

tm_status tm_tfidf_weighting(tm_tfidf_options *options, const char *code, tm_error *err)
{
    const char *const letters = code_of_name(code);
    int tf, idf, norm;

    if (strlen(letters) != TM__WEIGHTING_LETTERS)
        return tm__fail(
            err, TM_EINVAL,
            "'%.20s' is no weighting; have: tf-idf, bm25, log-entropy, or three letters "
            "like ltc",
            code);
    tf = letters[0] == 't' ? TM_TF_RAW : position(TF, letters[0]);
    idf = letters[1] == 'x' ? TM_IDF_NONE : position(IDF, letters[1]);
    norm = letters[2] == 'x' ? TM_NORM_NONE : position(NORM, letters[2]);
    if (tf < 0)
        return tm__fail(err, TM_EINVAL, "weighting '%s': '%c' is no weight of a count; have: %s",
                        code, letters[0], TF);
    if (idf < 0)
        return tm__fail(err, TM_EINVAL, "weighting '%s': '%c' is no weight of a term; have: %s",
                        code, letters[1], IDF);
    if (norm < 0)
        return tm__fail(err, TM_EINVAL, "weighting '%s': '%c' is no norm of a row; have: %s", code,
                        letters[2], NORM);
    options->tf = (tm_tf_weight)tf;
    options->idf = (tm_idf_weight)idf;
    options->norm = (tm_norm)norm;
    return TM_OK;
}

void tm__weighting_code(char code[TM__WEIGHTING_LETTERS + 1], const tm_tfidf_options *options)
{
    code[0] = TF[options->tf];
    code[1] = IDF[options->idf];
    code[2] = NORM[options->norm];
    code[3] = '\0';
}

tm_status tm__weighting_check(const tm_tfidf_options *options, tm_error *err)
{
    if ((unsigned)options->tf > TM_TF_LOG_PLUS || (unsigned)options->idf > TM_IDF_ENTROPY ||
        (unsigned)options->norm > TM_NORM_SUM)
        return tm__fail(err, TM_EINVAL, "there is no weighting %d, %d, %d", (int)options->tf,
                        (int)options->idf, (int)options->norm);
    /* Just above 1 logarithms are so large that weights would no longer fit a float. */
    if (options->log_base != 0 && !(options->log_base >= 1.01 && isfinite(options->log_base)))
        return tm__fail(err, TM_EINVAL, "log_base %g is not 1.01 or more", options->log_base);
    if (!(options->slope >= 0 && options->slope <= 1))
        return tm__fail(err, TM_EINVAL, "slope %g is not in [0, 1]", options->slope);
    if (!(options->k1 >= 0 && isfinite(options->k1)))
        return tm__fail(err, TM_EINVAL, "k1 %g is not 0 or more", options->k1);
    if (!(options->b >= 0 && options->b <= 1))
        return tm__fail(err, TM_EINVAL, "b %g is not in [0, 1]", options->b);
    return TM_OK;
}
