/*
 * How many numbers of a stream a normal one takes is left to chance, so one worker draws them; what
 * follows from them is the larger part, and others do that meanwhile for what was drawn before.
 */
#include "linalg/normal.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "base/status.h"

enum { PIECE = 32768, PART = 2048 /* numbers drawn together, and made together */ };

struct filling {
    struct tm__rng rng;
    struct tm__rng_point *drawn, *next; /* [PIECE] */
    float *out;                         /* of those that are drawn */
    size_t count, next_count;
};

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The state is a copy meanwhile: others read what lies beside it. */
static void draw(struct filling *f)
{
    struct tm__rng rng = f->rng;

    for (size_t i = 0; i < f->next_count; i++)
        f->next[i] = tm__rng_point(&rng);
    f->rng = rng;
}

/* Block 0 draws the next piece, the others make the one before. */
static tm_status fill_block(void *ctx, size_t block, unsigned worker)
{
    struct filling *f = ctx;

    (void)worker;
    if (block == 0)
        draw(f);
    for (size_t i = (block - 1) * PART; block > 0 && i < least(block * PART, f->count); i++)
        f->out[i] = (float)tm__rng_normal_at(f->drawn[i]);
    return TM_OK;
}

static tm_status fill(struct filling *f, size_t count, const tm_run *run, tm_error *err)
{
    tm_status status = TM_OK;

    f->next_count = least(count, PIECE);
    draw(f);
    while (status == TM_OK && f->next_count > 0) {
        struct tm__rng_point *const drawn = f->next;

        f->next = f->drawn;
        f->drawn = drawn;
        f->count = f->next_count;
        count -= f->count;
        f->next_count = least(count, PIECE);
        status = tm__parallel_for(1 + (f->count + PART - 1) / PART, fill_block, f, "svd", run, err);
        f->out += f->count;
    }
    return status;
}

tm_status tm__normal_fill(float *out, size_t count, uint64_t stream, const tm_run *run,
                          tm_error *err)
{
    struct tm__rng_point *const room = tm__alloc_array(2 * PIECE, sizeof *room);
    struct filling f = {.drawn = room, .out = out};
    tm_status status;

    if (!room)
        return tm__fail_memory(err, "drawing numbers");
    f.next = room + PIECE;
    tm__rng_seed(&f.rng, run ? run->seed : 0, stream);
    status = fill(&f, count, run, err);
    tm__free(room);
    return status;
}
