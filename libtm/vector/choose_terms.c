#include "vector/choose_terms.h"

#include <math.h>

static bool passes(const struct tm__term_counts *c, size_t t, const tm_tfidf_options *options)
{
    /* Not below one document: a corpus of one may keep its words under any max_df. */
    const double share = options->max_df > 0 ? options->max_df : 1.0;
    const double most = fmax(1.0, floor(share * (double)c->documents));

    return c->df[t] > 0 && c->df[t] >= options->min_df && (double)c->df[t] <= most;
}

/* How many terms that pass stand at least `least` times. */
static size_t as_frequent(const struct tm__term_counts *c, const tm_tfidf_options *options,
                          uint64_t least)
{
    size_t n = 0;

    for (size_t t = 0; t < c->terms; t++)
        n += c->cf[t] >= least && passes(c, t, options);
    return n;
}

/* The least frequency of which there are at most `wanted` terms: found bit by bit. */
static uint64_t frequent_enough(const struct tm__term_counts *c, const tm_tfidf_options *options,
                                size_t wanted)
{
    uint64_t most = 0, least = 0;

    for (size_t t = 0; t < c->terms; t++)
        most = c->cf[t] > most ? c->cf[t] : most;
    for (uint64_t low = 0, high = most + 1; low < high;) { /* high always fits */
        const uint64_t middle = low + (high - low) / 2;

        if (as_frequent(c, options, middle) <= wanted)
            least = high = middle;
        else
            least = low = middle + 1;
    }
    return least;
}

size_t tm__choose_terms(uint32_t *column, const struct tm__term_counts *counts,
                        const tm_tfidf_options *options)
{
    const size_t wanted = options->max_terms;
    const uint64_t least = wanted ? frequent_enough(counts, options, wanted) : 0;
    size_t ties = wanted ? wanted - as_frequent(counts, options, least) : 0, kept = 0;

    for (size_t t = 0; t < counts->terms; t++) {
        bool keep = passes(counts, t, options);

        if (keep && wanted && counts->cf[t] < least) {
            keep = counts->cf[t] + 1 == least && ties > 0;
            ties -= keep;
        }
        column[t] = keep ? (uint32_t)kept++ : TM__NO_TERM;
    }
    return kept;
}
