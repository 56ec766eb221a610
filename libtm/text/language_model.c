/*
 * A language model in the container of models/: kind "language", version 1, with the sections
 *
 *     shape   struct shape
 *     codes   8 bytes for each language, NUL-padded, sorted
 *     blocks  uint64 [136], the blocks of 128 characters that are read
 *     rows    uint8 [rows x 32], by the hash of an n-gram; 128 stands for 0
 *     output  float [32 x languages]
 */
#include "text/language_model.h"

#include "base/memory.h"
#include "base/status.h"

#include <math.h>
#include <string.h>

static const char KIND[] = "language";
enum { VERSION = 1 };

struct shape {
    uint32_t rows, languages;
    double slope, power;
};

_Static_assert(sizeof(struct shape) == 24, "no hidden padding in the file");

bool tm__language_code_ok(const char code[TM__LANGUAGE_CODE])
{
    size_t length = 0;

    while (length < TM__LANGUAGE_CODE && code[length] >= 'a' && code[length] <= 'z')
        length++;
    if (length < 2 || length == TM__LANGUAGE_CODE)
        return false;
    for (size_t i = length; i < TM__LANGUAGE_CODE; i++)
        if (code[i] != '\0')
            return false;
    return true;
}

tm_status tm__language_save(const tm_language *model, const char *path, tm_error *err)
{
    const struct shape shape = {model->rows, model->languages, model->slope, model->power};
    char codes[TM__LANGUAGE_MOST * TM__LANGUAGE_CODE] = {0};
    const struct tm__section section[] = {
        {"shape", &shape, sizeof shape},
        {"codes", codes, (uint64_t)model->languages * TM__LANGUAGE_CODE},
        {"blocks", model->blocks, TM__BLOCK_WORDS * sizeof *model->blocks},
        {"rows", model->row, (uint64_t)model->rows * TM__LANGUAGE_RANK},
        {"output", model->output,
         (uint64_t)model->languages * TM__LANGUAGE_RANK * sizeof *model->output},
    };

    for (uint32_t k = 0; k < model->languages; k++)
        memcpy(codes + k * TM__LANGUAGE_CODE, model->code[k], strlen(model->code[k]));
    return tm__container_write(path, KIND, VERSION, section, sizeof section / sizeof *section, err);
}

static tm_status senseless(const char *path, const char *what, tm_error *err)
{
    return tm__fail(err, TM_EFORMAT, "%s: its %s makes no sense", path, what);
}

static tm_status read_shape(tm_language *model, const char *path, tm_error *err)
{
    const struct shape *shape;
    const void *data;
    size_t count;
    tm_status status =
        tm__container_section(model->file, "shape", sizeof *shape, &data, &count, err);

    if (status != TM_OK)
        return status;
    shape = data;
    if (count != 1 || shape->rows == 0 || shape->languages < 2 ||
        shape->languages > TM__LANGUAGE_MOST || !(shape->slope > 0 && shape->slope <= 1000) ||
        !(fabs(shape->power) <= 1))
        return senseless(path, "shape", err);
    model->rows = shape->rows;
    model->languages = shape->languages;
    model->slope = shape->slope;
    model->power = shape->power;
    return TM_OK;
}

static tm_status read_codes(tm_language *model, const char *path, tm_error *err)
{
    const void *data;
    size_t count;
    tm_status status =
        tm__container_section(model->file, "codes", TM__LANGUAGE_CODE, &data, &count, err);

    if (status != TM_OK)
        return status;
    if (count != model->languages)
        return senseless(path, "list of languages", err);
    model->code = tm__calloc(count + 1, sizeof *model->code);
    if (!model->code)
        return tm__fail_memory(err, "loading a language model");
    for (size_t k = 0; k < count; k++) {
        model->code[k] = (const char *)data + k * TM__LANGUAGE_CODE;
        if (!tm__language_code_ok(model->code[k]) ||
            (k && strcmp(model->code[k - 1], model->code[k]) >= 0))
            return senseless(path, "list of languages", err);
    }
    return TM_OK;
}

/* A section that must hold exactly `want` elements. */
static tm_status read_array(const tm_language *model, const char *path, const char *name,
                            size_t element, uint64_t want, const void **data, tm_error *err)
{
    size_t count;
    tm_status status = tm__container_section(model->file, name, element, data, &count, err);

    if (status == TM_OK && count != want)
        status = tm__fail(err, TM_EFORMAT, "%s: section '%s' has %zu elements, not %llu", path,
                          name, count, (unsigned long long)want);
    return status;
}

static tm_status read_arrays(tm_language *model, const char *path, tm_error *err)
{
    const uint64_t outputs = (uint64_t)model->languages * TM__LANGUAGE_RANK;
    const void *data = NULL;
    tm_status status =
        read_array(model, path, "blocks", sizeof *model->blocks, TM__BLOCK_WORDS, &data, err);

    model->blocks = data;
    if (status == TM_OK)
        status = read_array(model, path, "rows", 1, (uint64_t)model->rows * TM__LANGUAGE_RANK,
                            &data, err);
    model->row = data;
    if (status == TM_OK)
        status = read_array(model, path, "output", sizeof *model->output, outputs, &data, err);
    model->output = data;
    for (uint64_t i = 0; status == TM_OK && i < outputs; i++)
        if (!(fabsf(model->output[i]) < 1e6f))
            status = senseless(path, "section 'output'", err);
    return status;
}

/* From an open file, which is taken over. */
static tm_status load(tm_language **out, struct tm__container *file, const char *path,
                      tm_error *err)
{
    tm_language *model = tm__calloc(1, sizeof *model);
    tm_status status;

    if (!model) {
        tm__container_close(file);
        return tm__fail_memory(err, "loading a language model");
    }
    model->file = file;
    status = read_shape(model, path, err);
    if (status == TM_OK)
        status = read_codes(model, path, err);
    if (status == TM_OK)
        status = read_arrays(model, path, err);
    if (status != TM_OK) {
        tm_language_free(model);
        return status;
    }
    *out = model;
    return TM_OK;
}

tm_status tm_language_load(tm_language **out, const char *path, tm_error *err)
{
    struct tm__container *file;
    const tm_status status = tm__container_open(&file, path, KIND, VERSION, err);

    *out = NULL;
    return status == TM_OK ? load(out, file, path, err) : status;
}

tm_status tm__language_read(tm_language **out, const void *data, size_t size, const char *name,
                            tm_error *err)
{
    struct tm__container *file;
    const tm_status status = tm__container_read(&file, data, size, name, KIND, VERSION, err);

    *out = NULL;
    return status == TM_OK ? load(out, file, name, err) : status;
}

void tm_language_free(tm_language *model)
{
    if (!model)
        return;
    tm__container_close(model->file);
    tm__free(model->code);
    tm__free(model);
}

const char *const *tm_language_codes(const tm_language *model)
{
    return model->code;
}
