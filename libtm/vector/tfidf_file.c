/*
 * A TF-IDF model in the container of models/: kind "tfidf", version 1, with the sections
 *
 *     options  struct stored_options
 *     terms    the bytes of all terms in byte order, one behind the other
 *     offset   uint64 [terms + 1], where each term starts
 *     df       uint32 [terms], documents that hold the term
 */
#include "base/memory.h"
#include "base/status.h"
#include "text/version.h"
#include "vector/model.h"

#include <string.h>

static const char KIND[] = "tfidf";
enum { VERSION = 1 };

struct stored_options {
    uint32_t text_version; /* of the rules that made the terms */
    uint32_t flags;        /* enum flag */
    uint32_t rules, min_length, min_df, zero;
    double max_df;
    uint64_t documents;
    char language[16];
};

_Static_assert(sizeof(struct stored_options) == 56, "no hidden padding in the file");

enum flag {
    STEM = 1,
    KEEP_STOPWORDS = 2,
    KEEP_CASE = 4,
    STRIP_ACCENTS = 8,
    RAW_TF = 16,
    NO_IDF = 32,
    NO_NORM = 64,
    ALL_FLAGS = 127
};

static uint32_t pack_flags(const tm_tfidf_options *o)
{
    return (o->analyzer.stem ? STEM : 0u) | (o->analyzer.keep_stopwords ? KEEP_STOPWORDS : 0u) |
           (o->analyzer.keep_case ? KEEP_CASE : 0u) |
           (o->analyzer.strip_accents ? STRIP_ACCENTS : 0u) | (o->raw_tf ? RAW_TF : 0u) |
           (o->no_idf ? NO_IDF : 0u) | (o->no_norm ? NO_NORM : 0u);
}

static void unpack_flags(tm_tfidf_options *o, uint32_t flags)
{
    o->analyzer.stem = flags & STEM;
    o->analyzer.keep_stopwords = flags & KEEP_STOPWORDS;
    o->analyzer.keep_case = flags & KEEP_CASE;
    o->analyzer.strip_accents = flags & STRIP_ACCENTS;
    o->raw_tf = flags & RAW_TF;
    o->no_idf = flags & NO_IDF;
    o->no_norm = flags & NO_NORM;
}

tm_status tm_tfidf_save(const tm_tfidf *model, const char *path, tm_error *err)
{
    const struct tm__vocabulary *v = &model->vocabulary;
    struct stored_options stored = {0};
    const struct tm__section section[] = {
        {"options", &stored, sizeof stored},
        {"terms", v->bytes, v->offset[v->terms]},
        {"offset", v->offset, (v->terms + 1) * sizeof *v->offset},
        {"df", v->df, v->terms * sizeof *v->df},
    };

    stored.text_version = TM__TEXT_VERSION;
    stored.flags = pack_flags(&model->options);
    stored.rules = (uint32_t)model->options.analyzer.rules;
    stored.min_length = model->options.analyzer.min_length;
    stored.min_df = model->options.min_df;
    stored.max_df = model->options.max_df;
    stored.documents = model->documents;
    memcpy(stored.language, model->language, sizeof stored.language);
    return tm__container_write(path, KIND, VERSION, section, sizeof section / sizeof *section, err);
}

static tm_status read_options(tm_tfidf *model, const char *path, tm_error *err)
{
    tm_tfidf_options options = TM_TFIDF_INIT;
    const struct stored_options *stored;
    const void *data;
    size_t count;
    tm_status status =
        tm__container_section(model->file, "options", sizeof *stored, &data, &count, err);

    if (status != TM_OK)
        return status;
    stored = data;
    if (count != 1 || stored->flags > ALL_FLAGS || stored->rules > TM_WORDS_UAX29 ||
        !memchr(stored->language, '\0', sizeof stored->language))
        return tm__fail(err, TM_EFORMAT, "%s: its options make no sense", path);
    if (stored->text_version != TM__TEXT_VERSION)
        return tm__fail(err, TM_EFORMAT,
                        "%s: made with version %u of the word rules; this library has %u", path,
                        stored->text_version, TM__TEXT_VERSION);
    unpack_flags(&options, stored->flags);
    options.analyzer.language = stored->language;
    options.analyzer.rules = (tm_word_rules)stored->rules;
    options.analyzer.min_length = stored->min_length;
    options.min_df = stored->min_df;
    options.max_df = stored->max_df;
    model->documents = stored->documents;
    if (tm__tfidf_set_options(model, &options, err) != TM_OK)
        return tm__fail(err, TM_EFORMAT, "%s: its options make no sense", path);
    return TM_OK;
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
    for (size_t t = 0; t < terms; t++)
        if (v->offset[t] > v->offset[t + 1] || v->df[t] > model->documents)
            return tm__fail(err, TM_EFORMAT, "%s: term %zu is damaged", path, t);
    return TM_OK;
}

/* Take over the open container, whatever happens. */
static tm_status read_model(tm_tfidf **out, struct tm__container *file, const char *path,
                            tm_error *err)
{
    tm_tfidf *model = tm__calloc(1, sizeof *model);
    tm_status status;

    if (!model) {
        tm__container_close(file);
        return tm__fail_memory(err, "loading a model");
    }
    model->file = file;
    status = read_options(model, path, err);
    if (status == TM_OK)
        status = read_vocabulary(model, path, err);
    if (status == TM_OK)
        status = tm__tfidf_set_idf(model, err);
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
