#include <tm/evaluate.h>

#include "base/memory.h"
#include "base/status.h"
#include "evaluate/lcs.h"
#include "evaluate/rouge_tokens.h"

#include <stdlib.h>
#include <string.h>

/* Most tokens between the two of a pair of ROUGE-SU4. */
enum { LONGEST_SKIP = 4 };

/* The units of a text as sorted numbers. */
struct units {
    size_t count, capacity;
    uint64_t *unit;
};

struct work {
    struct tm__rouge_reader reader;
    struct tm__rouge_text summary, reference;
    struct tm__lcs lcs;
    struct units mine, theirs;
    bool *mark; /* tokens of the reference in the union of subsequences */
    size_t mark_capacity;
    uint32_t *left; /* [tokens] how often the summary has a token that is not used up */
    size_t left_capacity;
};

static void release(struct work *w)
{
    tm__rouge_reader_release(&w->reader);
    tm__rouge_text_release(&w->summary);
    tm__rouge_text_release(&w->reference);
    tm__lcs_release(&w->lcs);
    tm__free(w->mine.unit);
    tm__free(w->theirs.unit);
    tm__free(w->mark);
    tm__free(w->left);
}

static tm_rouge_score make_score(size_t hits, size_t mine, size_t theirs)
{
    tm_rouge_score s = {0, 0, 0};

    s.precision = mine ? (double)hits / (double)mine : 0;
    s.recall = theirs ? (double)hits / (double)theirs : 0;
    if (hits)
        s.f = 2 * s.precision * s.recall / (s.precision + s.recall);
    return s;
}

static int compare(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static uint64_t pair(uint32_t first, uint32_t second)
{
    return (uint64_t)first << 32 | second;
}

/* Pairs with at most `skip` tokens between; also tokens alone, or only they if skip is below 0.
 * UINT32_MAX is no token. */
static bool collect(struct units *out, const struct tm__rouge_text *text, int skip, bool alone)
{
    const size_t reach = skip < 0 ? 0 : (size_t)skip + 1;

    out->count = 0;
    if (text->count > SIZE_MAX / (reach + 1) ||
        !tm__grow(&out->unit, &out->capacity, text->count * (reach + 1), sizeof *out->unit))
        return false;
    for (size_t i = 0; i < text->count; i++) {
        if (alone)
            out->unit[out->count++] = pair(text->token[i], UINT32_MAX);
        for (size_t j = i + 1; j <= i + reach && j < text->count; j++)
            out->unit[out->count++] = pair(text->token[i], text->token[j]);
    }
    if (out->count)
        qsort(out->unit, out->count, sizeof *out->unit, compare);
    return true;
}

static size_t count_common(const struct units *a, const struct units *b)
{
    size_t i = 0, j = 0, hits = 0;

    while (i < a->count && j < b->count) {
        const int order = compare(&a->unit[i], &b->unit[j]);
        hits += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return hits;
}

static tm_status score_units(tm_rouge_score *score, struct work *w, int skip, bool alone,
                             tm_error *err)
{
    if (!collect(&w->mine, &w->summary, skip, alone) ||
        !collect(&w->theirs, &w->reference, skip, alone))
        return tm__fail_memory(err, "counting what texts share");
    *score = make_score(count_common(&w->mine, &w->theirs), w->mine.count, w->theirs.count);
    return TM_OK;
}

static tm_status score_subsequence(tm_rouge_score *score, struct work *w, tm_error *err)
{
    const struct tm__rouge_text *a = &w->reference, *b = &w->summary;
    size_t length;
    const tm_status status = tm__lcs_length(&length, &w->lcs, a->token, a->count, b->token,
                                            b->count, w->reader.strings.count, err);

    if (status == TM_OK)
        *score = make_score(length, b->count, a->count);
    return status;
}

/* Mark the tokens of a line of the reference that are in a subsequence with any of the summary. */
static tm_status mark_line(struct work *w, size_t line, tm_error *err)
{
    const struct tm__rouge_text *a = &w->reference, *b = &w->summary;
    const size_t from = a->line[line], n = a->line[line + 1] - from;
    tm_status status = TM_OK;

    for (size_t l = 0; l < b->lines && status == TM_OK; l++)
        status = tm__lcs_mark(w->mark + from, &w->lcs, a->token + from, n, b->token + b->line[l],
                              b->line[l + 1] - b->line[l], w->reader.strings.count, err);
    return status;
}

/* A token of the summary is a hit once, although its line may be compared with many. */
static size_t count_marked(struct work *w)
{
    const struct tm__rouge_text *a = &w->reference, *b = &w->summary;
    size_t hits = 0;

    memset(w->left, 0, w->reader.strings.count * sizeof *w->left);
    for (size_t i = 0; i < b->count; i++)
        w->left[b->token[i]]++;
    for (size_t i = 0; i < a->count; i++)
        if (w->mark[i] && w->left[a->token[i]]) {
            w->left[a->token[i]]--;
            hits++;
        }
    return hits;
}

static tm_status score_lines(tm_rouge_score *score, struct work *w, tm_error *err)
{
    tm_status status = TM_OK;

    *score = make_score(0, 0, 0);
    if (!w->reference.count || !w->summary.count)
        return TM_OK;
    if (!tm__grow(&w->mark, &w->mark_capacity, w->reference.count, sizeof *w->mark) ||
        !tm__grow(&w->left, &w->left_capacity, w->reader.strings.count, sizeof *w->left))
        return tm__fail_memory(err, "comparing texts");
    memset(w->mark, 0, w->reference.count * sizeof *w->mark);
    for (size_t l = 0; l < w->reference.lines && status == TM_OK; l++)
        status = mark_line(w, l, err);
    if (status == TM_OK)
        *score = make_score(count_marked(w), w->summary.count, w->reference.count);
    return status;
}

static tm_status score_reference(tm_rouge_score *score, struct work *w, tm_error *err)
{
    tm_status status = score_units(&score[TM_ROUGE_1], w, -1, true, err);

    if (status == TM_OK)
        status = score_units(&score[TM_ROUGE_2], w, 0, false, err);
    if (status == TM_OK)
        status = score_subsequence(&score[TM_ROUGE_L], w, err);
    if (status == TM_OK)
        status = score_lines(&score[TM_ROUGE_LSUM], w, err);
    if (status == TM_OK)
        status = score_units(&score[TM_ROUGE_SU4], w, LONGEST_SKIP, true, err);
    return status;
}

static void combine(tm_rouge_score *all, const tm_rouge_score *one, size_t references,
                    tm_rouge_combine how)
{
    const double share = 1 / (double)references;

    for (size_t m = 0; m < TM_ROUGE_MEASURES; m++) {
        if (how == TM_ROUGE_BEST) {
            if (one[m].f > all[m].f)
                all[m] = one[m];
            continue;
        }
        all[m].precision += one[m].precision * share;
        all[m].recall += one[m].recall * share;
        all[m].f += one[m].f * share;
    }
}

static tm_status read_options(tm_rouge_options *o, const tm_rouge_options *options, tm_error *err)
{
    if (!options)
        return TM_OK;
    if (options->size < sizeof options->size || options->size > sizeof *o)
        return tm__fail(err, TM_EINVAL, "options of %zu bytes; this library knows %zu",
                        options->size, sizeof *o);
    memcpy(o, options, options->size);
    if (o->references != TM_ROUGE_MEAN && o->references != TM_ROUGE_BEST)
        return tm__fail(err, TM_EINVAL, "%d is no way to combine references", (int)o->references);
    return TM_OK;
}

tm_status tm_evaluate_rouge(tm_rouge_score *score, tm_text summary, const tm_text *reference,
                            size_t references, const tm_rouge_options *options, tm_error *err)
{
    tm_rouge_options o = TM_ROUGE_INIT;
    tm_rouge_score one[TM_ROUGE_MEASURES];
    struct work w = {.mark = NULL};
    tm_status status = read_options(&o, options, err);

    memset(score, 0, TM_ROUGE_MEASURES * sizeof *score);
    if (status != TM_OK)
        return status;
    if (!references)
        return tm__fail(err, TM_EINVAL, "no reference to compare with");
    status = tm__rouge_reader_start(&w.reader, o.language, !o.no_stem, err);
    if (status == TM_OK)
        status = tm__rouge_read(&w.summary, &w.reader, summary, err);
    for (size_t r = 0; r < references && status == TM_OK; r++) {
        status = tm__rouge_read(&w.reference, &w.reader, reference[r], err);
        if (status == TM_OK)
            status = score_reference(one, &w, err);
        if (status == TM_OK)
            combine(score, one, references, o.references);
    }
    release(&w);
    return status;
}
