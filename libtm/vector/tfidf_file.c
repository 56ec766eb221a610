/*
 * A TF-IDF model in the container of models/: kind "tfidf", version 2, with the sections
 *
 *     options  struct stored_options
 *     terms    the bytes of all terms, one behind the other; in byte order but for those that were
 *              added to the model later
 *     offset   uint64 [terms + 1], where each term starts
 *     df       uint32 [terms], documents that hold the term
 *     stops    a caller's stop words, a newline behind each; only if there are such
 *     idf      double [terms], what the term weighs; only where df does not tell (entropy)
 *     order    uint32 [terms], ids in byte order of the terms; only if that is not 0, 1, 2 ...
 *     right    float [terms x components]; it and the next only if there are components
 *     sigma    float [components]
 */
#include "base/memory.h"
#include "base/status.h"
#include "text/stop_list.h"
#include "text/version.h"
#include "vector/hashed.h"
#include "vector/model.h"
#include "vector/weighting.h"

#include <string.h>

static const char KIND[] = "tfidf";
enum { VERSION = 2 };

struct stored_options {
    uint32_t text_version; /* of the rules that made the terms */
    uint32_t flags;        /* enum flag, and from bit 8 on what is counted: see pack_unit() */
    uint32_t rules, min_length, min_df;
    char weighting[TM__WEIGHTING_LETTERS + 1];
    double max_df, log_base, slope, k1, b;
    uint64_t documents, entries, tokens, characters; /* see struct tm__totals */
    char language[16];
};

_Static_assert(sizeof(struct stored_options) == 112, "no hidden padding in the file");

enum flag {
    STEM = 1,
    KEEP_STOPWORDS = 2,
    KEEP_CASE = 4,
    STRIP_ACCENTS = 8,
    ORDER = 16, /* the section is there */
    HASHED =
        32, /* columns are those of a hash: there are no terms and no offset, and df has 2^bits */
    STOP_LIST = 64,  /* the section is there */
    STOP_ALONE = 128 /* and those of the language are no stop words */
};

static uint32_t pack_flags(const tm_analyzer_options *o)
{
    return (o->stem ? STEM : 0u) | (o->keep_stopwords ? KEEP_STOPWORDS : 0u) |
           (o->keep_case ? KEEP_CASE : 0u) | (o->strip_accents ? STRIP_ACCENTS : 0u) |
           (o->stop_list ? STOP_LIST : 0u) |
           (tm__stop_list_is_alone(o->stop_list) ? STOP_ALONE : 0u);
}

static void unpack_flags(tm_analyzer_options *o, uint32_t flags)
{
    o->stem = flags & STEM;
    o->keep_stopwords = flags & KEEP_STOPWORDS;
    o->keep_case = flags & KEEP_CASE;
    o->strip_accents = flags & STRIP_ACCENTS;
}

/* Unit, shortest and longest run, a byte each; zeros are single words, as they were before. */
static uint32_t pack_unit(const tm_tfidf_options *o)
{
    return (uint32_t)o->unit << 8 | (o->ngram_min - 1) << 16 | (o->ngram_max - 1) << 24;
}

static void unpack_unit(tm_tfidf_options *o, uint32_t flags)
{
    o->unit = (tm_unit)(flags >> 8 & 0xFF);
    o->ngram_min = (flags >> 16 & 0xFF) + 1;
    o->ngram_max = (flags >> 24) + 1;
}

static struct stored_options store(const tm_tfidf *model)
{
    const tm_tfidf_options *const o = &model->options;
    struct stored_options stored;

    memset(&stored, 0, sizeof stored);
    stored.text_version = TM__TEXT_VERSION;
    stored.flags = pack_flags(&o->analyzer) | pack_unit(o) |
                   (model->vocabulary.order ? ORDER : 0u) | (o->hash_bits ? HASHED : 0u);
    stored.rules = (uint32_t)o->analyzer.rules;
    stored.min_length = o->analyzer.min_length;
    stored.min_df = o->min_df;
    tm__weighting_code(stored.weighting, o);
    stored.max_df = o->max_df;
    stored.log_base = o->log_base;
    stored.slope = o->slope;
    stored.k1 = o->k1;
    stored.b = o->b;
    stored.documents = model->totals.documents;
    stored.entries = model->totals.entries;
    stored.tokens = model->totals.tokens;
    stored.characters = model->totals.characters;
    memcpy(stored.language, model->language, sizeof stored.language);
    return stored;
}

static tm_status restore(tm_tfidf *model, const struct stored_options *stored,
                         const tm_stop_list *stop_list, tm_error *err)
{
    tm_tfidf_options o = TM_TFIDF_INIT;

    unpack_flags(&o.analyzer, stored->flags);
    unpack_unit(&o, stored->flags);
    o.analyzer.language = stored->language;
    o.analyzer.stop_list = stop_list;
    o.analyzer.rules = (tm_word_rules)stored->rules;
    o.analyzer.min_length = stored->min_length;
    o.min_df = stored->min_df;
    o.max_df = stored->max_df;
    o.log_base = stored->log_base;
    o.slope = stored->slope;
    o.k1 = stored->k1;
    o.b = stored->b;
    model->totals.documents = stored->documents;
    model->totals.entries = stored->entries;
    model->totals.tokens = stored->tokens;
    model->totals.characters = stored->characters;
    if (tm_tfidf_weighting(&o, stored->weighting, err) != TM_OK)
        return TM_EINVAL;
    return tm__tfidf_set_options(model, &o, err);
}

static bool has_idf(const tm_tfidf *model)
{
    return model->options.idf == TM_IDF_ENTROPY;
}

tm_status tm_tfidf_save(const tm_tfidf *model, const char *path, tm_error *err)
{
    const struct tm__vocabulary *v = &model->vocabulary;
    const struct stored_options stored = store(model);
    struct tm__section section[9] = {{"options", &stored, sizeof stored}};
    size_t sections = 1;

    if (model->stop_list) {
        const tm_text lines = tm__stop_list_lines(model->stop_list);

        section[sections++] = (struct tm__section){"stops", lines.data, lines.size};
    }
    if (v->offset) {
        section[sections++] = (struct tm__section){"terms", v->bytes, v->offset[v->terms]};
        section[sections++] =
            (struct tm__section){"offset", v->offset, (v->terms + 1) * sizeof *v->offset};
    }
    section[sections++] = (struct tm__section){"df", v->df, v->terms * sizeof *v->df};
    if (has_idf(model))
        section[sections++] =
            (struct tm__section){"idf", model->idf, v->terms * sizeof *model->idf};
    if (v->order)
        section[sections++] = (struct tm__section){"order", v->order, v->terms * sizeof *v->order};
    sections += tm__components_sections(section + sections, &model->components);
    return tm__container_write(path, KIND, VERSION, section, sections, err);
}

static tm_status read_order(tm_tfidf *model, const char *path, tm_error *err)
{
    struct tm__vocabulary *const v = &model->vocabulary;
    const void *data;
    size_t count;
    int bad = 0;
    const tm_status status =
        tm__container_section(model->file, "order", sizeof *v->order, &data, &count, err);

    if (status != TM_OK)
        return status;
    v->order = data;
    for (size_t i = 0; i < v->terms && count == v->terms; i++)
        bad |= v->order[i] >= v->terms;
    if (bad || count != v->terms)
        return tm__fail(err, TM_EFORMAT, "%s: the order of its terms is damaged", path);
    return TM_OK;
}

static tm_status read_stop_list(tm_stop_list **out, const tm_tfidf *model, uint32_t flags,
                                const char *path, tm_error *err)
{
    const void *lines;
    size_t size;
    tm_status status;

    *out = NULL;
    if (!(flags & (STOP_LIST | STOP_ALONE)))
        return TM_OK;
    status = tm__container_section(model->file, "stops", 1, &lines, &size, err);
    if (status == TM_OK)
        status = tm__stop_list_read(out, (tm_text){lines, size}, flags & STOP_ALONE, err);
    if (status == TM_EINVAL)
        return tm__fail(err, TM_EFORMAT, "%s: its stop words are damaged", path);
    return status;
}

static tm_status read_options(tm_tfidf *model, uint32_t *flags, const char *path, tm_error *err)
{
    const struct stored_options *stored;
    const void *data;
    size_t count;
    tm_stop_list *stop_list;
    tm_status status =
        tm__container_section(model->file, "options", sizeof *stored, &data, &count, err);

    if (status != TM_OK)
        return status;
    stored = data;
    if (count != 1 || stored->rules > TM_WORDS_PYTHON ||
        stored->weighting[TM__WEIGHTING_LETTERS] != '\0' ||
        !memchr(stored->language, '\0', sizeof stored->language))
        return tm__fail(err, TM_EFORMAT, "%s: its options make no sense", path);
    if (stored->text_version != TM__TEXT_VERSION)
        return tm__fail(err, TM_EFORMAT,
                        "%s: made with version %u of the word rules; this library has %u", path,
                        stored->text_version, TM__TEXT_VERSION);
    *flags = stored->flags;
    status = read_stop_list(&stop_list, model, *flags, path, err);
    if (status != TM_OK)
        return status;
    if (restore(model, stored, stop_list, err) != TM_OK)
        status = tm__fail(err, TM_EFORMAT, "%s: its options make no sense", path);
    tm_stop_list_free(stop_list); /* the model holds it */
    return status;
}

/* Every value is looked at, without a way out of the loop, which the compiler then vectorises. */
static bool terms_in_order(const tm_tfidf *model)
{
    const struct tm__vocabulary *const v = &model->vocabulary;
    const uint32_t most =
        model->totals.documents < UINT32_MAX ? (uint32_t)model->totals.documents : UINT32_MAX;
    int bad = 0;

    for (size_t t = 0; t < v->terms; t++)
        bad |= v->offset[t] > v->offset[t + 1];
    for (size_t t = 0; t < v->terms; t++)
        bad |= v->df[t] == 0 || v->df[t] > most;
    return !bad;
}

static tm_status read_vocabulary(tm_tfidf *model, const char *path, tm_error *err)
{
    const void *bytes, *offset, *df;
    size_t size, offsets, terms;
    struct tm__vocabulary *v = &model->vocabulary;
    tm_status status = tm__container_section(model->file, "terms", 1, &bytes, &size, err);

    if (status == TM_OK)
        status =
            tm__container_section(model->file, "offset", sizeof *v->offset, &offset, &offsets, err);
    if (status == TM_OK)
        status = tm__container_section(model->file, "df", sizeof *v->df, &df, &terms, err);
    if (status != TM_OK)
        return status;
    v->bytes = bytes;
    v->offset = offset;
    v->df = df;
    v->terms = terms;
    if (offsets != terms + 1 || terms > UINT32_MAX || v->offset[0] != 0 || v->offset[terms] != size)
        return tm__fail(err, TM_EFORMAT, "%s: its sections do not fit together", path);
    if (!terms_in_order(model))
        return tm__fail(err, TM_EFORMAT, "%s: its terms are damaged", path);
    return TM_OK;
}

static tm_status read_hashed(tm_tfidf *model, const char *path, tm_error *err)
{
    struct tm__vocabulary *const v = &model->vocabulary;
    const void *df;
    const tm_status status =
        tm__container_section(model->file, "df", sizeof *v->df, &df, &v->terms, err);
    unsigned bits = 1;
    uint64_t most = 0;

    if (status != TM_OK)
        return status;
    v->df = df;
    while (bits < TM__MOST_HASH_BITS && (size_t)1 << bits < v->terms)
        bits++;
    for (size_t t = 0; t < v->terms; t++)
        most = v->df[t] > most ? v->df[t] : most;
    if (v->terms != (size_t)1 << bits || most > model->totals.documents)
        return tm__fail(err, TM_EFORMAT, "%s: its hashed terms are damaged", path);
    model->options.hash_bits = bits;
    return TM_OK;
}

static tm_status read_idf(tm_tfidf *model, const char *path, tm_error *err)
{
    const size_t terms = model->vocabulary.terms;
    const void *data;
    size_t count;
    tm_status status;
    int bad = 0;

    if (!has_idf(model)) {
        model->own_idf = tm__alloc_array(terms, sizeof *model->own_idf);
        if (!model->own_idf)
            return tm__fail_memory(err, "loading a model");
        tm__fill_idf(model->own_idf, &model->vocabulary, &model->options, model->totals.documents);
        model->idf = model->own_idf;
        return TM_OK;
    }
    status = tm__container_section(model->file, "idf", sizeof *model->idf, &data, &count, err);
    if (status != TM_OK)
        return status;
    model->idf = data;
    if (count != terms)
        return tm__fail(err, TM_EFORMAT, "%s: its sections do not fit together", path);
    for (size_t t = 0; t < terms; t++)
        bad |= !(model->idf[t] >= 0.0 && model->idf[t] <= 1.0);
    if (bad)
        return tm__fail(err, TM_EFORMAT, "%s: its weights are damaged", path);
    return TM_OK;
}

/* Take over the open container, whatever happens. */
static tm_status read_model(tm_tfidf **out, struct tm__container *file, const char *path,
                            tm_error *err)
{
    tm_tfidf *model = tm__calloc(1, sizeof *model);
    uint32_t flags = 0;
    tm_status status;

    if (!model) {
        tm__container_close(file);
        return tm__fail_memory(err, "loading a model");
    }
    model->file = file;
    status = read_options(model, &flags, path, err);
    if (status == TM_OK)
        status = flags & HASHED ? read_hashed(model, path, err) : read_vocabulary(model, path, err);
    if (status == TM_OK && (flags & ORDER))
        status = read_order(model, path, err);
    if (status == TM_OK)
        status = read_idf(model, path, err);
    if (status == TM_OK)
        status = tm__components_read(&model->components, model->file, model->vocabulary.terms, path,
                                     err);
    if (status != TM_OK) {
        tm_tfidf_free(model);
        return status;
    }
    *out = model;
    return TM_OK;
}

tm_status tm__tfidf_read(tm_tfidf **out, const void *data, size_t size, const char *name,
                         tm_error *err)
{
    struct tm__container *file;
    const tm_status status = tm__container_read(&file, data, size, name, KIND, VERSION, err);

    *out = NULL;
    return status == TM_OK ? read_model(out, file, name, err) : status;
}

tm_status tm_tfidf_load(tm_tfidf **out, const char *path, tm_error *err)
{
    struct tm__container *file;
    const tm_status status = tm__container_open(&file, path, KIND, VERSION, err);

    *out = NULL;
    return status == TM_OK ? read_model(out, file, path, err) : status;
}
