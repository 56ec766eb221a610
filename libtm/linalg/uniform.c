/* Every block of numbers has a stream of its own. */
#include "linalg/uniform.h"

#include "base/parallel.h"
#include "base/rng.h"

enum { PER_BLOCK = 1 << 14 };

struct filling {
    float *out;
    size_t count;
    uint64_t seed, stream;
};

static tm_status fill_block(void *ctx, size_t block, unsigned worker)
{
    const struct filling *const f = ctx;
    const size_t first = block * PER_BLOCK, left = f->count - first;
    const size_t end = first + (left < PER_BLOCK ? left : PER_BLOCK);
    struct tm__rng rng;

    (void)worker;
    tm__rng_seed(&rng, f->seed, f->stream << 32 | block);
    for (size_t i = first; i < end; i++)
        f->out[i] = (float)(2 * tm__rng_uniform(&rng) - 1);
    return TM_OK;
}

tm_status tm__uniform_fill(float *out, size_t count, uint32_t stream, const tm_run *run,
                           tm_error *err)
{
    struct filling filling = {out, count, run ? run->seed : 0, stream};

    return tm__parallel_for((count + PER_BLOCK - 1) / PER_BLOCK, fill_block, &filling, "svd", run,
                            err);
}
