#include "terms.h"

#include "talk.h"

#include <inttypes.h>

void cli_tell_no_terms(uint64_t entries, uint64_t documents, const tm_tfidf_options *how)
{
    const char *const s = documents == 1 ? "" : "s";

    if (entries > 0 || documents == 0)
        return;
    if (!how)
        cli_message("%" PRIu64 " text%s without a word of the model", documents, s);
    else if (how->min_df > 1 || (how->max_df > 0 && how->max_df < 1))
        cli_message("no term of %" PRIu64 " text%s is left: none is in %" PRIu32
                    " or more (--min-df) and a share of at most %g (--max-df)",
                    documents, s, how->min_df > 0 ? how->min_df : 1,
                    how->max_df > 0 ? how->max_df : 1);
    else
        cli_message("%" PRIu64 " text%s without a word that counts", documents, s);
}
