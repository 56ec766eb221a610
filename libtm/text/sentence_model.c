/*
 * A sentence model in the container of models/: kind "sentences", version 1, with the sections
 *
 *     languages  struct tm__sentence_stored, sorted by code; their words follow one another
 *     offset     uint32 [words + 1], where each word starts
 *     bytes      the words of each language in byte order, one behind the other, in lower case
 *     kind       uint8 [words], abbreviation, starter, collocation
 */
#include "text/sentence_model.h"

#include "base/memory.h"
#include "base/status.h"
#include "text/language_model.h"

#include <string.h>

static const char KIND[] = "sentences";
enum { VERSION = 1 };

_Static_assert(sizeof(struct tm__sentence_stored) == 24, "no hidden padding in the file");

const struct tm__sentence_words *tm__sentence_model_find(const tm_sentence_model *model,
                                                         const char *code)
{
    for (size_t i = 0; model && code && i < model->languages; i++)
        if (strcmp(model->code[i], code) == 0)
            return &model->table[i];
    return NULL;
}

tm_status tm__sentence_model_save(const tm_sentence_model *model, const char *path, tm_error *err)
{
    const struct tm__section section[] = {
        {"languages", model->language, model->languages * sizeof *model->language},
        {"offset", model->offset, (model->words + 1) * sizeof *model->offset},
        {"bytes", model->bytes, model->offset[model->words]},
        {"kind", model->kind, model->words},
    };

    return tm__container_write(path, KIND, VERSION, section, sizeof section / sizeof *section, err);
}

static tm_status senseless(const char *path, const char *what, tm_error *err)
{
    return tm__fail(err, TM_EFORMAT, "%s: its %s makes no sense", path, what);
}

static tm_status read_sections(tm_sentence_model *model, const char *path, tm_error *err)
{
    const struct tm__container *const file = model->file;
    const void *language, *offset, *bytes, *kind;
    size_t offsets, size;
    tm_status status = tm__container_section(file, "languages", sizeof *model->language, &language,
                                             &model->languages, err);

    if (status == TM_OK)
        status = tm__container_section(file, "offset", sizeof *model->offset, &offset, &offsets,
                                       err);
    if (status == TM_OK)
        status = tm__container_section(file, "bytes", 1, &bytes, &size, err);
    if (status == TM_OK)
        status = tm__container_section(file, "kind", 1, &kind, &model->words, err);
    if (status != TM_OK)
        return status;
    model->language = language;
    model->offset = offset;
    model->bytes = bytes;
    model->kind = kind;
    if (model->words > UINT32_MAX || offsets != model->words + 1 || model->offset[0] != 0 ||
        model->offset[model->words] != size)
        return senseless(path, "list of words", err);
    for (size_t i = 0; i < model->words; i++)
        if (model->offset[i] > model->offset[i + 1] || model->kind[i] > TM__WORD_KINDS)
            return senseless(path, "list of words", err);
    return TM_OK;
}

/* The words of a language beside its lists. */
static bool fill_table(const tm_sentence_model *model, size_t language)
{
    const struct tm__sentence_stored *const l = &model->language[language];
    struct tm__sentence_words *const table = &model->table[language];

    if (!tm__sentence_words_init(table, l->code))
        return false;
    table->nouns = l->nouns;
    for (uint32_t i = l->first; i < l->first + l->words; i++) {
        const uint32_t start = model->offset[i], size = model->offset[i + 1] - start;

        if (!tm__sentence_words_add(table, model->bytes + start, size, model->kind[i]))
            return false;
    }
    return true;
}

static tm_status read_languages(tm_sentence_model *model, const char *path, tm_error *err)
{
    uint64_t first = 0;

    model->code = tm__calloc(model->languages + 1, sizeof *model->code);
    model->table = tm__calloc(model->languages, sizeof *model->table);
    if (!model->code || !model->table)
        return tm__fail_memory(err, "loading a sentence model");
    for (size_t i = 0; i < model->languages; i++) {
        const struct tm__sentence_stored *const language = &model->language[i];

        model->code[i] = language->code;
        if (!tm__language_code_ok(language->code) || language->first != first ||
            language->nouns > 1 || language->zero != 0 ||
            (i > 0 && strcmp(model->code[i - 1], model->code[i]) >= 0))
            return senseless(path, "list of languages", err);
        first += language->words;
    }
    if (first != model->words)
        return senseless(path, "list of languages", err);
    for (size_t i = 0; i < model->languages; i++)
        if (!fill_table(model, i))
            return tm__fail_memory(err, "loading a sentence model");
    return TM_OK;
}

/* From an open file, which is taken over. */
static tm_status load(tm_sentence_model **out, struct tm__container *file, const char *path,
                      tm_error *err)
{
    tm_sentence_model *model = tm__calloc(1, sizeof *model);
    tm_status status;

    if (!model) {
        tm__container_close(file);
        return tm__fail_memory(err, "loading a sentence model");
    }
    model->file = file;
    status = read_sections(model, path, err);
    if (status == TM_OK)
        status = read_languages(model, path, err);
    if (status != TM_OK) {
        tm_sentence_model_free(model);
        return status;
    }
    *out = model;
    return TM_OK;
}

tm_status tm_sentence_model_load(tm_sentence_model **out, const char *path, tm_error *err)
{
    struct tm__container *file;
    const tm_status status = tm__container_open(&file, path, KIND, VERSION, err);

    *out = NULL;
    return status == TM_OK ? load(out, file, path, err) : status;
}

tm_status tm__sentence_model_read(tm_sentence_model **out, const void *data, size_t size,
                                  const char *name, tm_error *err)
{
    struct tm__container *file;
    const tm_status status = tm__container_read(&file, data, size, name, KIND, VERSION, err);

    *out = NULL;
    return status == TM_OK ? load(out, file, name, err) : status;
}

void tm_sentence_model_free(tm_sentence_model *model)
{
    if (!model)
        return;
    tm__container_close(model->file);
    tm__free(model->code);
    for (size_t i = 0; model->table && i < model->languages; i++)
        tm__sentence_words_release(&model->table[i]);
    tm__free(model->table);
    tm__free(model);
}

const char *const *tm_sentence_model_codes(const tm_sentence_model *model)
{
    return model->code;
}
