#include "vector/model_components.h"

#include "base/memory.h"
#include "base/status.h"
#include "vector/model.h"

#include <string.h>

static const char RIGHT[] = "right", SIGMA[] = "sigma";

tm_status tm__components_copy(struct tm__components *c, const tm_svd *svd, tm_error *err)
{
    const size_t values = svd->cols * svd->components;

    c->own_right = tm__alloc_array(values, sizeof *c->own_right);
    c->own_sigma = tm__alloc_array(svd->components, sizeof *c->own_sigma);
    if (!c->own_right || !c->own_sigma) {
        tm__components_release(c);
        return tm__fail_memory(err, "keeping components");
    }
    if (values)
        memcpy(c->own_right, svd->right, values * sizeof *c->own_right);
    if (svd->components)
        memcpy(c->own_sigma, svd->sigma, svd->components * sizeof *c->own_sigma);
    c->svd = (tm_svd){0, svd->cols, svd->components, NULL, c->own_right, c->own_sigma};
    return TM_OK;
}

void tm__components_release(struct tm__components *c)
{
    tm__free(c->own_right);
    tm__free(c->own_sigma);
    memset(c, 0, sizeof *c);
}

size_t tm__components_sections(struct tm__section *section, const struct tm__components *of)
{
    const tm_svd *const svd = &of->svd;

    if (svd->components == 0)
        return 0;
    section[0] =
        (struct tm__section){RIGHT, svd->right, svd->cols * svd->components * sizeof *svd->right};
    section[1] = (struct tm__section){SIGMA, svd->sigma, svd->components * sizeof *svd->sigma};
    return 2;
}

/* What times 0 is not 0 is no number. Every value is looked at, so that the loop is vectorised. */
static bool all_finite(const float *x, size_t n)
{
    int bad = 0;

    for (size_t i = 0; i < n; i++)
        bad |= x[i] * 0.0F != 0.0F;
    return !bad;
}

tm_status tm__components_read(struct tm__components *out, const struct tm__container *file,
                              size_t terms, const char *path, tm_error *err)
{
    const void *right, *sigma;
    size_t values, components;
    tm_status status;

    if (!tm__container_has(file, SIGMA))
        return TM_OK;
    status = tm__container_section(file, SIGMA, sizeof(float), &sigma, &components, err);
    if (status == TM_OK)
        status = tm__container_section(file, RIGHT, sizeof(float), &right, &values, err);
    if (status != TM_OK)
        return status;
    if (components > TM__MOST_COMPONENTS || values != terms * components ||
        !all_finite(sigma, components) || !all_finite(right, values))
        return tm__fail(err, TM_EFORMAT, "%s: its components are damaged", path);
    /* The struct is read only, as the file is. */
    out->svd = (tm_svd){0, terms, components, NULL, (float *)right, (float *)sigma};
    return TM_OK;
}

tm_status tm_tfidf_set_svd(tm_tfidf *model, const tm_svd *svd, tm_error *err)
{
    struct tm__components copy = {0};
    tm_status status;

    if (svd->cols != model->vocabulary.terms)
        return tm__fail(err, TM_EINVAL, "components of %zu columns for a model of %zu terms",
                        svd->cols, model->vocabulary.terms);
    if (svd->components > TM__MOST_COMPONENTS)
        return tm__fail(err, TM_EINVAL, "%zu components are more than %d", svd->components,
                        (int)TM__MOST_COMPONENTS);
    status = tm__components_copy(&copy, svd, err);
    if (status != TM_OK)
        return status;
    tm__components_release(&model->components);
    model->components = copy;
    return TM_OK;
}

const tm_svd *tm_tfidf_svd(const tm_tfidf *model)
{
    return model->components.svd.components ? &model->components.svd : NULL;
}
