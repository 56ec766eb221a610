/* From what a builder has counted to a model: its vocabulary, new or longer than before. */
#include "base/memory.h"
#include "base/status.h"
#include "vector/builder.h"
#include "vector/choose_terms.h"

#include <string.h>

/* Columns of the union's terms, by place: those of the model it goes on from, new ones behind. */
struct choice {
    uint32_t *column; /* [terms of the union] */
    size_t fresh;     /* columns that the model did not have */
    uint64_t bytes;   /* of the terms of those */
};

static size_t old_terms(const tm_tfidf_builder *b)
{
    return b->model ? b->model->vocabulary.terms : 0;
}

/* Which of the terms that the model does not have become columns. */
static tm_status choose_fresh(struct choice *choice, tm_tfidf_builder *b, uint32_t *df,
                              const tm_run *run, tm_error *err)
{
    tm_tfidf_options options = b->empty->options;
    struct tm__term_counts known = {b->terms.terms, (size_t)b->documents, df, NULL};
    uint64_t *cf = NULL;
    tm_status status = TM_OK;

    if (options.max_terms && options.max_terms <= old_terms(b)) {
        memset(choice->column, 0xff, b->terms.terms * sizeof *choice->column);
        return TM_OK;
    }
    if (options.max_terms) {
        options.max_terms -= (uint32_t)old_terms(b);
        cf = tm__calloc(b->terms.terms, sizeof *cf);
        status =
            cf ? tm__builder_frequencies(cf, b, run, err) : tm__fail_memory(err, "choosing terms");
        known.cf = cf;
    }
    if (status == TM_OK)
        choice->fresh = tm__choose_terms(choice->column, &known, &options);
    tm__free(cf);
    return status;
}

/* Old terms have their columns, and fresh ones stand behind. */
static void number(struct choice *choice, const tm_tfidf_builder *b, const uint32_t *known)
{
    for (size_t t = 0; t < b->terms.terms; t++) {
        if (choice->column[t] != TM__NO_TERM) {
            choice->bytes += b->terms.offset[t + 1] - b->terms.offset[t];
            choice->column[t] += (uint32_t)old_terms(b);
        }
        if (known && known[t] != TM__NO_TERM)
            choice->column[t] = known[t];
    }
}

static tm_status choose(struct choice *choice, tm_tfidf_builder *b, const tm_run *run,
                        tm_error *err)
{
    const struct tm__vocabulary all = tm__term_union_vocabulary(&b->terms);
    uint32_t *const df = tm__alloc_array(all.terms, sizeof *df);
    uint32_t *const known = b->model ? tm__alloc_array(all.terms, sizeof *known) : NULL;
    tm_status status = TM_OK;

    choice->column = tm__alloc_array(all.terms, sizeof *choice->column);
    if (!choice->column || !df || (b->model && !known))
        status = tm__fail_memory(err, "choosing terms");
    if (status == TM_OK) {
        if (all.terms)
            memcpy(df, all.df, all.terms * sizeof *df);
        if (known)
            tm__vocabulary_match(known, &all, &b->model->vocabulary);
        for (size_t t = 0; known && t < all.terms; t++)
            df[t] = known[t] == TM__NO_TERM ? df[t] : 0; /* of none: not to be chosen again */
        status = choose_fresh(choice, b, df, run, err);
    }
    if (status == TM_OK)
        number(choice, b, known);
    tm__free(df);
    tm__free(known);
    return status;
}

static bool allocate(tm_tfidf *model, size_t terms, uint64_t bytes, bool order)
{
    model->own_bytes = tm__malloc(bytes);
    model->own_offset = tm__alloc_array(terms + 1, sizeof *model->own_offset);
    model->own_df = tm__calloc(terms, sizeof *model->own_df);
    model->own_order = order ? tm__alloc_array(terms, sizeof *model->own_order) : NULL;
    return model->own_bytes && model->own_offset && model->own_df && (model->own_order || !order);
}

static void copy_old(tm_tfidf *model, const struct tm__vocabulary *old)
{
    const uint64_t size = old->offset[old->terms];

    if (size)
        memcpy(model->own_bytes, old->bytes, size);
    memcpy(model->own_offset, old->offset, (old->terms + 1) * sizeof *old->offset);
    if (old->terms)
        memcpy(model->own_df, old->df, old->terms * sizeof *old->df);
}

static void add_fresh(tm_tfidf *model, const tm_tfidf_builder *b, const struct choice *choice)
{
    const struct tm__vocabulary all = tm__term_union_vocabulary(&b->terms);
    const size_t old = old_terms(b);

    for (uint32_t t = 0; t < all.terms; t++) {
        const uint32_t column = choice->column[t];
        const tm_text term = tm__vocabulary_term(&all, t);

        if (column == TM__NO_TERM)
            continue;
        model->own_df[column] += all.df[t];
        if (column < old)
            continue;
        memcpy(model->own_bytes + model->own_offset[column], term.data, term.size);
        model->own_offset[column + 1] = model->own_offset[column] + term.size;
    }
}

/* Ids in byte order: two orders, merged. */
static void merge_order(uint32_t *order, const struct tm__vocabulary *v,
                        const struct tm__vocabulary *old)
{
    size_t a = 0;
    uint32_t b = (uint32_t)old->terms;

    for (size_t i = 0; i < v->terms; i++) {
        const bool from_old =
            b == v->terms ||
            (a < old->terms && tm__text_compare(tm__vocabulary_term(v, tm__vocabulary_at(old, a)),
                                                tm__vocabulary_term(v, b)) < 0);

        order[i] = from_old ? tm__vocabulary_at(old, a++) : b++;
    }
}

static tm_status make_vocabulary(tm_tfidf *model, const tm_tfidf_builder *b,
                                 const struct choice *choice, tm_error *err)
{
    static const uint64_t start = 0;
    const struct tm__vocabulary none = {0, NULL, &start, NULL, NULL};
    const struct tm__vocabulary *const old = b->model ? &b->model->vocabulary : &none;
    const size_t terms = old->terms + choice->fresh;
    const bool order = old->order || (old->terms && choice->fresh);

    if (terms >= TM__NO_TERM)
        return tm__fail(err, TM_EOVERFLOW, "more terms than 32-bit ids can name");
    if (!allocate(model, terms, old->offset[old->terms] + choice->bytes, order))
        return tm__fail_memory(err, "building a model");
    copy_old(model, old);
    add_fresh(model, b, choice);
    model->vocabulary =
        (struct tm__vocabulary){terms, model->own_bytes, model->own_offset, model->own_df, NULL};
    if (order) {
        merge_order(model->own_order, &model->vocabulary, old);
        model->vocabulary.order = model->own_order;
    }
    return TM_OK;
}

/* The columns are there before any term is. */
static tm_status make_hashed(tm_tfidf *model, tm_tfidf_builder *b, const tm_run *run, tm_error *err)
{
    const size_t columns = (size_t)1 << model->options.hash_bits;

    model->own_df = tm__calloc(columns, sizeof *model->own_df);
    if (!model->own_df)
        return tm__fail_memory(err, "building a model");
    if (b->model)
        memcpy(model->own_df, b->model->vocabulary.df, columns * sizeof *model->own_df);
    model->vocabulary = (struct tm__vocabulary){columns, NULL, NULL, model->own_df, NULL};
    return tm__builder_hashed_df(model->own_df, b, run, err);
}

static tm_status weigh_terms(tm_tfidf *model, tm_tfidf_builder *b, const tm_run *run, tm_error *err)
{
    const tm_tfidf_options *const o = &model->options;

    model->own_idf = tm__calloc(model->vocabulary.terms, sizeof *model->own_idf);
    if (!model->own_idf)
        return tm__fail_memory(err, "weighing terms");
    model->idf = model->own_idf;
    if (o->idf != TM_IDF_ENTROPY)
        tm__fill_idf(model->own_idf, &model->vocabulary, o, model->totals.documents);
    return o->idf == TM_IDF_ENTROPY || tm__needs_totals(o)
               ? tm__builder_sum_rows(model, b, run, err)
               : TM_OK;
}

static tm_status learn(tm_tfidf *model, tm_tfidf_builder *b, const tm_run *run, tm_error *err)
{
    struct choice choice = {NULL, 0, 0};
    tm_status status = tm__builder_settle(b, run, err);

    if (status == TM_OK)
        status = tm__tfidf_set_options(model, &b->empty->options, err);
    if (status == TM_OK && b->model)
        model->totals = b->model->totals;
    model->totals.documents += b->documents;
    if (status == TM_OK && model->options.hash_bits) {
        status = make_hashed(model, b, run, err);
    } else if (status == TM_OK) {
        status = choose(&choice, b, run, err);
        if (status == TM_OK)
            status = make_vocabulary(model, b, &choice, err);
    }
    tm__free(choice.column);
    return status == TM_OK ? weigh_terms(model, b, run, err) : status;
}

tm_status tm_tfidf_builder_model(tm_tfidf **out, tm_tfidf_builder *builder, const tm_run *run,
                                 tm_error *err)
{
    tm_tfidf *const model = tm__calloc(1, sizeof *model);
    tm_status status;

    *out = NULL;
    if (!model)
        return tm__fail_memory(err, "building a model");
    if (builder->model && builder->model->options.idf == TM_IDF_ENTROPY)
        status = tm__fail(err, TM_EINVAL,
                          "entropy needs the counts of the first documents, which a model does not "
                          "have");
    else if (builder->model && builder->model->totals.documents + builder->documents >= UINT32_MAX)
        status = tm__fail(err, TM_EOVERFLOW, "more documents than 32-bit ids can name");
    else
        status = learn(model, builder, run, err);
    if (status != TM_OK) {
        tm_tfidf_free(model);
        return status;
    }
    *out = model;
    return TM_OK;
}

tm_status tm_tfidf_update(tm_tfidf **out, const tm_tfidf *model, const tm_text *documents,
                          size_t count, const tm_run *run, tm_error *err)
{
    tm_tfidf_builder *builder;
    tm_status status = tm_tfidf_builder_from(&builder, model, run, err);

    *out = NULL;
    if (status == TM_OK)
        status = tm_tfidf_builder_keep_rows(builder, NULL, err);
    if (status == TM_OK)
        status = tm_tfidf_builder_add(builder, documents, count, run, err);
    if (status == TM_OK)
        status = tm_tfidf_builder_model(out, builder, run, err);
    tm_tfidf_builder_free(builder);
    return status;
}
