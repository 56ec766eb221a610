/*
 * Word vectors in the container of models/: kind "word-vectors", version 1, with the sections
 *
 *     header  struct header
 *     terms   the bytes of all terms that have a vector, one behind the other, in byte order
 *     offset  uint64 [terms + 1], where each term starts
 *     scale   float [terms]
 *     value   int8 [terms x components]; times its term's scale it is a component, to within half a
 *             scale: 1 part in 254 of the largest of the vector
 */
#include "vector/word_vectors_file.h"

#include "base/memory.h"
#include "base/status.h"
#include "models/container.h"
#include "text/version.h"
#include "vector/model.h"

#include <math.h>
#include <string.h>

static const char KIND[] = "word-vectors";
enum { VERSION = 1, LARGEST = 127, MOST_COMPONENTS = 4096 };

struct header {
    uint32_t text_version; /* of the rules that made the terms */
    uint32_t components;
};

_Static_assert(sizeof(struct header) == 8, "no hidden padding in the file");

/* The sections of a file, its own or a mapped one's. */
struct stored {
    struct header header;
    struct tm__vocabulary vocabulary;
    const float *scale;  /* [terms] */
    const int8_t *value; /* [terms x components] */
};

struct packed {
    char *bytes;
    uint64_t *offset;
    float *scale;
    int8_t *value;
    size_t terms;
};

static void packed_release(struct packed *p)
{
    tm__free(p->bytes);
    tm__free(p->offset);
    tm__free(p->scale);
    tm__free(p->value);
}

static float largest(const float *x, size_t n)
{
    float most = 0;

    for (size_t j = 0; j < n; j++)
        most = fabsf(x[j]) > most ? fabsf(x[j]) : most;
    return most;
}

/* What the terms that have a vector need. */
static void measure(size_t *terms, size_t *bytes, const tm_word_vectors *v, const tm_tfidf *model)
{
    *terms = *bytes = 0;
    for (uint32_t t = 0; t < v->words; t++)
        if (largest(v->vector + t * v->components, v->components) > 0) {
            *bytes += tm_tfidf_term(model, t).size;
            ++*terms;
        }
}

static void pack_vector(struct packed *p, const float *x, size_t components)
{
    const float scale = largest(x, components) / LARGEST;

    p->scale[p->terms] = scale;
    for (size_t j = 0; j < components; j++)
        p->value[p->terms * components + j] = (int8_t)lroundf(x[j] / scale);
}

static tm_status pack(struct packed *p, const tm_word_vectors *v, const tm_tfidf *model,
                      tm_error *err)
{
    size_t terms, bytes;

    measure(&terms, &bytes, v, model);
    p->bytes = tm__alloc_array(bytes, 1);
    p->offset = tm__alloc_array(terms + 1, sizeof *p->offset);
    p->scale = tm__alloc_array(terms, sizeof *p->scale);
    p->value = tm__alloc_array(terms, v->components);
    if (!p->bytes || !p->offset || !p->scale || !p->value)
        return tm__fail_memory(err, "saving word vectors");
    p->offset[0] = 0;
    for (size_t place = 0; place < v->words; place++) {
        const uint32_t t = tm__vocabulary_at(&model->vocabulary, place);
        const float *const x = v->vector + t * v->components;
        const tm_text term = tm_tfidf_term(model, t);

        if (!(largest(x, v->components) > 0))
            continue;
        memcpy(p->bytes + p->offset[p->terms], term.data, term.size);
        pack_vector(p, x, v->components);
        p->terms++;
        p->offset[p->terms] = p->offset[p->terms - 1] + term.size;
    }
    return TM_OK;
}

tm_status tm_word_vectors_save(const tm_word_vectors *vectors, const tm_tfidf *model,
                               const char *path, tm_error *err)
{
    const struct header header = {TM__TEXT_VERSION, (uint32_t)vectors->components};
    struct packed p = {NULL, NULL, NULL, NULL, 0};
    tm_status status;

    if (vectors->components > MOST_COMPONENTS)
        return tm__fail(err, TM_EINVAL, "%zu components; a file takes at most %d",
                        vectors->components, MOST_COMPONENTS);
    if (vectors->words != tm_tfidf_terms(model) || !model->vocabulary.offset)
        return tm__fail(err, TM_EINVAL, "%zu word vectors, but the model names %zu terms",
                        vectors->words, model->vocabulary.offset ? tm_tfidf_terms(model) : 0);
    status = pack(&p, vectors, model, err);
    if (status == TM_OK) {
        const struct tm__section section[] = {
            {"header", &header, sizeof header},
            {"terms", p.bytes, p.offset[p.terms]},
            {"offset", p.offset, (p.terms + 1) * sizeof *p.offset},
            {"scale", p.scale, p.terms * sizeof *p.scale},
            {"value", p.value, p.terms * vectors->components},
        };

        status = tm__container_write(path, KIND, VERSION, section, sizeof section / sizeof *section,
                                     err);
    }
    packed_release(&p);
    return status;
}

static tm_status read_header(struct stored *s, const struct tm__container *file, const char *path,
                             tm_error *err)
{
    const void *data;
    size_t count;
    const tm_status status =
        tm__container_section(file, "header", sizeof s->header, &data, &count, err);

    if (status != TM_OK)
        return status;
    if (count == 1)
        memcpy(&s->header, data, sizeof s->header);
    if (count != 1 || s->header.components > MOST_COMPONENTS)
        return tm__fail(err, TM_EFORMAT, "%s: its header makes no sense", path);
    if (s->header.text_version != TM__TEXT_VERSION)
        return tm__fail(err, TM_EFORMAT,
                        "%s: made with version %u of the word rules; this library has %u", path,
                        s->header.text_version, TM__TEXT_VERSION);
    return TM_OK;
}

/* Do the terms rise in byte order, and are their scales numbers? */
static bool makes_sense(const struct stored *s)
{
    const struct tm__vocabulary *const v = &s->vocabulary;

    for (size_t t = 0; t < v->terms; t++)
        if (v->offset[t] > v->offset[t + 1] || !isfinite(s->scale[t]))
            return false;
    for (uint32_t t = 1; t < v->terms; t++)
        if (tm__text_compare(tm__vocabulary_term(v, t - 1), tm__vocabulary_term(v, t)) >= 0)
            return false;
    return true;
}

static tm_status read_sections(struct stored *s, const struct tm__container *file, const char *path,
                               tm_error *err)
{
    const void *bytes, *offset, *scale, *value;
    size_t size, offsets, terms, values;
    tm_status status = tm__container_section(file, "terms", 1, &bytes, &size, err);

    if (status == TM_OK)
        status = tm__container_section(file, "offset", sizeof(uint64_t), &offset, &offsets, err);
    if (status == TM_OK)
        status = tm__container_section(file, "scale", sizeof(float), &scale, &terms, err);
    if (status == TM_OK)
        status = tm__container_section(file, "value", 1, &value, &values, err);
    if (status != TM_OK)
        return status;
    s->vocabulary = (struct tm__vocabulary){terms, bytes, offset, NULL, NULL};
    s->scale = scale;
    s->value = value;
    if (offsets != terms + 1 || terms > UINT32_MAX || s->vocabulary.offset[0] != 0 ||
        s->vocabulary.offset[terms] != size || values != (uint64_t)terms * s->header.components)
        return tm__fail(err, TM_EFORMAT, "%s: its sections do not fit together", path);
    if (!makes_sense(s))
        return tm__fail(err, TM_EFORMAT, "%s: its terms are damaged", path);
    return TM_OK;
}

static void unpack(float *x, const struct stored *s, size_t place)
{
    const size_t components = s->header.components;

    for (size_t j = 0; j < components; j++)
        x[j] = s->scale[place] * (float)s->value[place * components + j];
}

static tm_status fill(tm_word_vectors *v, const struct stored *s, const tm_tfidf *model,
                      tm_error *err)
{
    uint32_t *place;

    v->words = tm_tfidf_terms(model);
    v->components = s->header.components;
    v->vector = tm__calloc(v->words, v->components * sizeof *v->vector);
    place = tm__alloc_array(v->words, sizeof *place);
    if (v->vector && place) {
        tm__vocabulary_match(place, &model->vocabulary, &s->vocabulary);
        for (size_t t = 0; t < v->words; t++)
            if (place[t] != UINT32_MAX)
                unpack(v->vector + t * v->components, s, place[t]);
    }
    tm__free(place);
    return v->vector && place ? TM_OK : tm__fail_memory(err, "loading word vectors");
}

/* From an open file, which is closed whatever happens. */
static tm_status load(tm_word_vectors **out, struct tm__container *file, const char *path,
                      const tm_tfidf *model, tm_error *err)
{
    struct stored s;
    tm_word_vectors *v = NULL;
    tm_status status = read_header(&s, file, path, err);

    if (status == TM_OK)
        status = read_sections(&s, file, path, err);
    if (status == TM_OK) {
        v = tm__calloc(1, sizeof *v);
        status = v ? fill(v, &s, model, err) : tm__fail_memory(err, "loading word vectors");
    }
    tm__container_close(file);
    if (status == TM_OK)
        *out = v;
    else
        tm_word_vectors_free(v);
    return status;
}

tm_status tm__word_vectors_read(tm_word_vectors **out, const void *data, size_t size,
                                const char *name, const tm_tfidf *model, tm_error *err)
{
    struct tm__container *file;
    const tm_status status = tm__container_read(&file, data, size, name, KIND, VERSION, err);

    *out = NULL;
    return status == TM_OK ? load(out, file, name, model, err) : status;
}

tm_status tm_word_vectors_load(tm_word_vectors **out, const char *path, const tm_tfidf *model,
                               tm_error *err)
{
    struct tm__container *file;
    const tm_status status = tm__container_open(&file, path, KIND, VERSION, err);

    *out = NULL;
    return status == TM_OK ? load(out, file, path, model, err) : status;
}
