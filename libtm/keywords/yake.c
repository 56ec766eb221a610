#include "keywords/scorers.h"

#include "base/memory.h"
#include "base/status.h"

#include <math.h>
#include <stdlib.h>

/* What YAKE counts of words. */
struct counts {
    uint64_t *first;   /* [terms + 1] */
    uint64_t *place;   /* [tokens] occurrences of each term, rising */
    uint64_t *company; /* scratch: [most occurrences] neighbours */
    double *weight;    /* [terms] low is good */
};

static void group(struct counts *c, const struct tm__tokens *tokens)
{
    const uint64_t size = tokens->first[tokens->documents];

    for (uint64_t t = 0; t < size; t++)
        c->first[tokens->token[t].term + 1]++;
    for (size_t i = 0; i < tokens->terms; i++)
        c->first[i + 1] += c->first[i];
    for (uint64_t t = 0; t < size; t++)
        c->place[c->first[tokens->token[t].term]++] = t;
    for (size_t i = tokens->terms; i > 0; i--)
        c->first[i] = c->first[i - 1];
    c->first[0] = 0;
}

static int compare(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

/* Different words on one side of a term, over all words there: a word that stands by anything
 * means little. */
static double spread(const struct counts *c, const struct tm__facts *facts,
                     const struct tm__tokens *tokens, size_t term, bool right)
{
    const uint64_t size = tokens->first[tokens->documents];
    size_t n = 0, different = 0;

    for (uint64_t i = c->first[term]; i < c->first[term + 1]; i++) {
        const uint64_t t = c->place[i], other = right ? t + 1 : t - 1;
        if ((right ? other < size : t > 0) && facts->sentence[other] == facts->sentence[t])
            c->company[n++] = tokens->token[other].term;
    }
    if (!n)
        return 0;
    qsort(c->company, n, sizeof *c->company, compare);
    for (size_t i = 0; i < n; i++)
        different += i == 0 || c->company[i] != c->company[i - 1];
    return (double)different / (double)n;
}

static double median_sentence(const struct counts *c, const struct tm__facts *facts, size_t term)
{
    const uint64_t from = c->first[term], n = c->first[term + 1] - from;
    const double low = facts->sentence[c->place[from + (n - 1) / 2]];
    const double high = facts->sentence[c->place[from + n / 2]];

    return (low + high) / 2;
}

static double count_sentences(const struct counts *c, const struct tm__facts *facts, size_t term)
{
    double n = 0;

    for (uint64_t i = c->first[term]; i < c->first[term + 1]; i++)
        n +=
            i == c->first[term] || facts->sentence[c->place[i]] != facts->sentence[c->place[i - 1]];
    return n;
}

/* Mean, deviation and maximum of how often words are there that are no stop words. */
static void measure(double *level, double *most, const struct tm__facts *facts, size_t terms)
{
    double sum = 0, squares = 0, n = 0;

    *most = 1;
    for (size_t i = 0; i < terms; i++) {
        const double count = facts->fact[i].count;
        if (count > *most)
            *most = count;
        if (facts->fact[i].stop)
            continue;
        sum += count;
        squares += count * count;
        n++;
    }
    *level = n > 0 ? sum / n + sqrt(fmax(0, squares / n - sum / n * (sum / n))) : 1;
}

static void weigh(struct counts *c, const struct tm__facts *facts, const struct tm__tokens *tokens)
{
    double level, most;

    measure(&level, &most, facts, tokens->terms);
    for (size_t i = 0; i < tokens->terms; i++) {
        const struct tm__fact *f = &facts->fact[i];
        const double count = f->count;
        const double letters = f->capital / (1 + log(count));
        const double place = log(log(3 + median_sentence(c, facts, i)));
        const double frequency = count / level;
        const double company =
            1 +
            (spread(c, facts, tokens, i, false) + spread(c, facts, tokens, i, true)) * count / most;
        const double sentences = count_sentences(c, facts, i) / facts->sentences;
        c->weight[i] = company * place / (letters + frequency / company + sentences / company);
    }
}

static double score_of(const struct tm__candidate *candidate, const struct counts *c,
                       const struct tm__tokens *tokens)
{
    double product = 1, sum = 0;

    for (uint32_t k = 0; k < candidate->length; k++) {
        const struct tm__token *token = &tokens->token[candidate->at + k];
        if (token->flags & TM__TOKEN_STOP)
            continue;
        product *= c->weight[token->term];
        sum += c->weight[token->term];
    }
    /* YAKE's own number is better the lower it is. */
    return candidate->count * (1 + sum) / product;
}

tm_status tm__score_by_yake(struct tm__candidates *candidates, const struct tm__facts *facts,
                            const struct tm__tokens *tokens, tm_error *err)
{
    const uint64_t size = tokens->first[tokens->documents];
    struct counts c;
    bool ok;

    c.first = tm__calloc(tokens->terms + 1, sizeof *c.first);
    c.place = tm__alloc_array(size, sizeof *c.place);
    c.company = tm__alloc_array(size, sizeof *c.company);
    c.weight = tm__alloc_array(tokens->terms, sizeof *c.weight);
    ok = c.first && c.place && c.company && c.weight;
    if (ok) {
        group(&c, tokens);
        weigh(&c, facts, tokens);
        for (size_t i = 0; i < candidates->count; i++)
            candidates->candidate[i].score = score_of(&candidates->candidate[i], &c, tokens);
    }
    tm__free(c.first);
    tm__free(c.place);
    tm__free(c.company);
    tm__free(c.weight);
    return ok ? TM_OK : tm__fail_memory(err, "ranking words");
}
