/* The rows of a builder's documents, read as they were kept. */
#include "base/memory.h"
#include "base/status.h"
#include "vector/builder.h"
#include "vector/choose_terms.h"

struct tm_tfidf_rows {
    const tm_tfidf *model;
    uint32_t *column; /* [ids of the union] */
    struct tm__kept_reader reader;
    uint64_t entries;
};

uint32_t *tm__builder_columns(const struct tm_tfidf_builder *b, const struct tm__vocabulary *v)
{
    const struct tm__vocabulary all = tm__term_union_vocabulary(&b->terms);
    uint32_t *const place = tm__alloc_array(all.terms, sizeof *place);
    uint32_t *const column = tm__alloc_array(all.terms, sizeof *column);

    if (place && column) {
        tm__vocabulary_match(place, &all, v);
        for (size_t t = 0; t < all.terms; t++)
            column[b->terms.id[t]] = place[t];
    }
    tm__free(place);
    if (place)
        return column;
    tm__free(column);
    return NULL;
}

static tm_status check(const struct tm_tfidf_builder *b, tm_error *err)
{
    if (!b->kept)
        return tm__fail(err, TM_EINVAL, "no rows were kept");
    return b->kept->given ? tm__fail(err, TM_EINVAL, "the rows were read for the last time")
                          : TM_OK;
}

/* Call `add` with every piece of the kept rows. */
static tm_status each_piece(struct tm_tfidf_builder *b, const uint32_t *column, size_t columns,
                            void (*add)(void *ctx, const struct tm__counts *counts), void *ctx,
                            const tm_run *run, tm_error *err)
{
    struct tm__kept_reader reader = tm__kept_start(b->kept, column, columns);
    struct tm__counts counts;
    tm_status status;

    while ((status = tm__kept_next(&counts, &reader, run, err)) == TM_OK && counts.documents) {
        add(ctx, &counts);
        tm__counts_release(&counts);
    }
    tm__kept_stop(&reader);
    return status;
}

struct sums {
    tm_tfidf *model;
    double *all; /* [terms] NULL: no entropy is wanted */
};

static void add_sums(void *ctx, const struct tm__counts *counts)
{
    const struct sums *const sums = ctx;
    tm_tfidf *const model = sums->model;

    if (sums->all)
        tm__entropy_add(model->own_idf, sums->all, counts);
    if (tm__needs_totals(&model->options))
        tm__add_totals(&model->totals, &model->vocabulary, counts, &model->options);
}

tm_status tm__builder_sum_rows(tm_tfidf *model, struct tm_tfidf_builder *b, const tm_run *run,
                               tm_error *err)
{
    const size_t terms = model->vocabulary.terms;
    const bool entropy = model->options.idf == TM_IDF_ENTROPY;
    struct sums sums = {model, NULL};
    uint32_t *column;
    tm_status status = check(b, err);

    if (status != TM_OK)
        return status;
    column = model->options.hash_bits ? NULL : tm__builder_columns(b, &model->vocabulary);
    sums.all = entropy ? tm__calloc(terms, sizeof *sums.all) : NULL;
    if ((!column && !model->options.hash_bits) || (entropy && !sums.all))
        status = tm__fail_memory(err, "weighing terms");
    if (status == TM_OK)
        status = each_piece(b, column, terms, add_sums, &sums, run, err);
    if (status == TM_OK && entropy)
        tm__entropy_end(model->own_idf, sums.all, terms, model->totals.documents);
    tm__free(column);
    tm__free(sums.all);
    return status;
}

struct frequencies {
    uint64_t *cf;
    bool binary;
};

static void add_frequencies(void *ctx, const struct tm__counts *counts)
{
    const struct frequencies *const f = ctx;

    for (uint64_t e = 0; e < counts->row_start[counts->documents]; e++)
        f->cf[counts->term[e]] += f->binary ? 1 : counts->tf[e];
}

tm_status tm__builder_frequencies(uint64_t *cf, struct tm_tfidf_builder *b, const tm_run *run,
                                  tm_error *err)
{
    const struct tm__vocabulary all = tm__term_union_vocabulary(&b->terms);
    struct frequencies f = {cf, b->empty->options.tf == TM_TF_BINARY};
    tm_status status = check(b, err);
    uint32_t *place;

    if (status != TM_OK)
        return status;
    place = tm__builder_columns(b, &all);
    status = place ? each_piece(b, place, all.terms, add_frequencies, &f, run, err)
                   : tm__fail_memory(err, "choosing terms");
    tm__free(place);
    return status;
}

static void add_df(void *ctx, const struct tm__counts *counts)
{
    uint32_t *const df = ctx;

    for (uint64_t e = 0; e < counts->row_start[counts->documents]; e++)
        df[counts->term[e]]++;
}

tm_status tm__builder_hashed_df(uint32_t *df, struct tm_tfidf_builder *b, const tm_run *run,
                                tm_error *err)
{
    const tm_status status = check(b, err);

    return status == TM_OK
               ? each_piece(b, NULL, (size_t)1 << b->counting.hash_bits, add_df, df, run, err)
               : status;
}

static void add_entries(void *ctx, const struct tm__counts *counts)
{
    *(uint64_t *)ctx += counts->row_start[counts->documents];
}

/* The columns of the rows' ids, and how many entries have one. */
static tm_status find_columns(tm_tfidf_rows *rows, tm_tfidf_builder *b, const tm_run *run,
                              tm_error *err)
{
    const struct tm__vocabulary *const v = &rows->model->vocabulary;

    if (rows->model->options.hash_bits)
        return each_piece(b, NULL, v->terms, add_entries, &rows->entries, run, err);
    rows->column = tm__builder_columns(b, v);
    if (!rows->column)
        return tm__fail_memory(err, "reading rows");
    for (size_t t = 0; t < b->terms.terms; t++)
        if (rows->column[b->terms.id[t]] != TM__NO_TERM)
            rows->entries += b->terms.df[t];
    return TM_OK;
}

tm_status tm_tfidf_rows_new(tm_tfidf_rows **out, tm_tfidf_builder *builder, const tm_tfidf *model,
                            const tm_run *run, tm_error *err)
{
    tm_tfidf_rows *rows = NULL;
    tm_status status = check(builder, err);

    *out = NULL;
    if (status == TM_OK)
        status = tm__builder_settle(builder, run, err);
    if (status != TM_OK)
        return status;
    rows = tm__calloc(1, sizeof *rows);
    if (!rows)
        return tm__fail_memory(err, "reading rows");
    rows->model = model;
    status = find_columns(rows, builder, run, err);
    if (status != TM_OK) {
        tm__free(rows);
        return status;
    }
    rows->reader = tm__kept_start(builder->kept, rows->column, model->vocabulary.terms);
    *out = rows;
    return TM_OK;
}

void tm_tfidf_rows_last(tm_tfidf_rows *rows)
{
    rows->reader.kept->given = true;
}

uint64_t tm_tfidf_rows_entries(const tm_tfidf_rows *rows)
{
    return rows->entries;
}

tm_status tm_tfidf_rows_next(tm_sparse **out, tm_tfidf_rows *rows, const tm_run *run, tm_error *err)
{
    const struct tm__weights weights = tm__tfidf_weights(rows->model);
    struct tm__counts counts;
    tm_status status = tm__kept_next(&counts, &rows->reader, run, err);

    *out = NULL;
    if (status == TM_OK && counts.documents)
        status = tm__weigh_in_place(out, &counts, &weights, run, err);
    tm__counts_release(&counts);
    return status;
}

void tm_tfidf_rows_free(tm_tfidf_rows *rows)
{
    if (!rows)
        return;
    tm__kept_stop(&rows->reader);
    tm__free(rows->column);
    tm__free(rows);
}
