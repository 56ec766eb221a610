#include "cluster/kmeans_seed.h"

#include "base/memory.h"
#include "base/status.h"

#include <math.h>
#include <string.h>

/* Two copies of a row differ from cosine 1 by rounding only; they are at distance 0. */
static const double same = 1e-6;

tm_status tm__seeding_new(struct tm__seeding *s, const tm_sparse *m, const tm_sparse *columns,
                          tm_error *err)
{
    memset(s, 0, sizeof *s);
    s->m = m;
    s->columns = columns;
    s->distance = tm__alloc_array(m->rows, sizeof *s->distance);
    s->running = tm__alloc_array(m->rows, sizeof *s->running);
    s->product = tm__calloc(m->rows, sizeof *s->product);
    s->touched = tm__alloc_array(m->rows, sizeof *s->touched);
    if (!s->distance || !s->running || !s->product || !s->touched) {
        tm__seeding_release(s);
        return tm__fail_memory(err, "seeding clusters");
    }
    return TM_OK;
}

void tm__seeding_release(struct tm__seeding *s)
{
    tm__free(s->distance);
    tm__free(s->running);
    tm__free(s->product);
    tm__free(s->touched);
    memset(s, 0, sizeof *s);
}

/* Products of a row with all rows that share a column with it. */
static void products(struct tm__seeding *s, uint32_t row)
{
    s->count = 0;
    for (uint64_t e = s->m->row_start[row]; e < s->m->row_start[row + 1]; e++) {
        const uint32_t t = s->m->column[e];
        const double x = s->m->value[e];
        for (uint64_t q = s->columns->row_start[t]; q < s->columns->row_start[t + 1]; q++) {
            const uint32_t i = s->columns->column[q];
            const double product = x * s->columns->value[q];
            if (s->product[i] == 0 && product != 0)
                s->touched[s->count++] = i;
            s->product[i] += product;
        }
    }
}

static double nearer(const struct tm__seeding *s, uint32_t i)
{
    const double d = 1 - s->product[i];

    return d > same ? d : 0;
}

static void clear(struct tm__seeding *s)
{
    for (size_t x = 0; x < s->count; x++)
        s->product[s->touched[x]] = 0;
}

/* How much the sum of distances falls if the row becomes a seed. */
static double gain(struct tm__seeding *s, uint32_t row)
{
    double sum = 0;

    products(s, row);
    for (size_t x = 0; x < s->count; x++) {
        const double d = nearer(s, s->touched[x]);
        if (d < s->distance[s->touched[x]])
            sum += s->distance[s->touched[x]] - d;
    }
    clear(s);
    return sum;
}

static void take(struct tm__seeding *s, uint32_t row)
{
    products(s, row);
    for (size_t x = 0; x < s->count; x++) {
        const double d = nearer(s, s->touched[x]);
        if (d < s->distance[s->touched[x]])
            s->distance[s->touched[x]] = d;
    }
    clear(s);
    s->distance[row] = -1; /* taken */
}

/* The first row whose running sum is above x: binary search, as running never falls. */
static uint32_t find(const struct tm__seeding *s, double x)
{
    size_t low = 0, high = s->m->rows - 1;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (s->running[middle] > x)
            high = middle;
        else
            low = middle + 1;
    }
    return (uint32_t)low;
}

static uint32_t first_free(const struct tm__seeding *s)
{
    size_t i = 0;

    while (s->distance[i] < 0)
        i++;
    return (uint32_t)i;
}

static uint32_t draw_one(struct tm__seeding *s, unsigned trials, struct tm__rng *rng)
{
    double total = 0, best = -1;
    uint32_t row = 0;

    for (size_t i = 0; i < s->m->rows; i++) {
        total += s->distance[i] > 0 ? s->distance[i] : 0;
        s->running[i] = total;
    }
    if (total <= 0) /* only copies of seeds are left */
        return first_free(s);
    for (unsigned t = 0; t < trials; t++) {
        const uint32_t i = find(s, tm__rng_uniform(rng) * total);
        const double fall = s->distance[i] > 0 ? gain(s, i) : -1;
        if (fall > best) {
            best = fall;
            row = i;
        }
    }
    return best >= 0 ? row : first_free(s);
}

void tm__seeding_draw(uint32_t *seed, size_t k, struct tm__seeding *s, struct tm__rng *rng)
{
    const unsigned trials = 2 + (unsigned)log((double)k);

    for (size_t i = 0; i < s->m->rows; i++)
        s->distance[i] = 1;
    for (size_t j = 0; j < k; j++) {
        seed[j] = j ? draw_one(s, trials, rng) : (uint32_t)tm__rng_below(rng, s->m->rows);
        take(s, seed[j]);
    }
}
