#include "vector/hashed.h"

#include "base/memory.h"
#include "base/status.h"

#include <string.h>

static uint32_t rotate(uint32_t x, unsigned by)
{
    return x << by | x >> (32 - by);
}

/* Up to four bytes, the first one lowest. */
static uint32_t block_at(const unsigned char *p, size_t bytes)
{
    uint32_t block = 0;

    for (size_t i = 0; i < bytes; i++)
        block |= (uint32_t)p[i] << (8 * i);
    return block;
}

static uint32_t scramble(uint32_t block)
{
    return rotate(block * 0xcc9e2d51u, 15) * 0x1b873593u;
}

uint32_t tm__murmur(const void *data, size_t size)
{
    const unsigned char *p = data;
    uint32_t hash = 0;
    size_t left = size;

    for (; left >= 4; left -= 4, p += 4)
        hash = rotate(hash ^ scramble(block_at(p, 4)), 13) * 5 + 0xe6546b64u;
    hash ^= scramble(block_at(p, left));
    hash ^= (uint32_t)size;
    hash = (hash ^ hash >> 16) * 0x85ebca6bu;
    hash = (hash ^ hash >> 13) * 0xc2b2ae35u;
    return hash ^ hash >> 16;
}

uint32_t tm__hashed_column(tm_text term, unsigned bits)
{
    const uint32_t hash = tm__murmur(term.data, term.size);

    return (hash >> 31 ? 0u - hash : hash) & (((uint32_t)1 << bits) - 1);
}

void tm__hashed_columns(uint32_t *column, const struct tm__vocabulary *v, unsigned bits)
{
    for (uint32_t t = 0; t < v->terms; t++)
        column[t] = tm__hashed_column(tm__vocabulary_term(v, t), bits);
}

void tm__join_columns(struct tm__counts *counts)
{
    uint64_t to = 0, from = 0;

    for (size_t d = 0; d < counts->documents; d++) {
        const uint64_t first = to, last = counts->row_start[d + 1];

        for (; from < last; from++) {
            if (to > first && counts->term[to - 1] == counts->term[from]) {
                counts->tf[to - 1] += counts->tf[from];
                continue;
            }
            counts->term[to] = counts->term[from];
            counts->tf[to++] = counts->tf[from];
        }
        counts->row_start[d + 1] = to;
    }
}

/* A piece behind the rows that are there. */
static tm_status append(tm_sparse *all, size_t *rows, const tm_sparse *piece, tm_error *err)
{
    const uint64_t at = all->row_start[*rows], more = piece->row_start[piece->rows];

    if (at + more > all->row_start[all->rows])
        return tm__fail(err, TM_EINVAL, "more entries than were counted");
    for (size_t i = 0; i <= piece->rows && *rows + i < all->rows; i++)
        all->row_start[*rows + i] = at + piece->row_start[i];
    if (more) {
        memcpy(all->column + at, piece->column, more * sizeof *piece->column);
        memcpy(all->value + at, piece->value, more * sizeof *piece->value);
    }
    *rows += piece->rows;
    return TM_OK;
}

/* All rows of a builder in memory. */
static tm_status collect(tm_sparse **out, tm_tfidf_builder *builder, const tm_tfidf *model,
                         const tm_run *run, tm_error *err)
{
    tm_tfidf_rows *rows;
    tm_sparse *piece;
    size_t done = 0;
    tm_status status = tm_tfidf_rows_new(&rows, builder, model, run, err);

    if (status != TM_OK)
        return status;
    tm_tfidf_rows_last(rows);
    status = tm_sparse_new(out, (size_t)builder->documents, tm_tfidf_terms(model),
                           tm_tfidf_rows_entries(rows), err);
    if (status == TM_OK) {
        (*out)->row_start[(*out)->rows] = tm_tfidf_rows_entries(rows);
        (*out)->row_start[0] = 0;
    }
    while (status == TM_OK && (status = tm_tfidf_rows_next(&piece, rows, run, err)) == TM_OK &&
           piece) {
        status = append(*out, &done, piece, err);
        tm_sparse_free(piece);
    }
    if (status != TM_OK) {
        tm_sparse_free(*out);
        *out = NULL;
    }
    tm_tfidf_rows_free(rows);
    return status;
}

static tm_status count(tm_tfidf_builder *builder, const tm_text *documents, size_t n,
                       const tm_run *run, tm_error *err)
{
    const tm_status status = tm_tfidf_builder_keep_rows(builder, NULL, err);

    return status == TM_OK ? tm_tfidf_builder_add(builder, documents, n, run, err) : status;
}

tm_status tm__hashed_fit(tm_tfidf **out, tm_sparse **rows, const tm_text *documents, size_t n,
                         const tm_tfidf_options *options, const tm_run *run, tm_error *err)
{
    tm_tfidf_builder *builder;
    tm_status status = tm_tfidf_builder_new(&builder, options, run, err);

    if (status == TM_OK)
        status = count(builder, documents, n, run, err);
    if (status == TM_OK)
        status = tm_tfidf_builder_model(out, builder, run, err);
    if (status == TM_OK && rows)
        status = collect(rows, builder, *out, run, err);
    if (status != TM_OK) {
        tm_tfidf_free(*out);
        *out = NULL;
    }
    tm_tfidf_builder_free(builder);
    return status;
}

tm_status tm__hashed_transform(tm_sparse **out, const tm_tfidf *model, const tm_text *documents,
                               size_t n, const tm_run *run, tm_error *err)
{
    tm_tfidf_builder *builder;
    tm_status status = tm_tfidf_builder_from(&builder, model, run, err);

    if (status == TM_OK)
        status = count(builder, documents, n, run, err);
    if (status == TM_OK)
        status = collect(out, builder, model, run, err);
    tm_tfidf_builder_free(builder);
    return status;
}
