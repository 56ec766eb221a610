#include "summarize/summary_model.h"

#include "base/memory.h"
#include "base/status.h"
#include "models/container.h"
#include "summarize/own_models.h"

#include <math.h>
#include <string.h>

#define KIND "summary"
enum { VERSION = 1 };

tm_status tm_summary_model_save(const tm_summary_model *model, const char *path, tm_error *err)
{
    const struct tm__section section[] = {
        {"words", model->word, sizeof model->word},
        {"pairs", model->pair, sizeof model->pair},
    };

    return tm__container_write(path, KIND, VERSION, section, sizeof section / sizeof *section, err);
}

static tm_status read_weights(double *out, const struct tm__container *file, const char *section,
                              const char *name, tm_error *err)
{
    const void *data;
    size_t count;
    const tm_status status = tm__container_section(file, section, sizeof *out, &data, &count, err);

    if (status != TM_OK)
        return status;
    if (count != 1 + TM__FEATURES)
        return tm__fail(err, TM_EFORMAT, "%s: %zu weights of %s; must be %d", name, count, section,
                        1 + TM__FEATURES);
    memcpy(out, data, count * sizeof *out);
    for (size_t i = 0; i < count; i++)
        if (!isfinite(out[i]))
            return tm__fail(err, TM_EFORMAT, "%s: a weight of %s is not a number", name, section);
    return TM_OK;
}

/* Takes the file. */
static tm_status read_model(tm_summary_model **out, struct tm__container *file, const char *name,
                            tm_error *err)
{
    tm_summary_model *model = tm__malloc(sizeof *model);
    tm_status status = model ? TM_OK : tm__fail_memory(err, "loading a model");

    if (status == TM_OK)
        status = read_weights(model->word, file, "words", name, err);
    if (status == TM_OK)
        status = read_weights(model->pair, file, "pairs", name, err);
    tm__container_close(file);
    if (status == TM_OK)
        *out = model;
    else
        tm__free(model);
    return status;
}

tm_status tm_summary_model_load(tm_summary_model **out, const char *path, tm_error *err)
{
    struct tm__container *file;
    const tm_status status = tm__container_open(&file, path, KIND, VERSION, err);

    *out = NULL;
    return status == TM_OK ? read_model(out, file, path, err) : status;
}

tm_status tm__summary_model_own(tm_summary_model **out, const char *name, tm_error *err)
{
    *out = NULL;
    for (const struct tm__own_model *own = tm__own_models; own->name; own++) {
        struct tm__container *file;
        tm_status status;
        if (strcmp(own->name, name) != 0)
            continue;
        status = tm__container_read(&file, own->data, own->size, name, KIND, VERSION, err);
        return status == TM_OK ? read_model(out, file, name, err) : status;
    }
    return tm__fail(err, TM_ENOTFOUND, "this library was built without the model '%s'", name);
}

void tm_summary_model_free(tm_summary_model *model)
{
    tm__free(model);
}

void tm__summary_model_apply(double *out, const tm_summary_model *model,
                             const struct tm__concepts *concepts, const float *features)
{
    for (size_t k = 0; k < concepts->count; k++) {
        const float *x = features + k * TM__FEATURES;
        const double *w = concepts->of[k].pair ? model->pair : model->word;
        double score = w[0];
        out[k] = 0;
        if (x[TM__SHARE] <= 0) /* looked at nowhere */
            continue;
        for (size_t j = 0; j < TM__FEATURES; j++)
            score += w[1 + j] * x[j];
        out[k] = 1 / (1 + exp(-score));
    }
}
