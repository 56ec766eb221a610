#include "digest/digest_map.h"

#include "digest/digest_centroids.h"

#include <stdlib.h>

/* Stories share few words, so that nearly all would be equally far from each other; what they
 * have in common shows in some dozens of components. */
enum { COMPONENTS = 20 };

/* Into the unit square. */
static void fit_square(struct digest *digest, const float *place, size_t stories)
{
    for (size_t axis = 0; axis < 2; axis++) {
        float low = place[axis], high = place[axis];

        for (size_t i = 1; i < stories; i++) {
            const float at = place[2 * i + axis];

            low = at < low ? at : low;
            high = at > high ? at : high;
        }
        for (size_t i = 0; i < stories; i++) {
            const float at = high > low ? (place[2 * i + axis] - low) / (high - low) : 0.5F;

            if (axis == 0)
                digest->story[i].x = at;
            else
                digest->story[i].y = at;
        }
    }
}

static tm_status reduce(float **x, const tm_sparse *centroids, size_t *components,
                        const tm_run *run, tm_error *err)
{
    tm_svd_options how = TM_SVD_INIT;
    tm_svd *svd;
    tm_status status;

    how.components = COMPONENTS;
    status = tm_svd_new(&svd, centroids, &how, run, err);
    if (status != TM_OK)
        return status;
    *components = svd->components;
    *x = cli_alloc(centroids->rows * svd->components, sizeof **x);
    status = tm_svd_project(*x, svd, centroids, run, err);
    tm_svd_free(svd);
    return status;
}

tm_status digest_make_map(struct digest *digest, const tm_sparse *rows, const tm_run *run,
                          tm_error *err)
{
    const size_t stories = digest->stories < DIGEST_MAPPED ? digest->stories : DIGEST_MAPPED;
    float *x = NULL, *const place = cli_alloc(2 * stories, sizeof *place);
    size_t components = 0;
    tm_sparse *centroids = NULL;
    tm_status status = TM_OK;

    if (stories > 0 && rows->cols > 0) {
        status = digest_centroids(&centroids, digest, stories, rows, err);
        if (status == TM_OK)
            status = reduce(&x, centroids, &components, run, err);
        if (status == TM_OK)
            status = tm_layout(place, x, stories, components, run, err);
    }
    if (status == TM_OK && stories > 0)
        fit_square(digest, place, stories);
    tm_sparse_free(centroids);
    free(place);
    free(x);
    return status;
}
