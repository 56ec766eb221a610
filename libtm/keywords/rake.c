#include "keywords/scorers.h"

#include "base/memory.h"
#include "base/status.h"

/* Add the length of its run to each word of a run between stop words. */
static void add_degrees(double *degree, const struct tm__tokens *tokens)
{
    for (size_t d = 0; d < tokens->documents; d++) {
        const uint64_t end = tokens->first[d + 1];
        for (uint64_t t = tokens->first[d], from = t; t < end; t++) {
            const bool stop = tokens->token[t].flags & TM__TOKEN_STOP;
            const bool last = t + 1 == end || !(tokens->token[t + 1].flags & TM__TOKEN_JOINED);
            const uint64_t to = stop ? t : t + 1;
            if (!stop && !last)
                continue;
            for (uint64_t i = from; i < to; i++)
                degree[tokens->token[i].term] += (double)(to - from);
            from = t + 1;
        }
    }
}

/* Degree over frequency, summed over the words of a phrase. */
tm_status tm__score_by_rake(struct tm__candidates *candidates, const struct tm__facts *facts,
                            const struct tm__tokens *tokens, tm_error *err)
{
    double *degree = tm__calloc(tokens->terms, sizeof *degree);

    if (!degree)
        return tm__fail_memory(err, "ranking words");
    add_degrees(degree, tokens);
    for (size_t i = 0; i < candidates->count; i++) {
        struct tm__candidate *c = &candidates->candidate[i];
        c->score = 0;
        for (uint32_t k = 0; k < c->length && c->chunks; k++) {
            const uint32_t term = tokens->token[c->at + k].term;
            c->score += degree[term] / facts->fact[term].count;
        }
    }
    tm__free(degree);
    return TM_OK;
}
