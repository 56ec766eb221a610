#include "vector/learn_columns.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "vector/choose_terms.h"
#include "vector/merge_grams.h"

#include <string.h>

void tm__columns_release(struct tm__columns *columns)
{
    for (size_t w = 0; columns->of && w < columns->workers; w++)
        tm__free(columns->of[w]);
    tm__free(columns->of);
    tm__free(columns->words);
    memset(columns, 0, sizeof *columns);
}

/* The words of all workers, in order. No table of forms is needed any more: one gives its room. */
static tm_status merge_words(struct tm__merged_terms *merged, const struct tm__count_job *job,
                             const tm_run *run, tm_error *err)
{
    const struct tm__table_room room = tm__largest_table(job);
    const struct tm__term_list **terms = tm__alloc_array(job->workers, sizeof *terms);
    tm_status status;

    if (!terms)
        return tm__fail_memory(err, "making a vocabulary");
    for (size_t w = 0; w < job->workers; w++)
        terms[w] = &job->worker[w].lexicon.terms;
    status = tm__merge_terms(merged, terms, job->workers, room.start, room.size, run, err);
    tm__free(terms);
    return status;
}

/* And their runs. */
static tm_status merge_runs(struct tm__merged_terms *merged, const struct tm__count_job *job,
                            const tm_run *run, tm_error *err)
{
    const struct tm__grams **grams = tm__alloc_array(job->workers, sizeof *grams);
    size_t *const words = tm__alloc_array(job->workers, sizeof *words), runs = 0;
    tm_status status = TM_OK;

    if (!grams || !words)
        status = tm__fail_memory(err, "making a vocabulary");
    for (size_t w = 0; status == TM_OK && w < job->workers; w++) {
        grams[w] = &job->worker[w].grams;
        words[w] = job->worker[w].lexicon.terms.count;
        runs += grams[w]->count;
    }
    if (status == TM_OK && runs > 0)
        status = tm__merge_grams(merged, words, grams, job->workers, run, err);
    tm__free(grams);
    tm__free(words);
    return status;
}

/* The documents that hold each word, over all workers. */
struct sum {
    uint32_t *df; /* [terms] those of runs are there */
    const struct tm__count_job *job;
    uint32_t *const *id;
    size_t terms;
    bool runs; /* there are some */
};

/* Terms [first, first + size). */
struct range {
    uint32_t first, size;
};

/* No branch on whether a term is in the range, which is as good as chance. */
static void add_df(const struct sum *s, struct range r, uint32_t term, uint32_t df)
{
    const uint32_t here = term - r.first < r.size;

    s->df[r.first + ((term - r.first) & (0 - here))] += df & (0 - here);
}

static void add_worker(const struct sum *s, struct range r, size_t w)
{
    const struct tm__counter *const worker = &s->job->worker[w];
    const uint32_t *const id = s->id[w];
    const size_t words = worker->lexicon.terms.count;

    for (size_t t = 0; t < words && t < worker->places; t++)
        add_df(s, r, id[t], worker->place[t].df);
}

/* A range for each worker: all look at all ids, which lie in order, and write their own sums. */
static tm_status sum_range(void *ctx, size_t index, unsigned worker)
{
    const struct sum *const s = ctx;
    const size_t each = s->terms / s->job->workers, first = index * each;
    const size_t last = index + 1 < s->job->workers ? first + each : s->terms;
    const struct range range = {(uint32_t)first, (uint32_t)(last - first)};

    (void)worker;
    if (range.size == 0)
        return TM_OK;
    if (!s->runs)
        memset(s->df + first, 0, range.size * sizeof *s->df);
    for (size_t w = 0; w < s->job->workers; w++)
        add_worker(s, range, w);
    return TM_OK;
}

/* How often each term stands in all documents, or in how many if only that counts. */
static uint64_t *sum_counts(const struct tm__count_job *job, const struct tm__columns *columns,
                            size_t terms)
{
    const bool binary = job->options->tf == TM_TF_BINARY;
    uint64_t *const cf = tm__calloc(terms, sizeof *cf);

    for (size_t p = 0; cf && p < job->parts; p++) {
        const struct tm__count_part *const part = &job->part[p];
        const uint32_t words = columns->words[part->worker];
        size_t many = 0;

        for (size_t e = 0; e < part->counted.size; e++) {
            const uint32_t tf = tm__counted_tf(&part->counted, e, &many);

            cf[columns->of[part->worker][tm__merged_index(part->counted.term[e], words)]] +=
                binary ? 1 : tf;
        }
    }
    return cf;
}

/* Close the gaps of terms that are left out. */
static void drop_terms(struct tm__counts *counts, const uint32_t *column, size_t kept)
{
    uint64_t at = 0;

    for (size_t t = 0; t < counts->vocabulary.terms; t++) {
        const uint64_t from = counts->own_offset[t], size = counts->own_offset[t + 1] - from;

        if (column[t] == TM__NO_TERM)
            continue;
        memmove(counts->own_bytes + at, counts->own_bytes + from, size);
        counts->own_offset[column[t]] = at; /* behind us or here: column[t] <= t */
        counts->own_df[column[t]] = counts->own_df[t];
        at += size;
    }
    counts->own_offset[kept] = at;
    counts->vocabulary.terms = kept;
}

/* Do the options leave none out? A word that only stands in runs has no documents. */
static bool all_pass(const struct tm__counts *counts, const tm_tfidf_options *options)
{
    bool any_without = options->min_df > 1 || options->max_df < 1 || options->max_terms > 0;

    for (size_t t = 0; t < counts->vocabulary.terms; t++)
        any_without |= counts->own_df[t] == 0;
    return !any_without;
}

/* Columns of what the options let pass. */
static tm_status choose(uint32_t *column, struct tm__counts *counts,
                        const struct tm__count_job *job, const struct tm__columns *columns,
                        tm_error *err)
{
    const size_t terms = counts->vocabulary.terms;
    uint64_t *const cf = job->options->max_terms ? sum_counts(job, columns, terms) : NULL;
    const struct tm__term_counts known = {terms, counts->documents, counts->own_df, cf};
    size_t kept;

    if (job->options->max_terms && !cf)
        return tm__fail_memory(err, "choosing terms");
    kept = tm__choose_terms(column, &known, job->options);
    tm__free(cf);
    if (kept < terms)
        drop_terms(counts, column, kept);
    return TM_OK;
}

static tm_status take_vocabulary(struct tm__counts *counts, struct tm__merged_terms *merged,
                                 const struct tm__count_job *job, const tm_run *run, tm_error *err)
{
    struct sum sum = {merged->df, job, merged->id, merged->terms, merged->df != NULL};

    counts->own_bytes = merged->bytes;
    counts->own_offset = merged->offset;
    if (!sum.runs)
        sum.df = tm__alloc_array(merged->terms, sizeof *sum.df);
    counts->own_df = sum.df;
    if (!sum.df)
        return tm__fail_memory(err, "counting terms");
    counts->vocabulary =
        (struct tm__vocabulary){merged->terms, merged->bytes, merged->offset, counts->own_df, NULL};
    return tm__parallel_for(job->workers, sum_range, &sum, "vocabulary", run, err);
}

/* The ids' numbers in the vocabulary become columns. */
static tm_status set_columns(struct tm__columns *columns, struct tm__counts *counts,
                             const struct tm__count_job *job, const struct tm__vocabulary *known,
                             tm_error *err)
{
    const size_t terms = counts->vocabulary.terms;
    uint32_t *column;
    tm_status status;

    if (!known && all_pass(counts, job->options))
        return TM_OK;
    column = tm__alloc_array(terms, sizeof *column);
    status = column ? TM_OK : tm__fail_memory(err, "choosing terms");

    if (status == TM_OK && known)
        tm__vocabulary_match(column, &counts->vocabulary, known);
    else if (status == TM_OK)
        status = choose(column, counts, job, columns, err);
    columns->gaps = status == TM_OK && (known || counts->vocabulary.terms < terms);
    for (size_t w = 0; status == TM_OK && w < job->workers; w++) {
        const size_t ids = columns->words[w] + job->worker[w].grams.count;

        for (size_t i = 0; i < ids; i++)
            columns->of[w][i] = column[columns->of[w][i]];
    }
    tm__free(column);
    if (status == TM_OK && known)
        counts->vocabulary = *known;
    return status;
}

tm_status tm__learn_columns(struct tm__columns *columns, struct tm__counts *counts,
                            const struct tm__count_job *job, const struct tm__vocabulary *known,
                            const tm_run *run, tm_error *err)
{
    struct tm__merged_terms merged = {0};
    tm_status status;

    *columns = (struct tm__columns){NULL, NULL, job->workers, false};
    columns->words = tm__alloc_array(job->workers, sizeof *columns->words);
    if (!columns->words)
        return tm__fail_memory(err, "counting terms");
    for (size_t w = 0; w < job->workers; w++)
        columns->words[w] = (uint32_t)job->worker[w].lexicon.terms.count;
    status = merge_words(&merged, job, run, err);
    if (status != TM_OK)
        return status;
    columns->of = merged.id;
    status = merge_runs(&merged, job, run, err);
    if (status != TM_OK) {
        tm__free(merged.bytes);
        tm__free(merged.offset);
        return status;
    }
    status = take_vocabulary(counts, &merged, job, run, err);
    return status == TM_OK ? set_columns(columns, counts, job, known, err) : status;
}
