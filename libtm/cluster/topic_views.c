#include "cluster/topic_views.h"

#include "base/memory.h"
#include "base/status.h"
#include "linalg/svd_rows.h"
#include "vector/document_vectors.h"

#include <math.h>
#include <string.h>

enum {
    POWERS = 2,
    BACKGROUND = POWERS, /* place of its view behind those of the powers */
    COMPONENTS = 120,    /* of word vectors */
    LSA = 100
};

static const double power[POWERS] = {0.75, 1.0};
static const size_t components[] = {30, 50, 80, COMPONENTS};
enum { SIZES = sizeof components / sizeof *components };

_Static_assert(POWERS *SIZES * 2 == TM__VIEW_SPACES, "alone and beside LSA");
_Static_assert(COMPONENTS + LSA == TM__VIEW_WIDTH, "room for both");

void tm__views_release(struct tm__views *v)
{
    for (size_t p = 0; p <= BACKGROUND; p++)
        tm__free(v->words[p]);
    tm__free(v->lsa);
    memset(v, 0, sizeof *v);
}

static tm_status documents(float **out, const tm_word_vectors *words, const tm_sparse *m,
                           const tm_run *run, tm_error *err)
{
    *out = tm__alloc_array(m->rows, words->components * sizeof **out);
    if (!*out)
        return tm__fail_memory(err, "making document vectors");
    return tm_document_vectors(*out, words, m, false, run, err);
}

static tm_status make_words(struct tm__views *v, size_t p, const tm_sparse *m, const tm_run *run,
                            tm_error *err)
{
    tm_word_vectors_options o = TM_WORD_VECTORS_INIT;
    tm_word_vectors *words = NULL;
    tm_status status;

    o.components = COMPONENTS;
    o.context_power = power[p];
    status = tm_word_vectors_new(&words, m, &o, run, err);
    if (status != TM_OK)
        return status;
    v->width[p] = words->components;
    status = documents(&v->words[p], words, m, run, err);
    tm_word_vectors_free(words);
    return status;
}

static tm_status make_lsa(struct tm__views *v, const tm_sparse *m, const tm_run *run, tm_error *err)
{
    tm_svd_options o = TM_SVD_INIT;
    tm_svd *svd = NULL;
    tm_status status;

    o.components = LSA;
    status = tm_svd_new(&svd, m, &o, run, err);
    if (status != TM_OK)
        return status;
    v->lsa_width = svd->components;
    v->lsa = tm__svd_rows(svd);
    if (!v->lsa)
        status = tm__fail_memory(err, "making document vectors");
    tm_svd_free(svd);
    return status;
}

tm_status tm__views_new(struct tm__views *v, const tm_sparse *m, const tm_word_vectors *background,
                        const tm_run *run, tm_error *err)
{
    tm_status status;

    memset(v, 0, sizeof *v);
    status = make_lsa(v, m, run, err);
    for (size_t p = 0; status == TM_OK && p < POWERS; p++)
        status = make_words(v, p, m, run, err);
    if (status == TM_OK && background) {
        v->width[BACKGROUND] = background->components;
        status = documents(&v->words[BACKGROUND], background, m, run, err);
    }
    if (status != TM_OK)
        tm__views_release(v);
    return status;
}

/* Place of the words: the background's if they are wanted and there are any. */
static size_t place_of(const struct tm__views *v, size_t own, bool background)
{
    return background && v->width[BACKGROUND] ? BACKGROUND : own;
}

tm_status tm__views_centred(float **out, size_t *width, const struct tm__views *v, size_t rows,
                            bool background, const tm_run *run, tm_error *err)
{
    const size_t p = place_of(v, 0, background);
    const size_t bytes = v->width[p] * sizeof **out;

    *width = v->width[p];
    *out = tm__alloc_array(rows, bytes);
    if (!*out)
        return tm__fail_memory(err, "making document vectors");
    memcpy(*out, v->words[p], rows * bytes);
    return tm__centre_rows(*out, rows, *width, run, err);
}

size_t tm__views_width(const struct tm__views *v)
{
    size_t width = v->lsa_width;

    for (size_t p = 0; p <= BACKGROUND; p++)
        width += v->width[p];
    return width;
}

void tm__views_all(float *x, const struct tm__views *v, size_t rows)
{
    for (size_t i = 0; i < rows; i++) {
        for (size_t p = 0; p <= BACKGROUND; p++) {
            if (v->width[p])
                memcpy(x, v->words[p] + i * v->width[p], v->width[p] * sizeof *x);
            x += v->width[p];
        }
        memcpy(x, v->lsa + i * v->lsa_width, v->lsa_width * sizeof *x);
        x += v->lsa_width;
    }
}

static double length(const float *x, size_t width)
{
    double square = 0;

    for (size_t j = 0; j < width; j++)
        square += (double)x[j] * x[j];
    return sqrt(square);
}

/* out[width] = x[width] at length 1, or zero. */
static void copy_unit(float *out, const float *x, size_t width)
{
    const double norm = length(x, width);

    for (size_t j = 0; j < width; j++)
        out[j] = norm > 0 ? (float)(x[j] / norm) : 0;
}

size_t tm__views_space(float *x, const struct tm__views *v, const uint32_t *row_of, size_t count,
                       size_t space, bool background)
{
    const size_t p = place_of(v, space / 2 / SIZES, background);
    const size_t wanted = components[space / 2 % SIZES];
    const size_t words = wanted < v->width[p] ? wanted : v->width[p];
    const size_t lsa = space % 2 || !words ? v->lsa_width : 0;

    for (size_t n = 0; n < count; n++) {
        const size_t i = row_of[n];
        float *row = x + n * (words + lsa);
        copy_unit(row, v->words[p] + i * v->width[p], words);
        if (lsa) {
            memcpy(row + words, v->lsa + i * lsa, lsa * sizeof *row);
            copy_unit(row, row, words + lsa);
        }
    }
    return words + lsa;
}
