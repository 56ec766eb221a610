/*
 * Products are added up from two sides. Frequent columns: a table of columns x clusters, in strips
 * that stay in the cache while many rows pass by. Rare columns: the list of the clusters that have
 * something there (an inverted file of centroids, Aoyama & Saito 2020).
 */
#include "cluster/kmeans_products.h"

#include "base/clones.h"
#include "base/prefetch.h"
#include "cluster/kmeans_bounds.h"

#include <math.h>
#include <string.h>

enum {
    AHEAD = 4, /* entries */
    CACHED_CELLS = 1 << 18,
    PRODUCTS = 1 << 21, /* of one call */
    MOST_ROWS = 2048,
    CALLS = 16
};

/* Called with constant widths, so that the sums stay in registers. */
static inline void add_columns(float *restrict out, const float *restrict strip,
                               const struct tm__kmeans_rows *x, size_t row, size_t width)
{
    tm__add_lanes(out, strip, width, x->column, x->value, x->start[row], x->rare[row],
                  width / TM__LANES);
}

/* Products of rows with the clusters of one strip: out[r * stride]. */
static TM__CLONES void pass(float *out, size_t stride, const float *strip, size_t width,
                            const struct tm__kmeans_rows *x, const uint32_t *row, size_t count)
{
    for (size_t r = 0; r < count; r++, out += stride)
        switch (width / TM__LANES) {
        case 4:
            add_columns(out, strip, x, row[r], 4 * TM__LANES);
            break;
        case 3:
            add_columns(out, strip, x, row[r], 3 * TM__LANES);
            break;
        case 2:
            add_columns(out, strip, x, row[r], 2 * TM__LANES);
            break;
        default:
            add_columns(out, strip, x, row[r], TM__LANES);
            break;
        }
}

/*
 * Lists are where no row before looked, mostly: each is asked for some entries ahead, and where it
 * is even earlier. Entries of the next rows come behind those of this one, which is as good.
 */
static inline void ask_ahead(const struct tm__kmeans_sums *s, uint64_t e)
{
    const struct tm__kmeans_rows *x = s->x;
    const uint64_t end = x->start[x->rows];

    if (e + 2 * AHEAD < end && x->column[e + 2 * AHEAD] >= x->dense) {
        TM__PREFETCH(&s->list[x->column[e + 2 * AHEAD] - x->dense]);
        TM__PREFETCH(&s->length[x->column[e + 2 * AHEAD] - x->dense]);
    }
    if (e + AHEAD < end && x->column[e + AHEAD] >= x->dense)
        TM__PREFETCH(s->posting + s->list[x->column[e + AHEAD] - x->dense]);
}

static void add_lists(float *out, const struct tm__kmeans_sums *s, size_t row)
{
    const struct tm__kmeans_rows *x = s->x;

    for (uint64_t e = x->rare[row]; e < x->start[row + 1]; e++) {
        const size_t list = x->column[e] - x->dense;
        const struct tm__kmeans_posting *const posting = s->posting + s->list[list];
        const float value = x->value[e];

        ask_ahead(s, e);
        for (size_t p = 0; p < s->length[list]; p++)
            out[posting[p].cluster] += value * posting[p].value;
    }
}

static void add_edges(float *out, const struct tm__kmeans_rows *x, size_t row,
                      const uint32_t *label)
{
    for (uint64_t e = x->first[row]; e < x->first[row + 1]; e++) {
        const uint32_t other = label[x->edge[e].row];

        if (other != TM__NO_CLUSTER)
            out[other] += (float)x->edge[e].product;
    }
}

size_t tm__kmeans_turn(const struct tm__kmeans_sums *s, size_t few)
{
    const size_t fit = PRODUCTS / (s->width + 1) + 1;
    size_t rows = few;

    if (s->x->dense * s->width > CACHED_CELLS && s->x->rows / CALLS > few)
        rows = s->x->rows / CALLS < MOST_ROWS ? s->x->rows / CALLS : MOST_ROWS;
    return rows < fit ? rows : fit;
}

void tm__kmeans_products(float *out, const struct tm__kmeans_sums *s, const uint32_t *row,
                         size_t count, const uint32_t *label)
{
    for (size_t strip = 0; strip * TM__STRIP < s->width; strip++) {
        size_t width;
        const float *const cells = tm__kmeans_strip(s, strip, &width);

        pass(out + strip * TM__STRIP, s->width, cells, width, s->x, row, count);
    }
    for (size_t r = 0; r < count; r++, out += s->width) {
        if (s->flows)
            add_edges(out, s->x, row[r], label);
        else
            add_lists(out, s, row[r]);
        if (label[row[r]] != TM__NO_CLUSTER)
            out[label[row[r]]] += (float)s->x->own[row[r]];
    }
}

/* Where the cluster is in a list; its length if it is not. */
static size_t find(const struct tm__kmeans_sums *s, size_t list, uint32_t cluster)
{
    const struct tm__kmeans_posting *const posting = s->posting + s->list[list];
    size_t p = 0;

    while (p < s->length[list] && posting[p].cluster != cluster)
        p++;
    return p;
}

static uint64_t first_edge(const struct tm__kmeans_sums *s, size_t row)
{
    return s->flows ? s->x->first[row] : 0;
}

static uint64_t end_of_edges(const struct tm__kmeans_sums *s, size_t row)
{
    return s->flows ? s->x->first[row + 1] : 0;
}

float tm__kmeans_cosine(const struct tm__kmeans_sums *s, size_t row, uint32_t cluster,
                        const uint32_t *label)
{
    const struct tm__kmeans_rows *x = s->x;
    float sum = 0;
    size_t width;
    const float *const strip =
        tm__kmeans_strip(s, cluster / TM__STRIP, &width) + cluster % TM__STRIP;

    for (uint64_t e = x->start[row]; e < x->rare[row]; e++)
        sum += x->value[e] * strip[x->column[e] * width];
    for (uint64_t e = x->rare[row]; !s->flows && e < x->start[row + 1]; e++) {
        const size_t list = x->column[e] - x->dense, p = find(s, list, cluster);

        if (p < s->length[list])
            sum += x->value[e] * s->posting[s->list[list] + p].value;
    }
    for (uint64_t e = first_edge(s, row); e < end_of_edges(s, row); e++)
        if (label[x->edge[e].row] == cluster)
            sum += (float)x->edge[e].product;
    if (label[row] == cluster)
        sum += (float)x->own[row];
    return sum * s->scale[cluster];
}

double tm__kmeans_exact_cosine(const struct tm__kmeans_sums *s, size_t row, uint32_t cluster,
                               const uint32_t *label)
{
    const struct tm__kmeans_rows *x = s->x;
    double sum = label[row] == cluster ? x->own[row] : 0, square = x->own[row];

    for (uint64_t e = first_edge(s, row); e < end_of_edges(s, row); e++)
        if (label[x->edge[e].row] == cluster)
            sum += x->edge[e].product;
    for (uint64_t e = x->start[row]; e < (s->flows ? x->rare[row] : x->start[row + 1]); e++) {
        const double value = x->value[e];

        square += value * value;
        if (e < x->rare[row]) {
            sum += value * s->cell[x->column[e] * s->clusters + cluster];
        } else {
            const size_t list = x->column[e] - x->dense, p = find(s, list, cluster);

            if (p < s->length[list])
                sum += value * s->sum[s->list[list] + p];
        }
    }
    return sum > 0 ? sum / sqrt(square * s->square[cluster]) : 0;
}

/* Eight of them as bits: whole numbers, which for floats that are not below 0 have the same order.
 */
typedef int32_t bits
    __attribute__((vector_size(TM__LANES * sizeof(int32_t)), aligned(4), may_alias));
typedef int16_t halves
    __attribute__((vector_size(TM__LANES * sizeof(int16_t)), aligned(2), may_alias));

/* Each lane keeps the better of itself and of another; ties: the lower place. */
static inline void keep_better(bits *most, bits *place, const bits *other_most,
                               const bits *other_place)
{
    const bits is_better =
        (*other_most > *most) | ((*other_most == *most) & (*other_place < *place));

    *most = (*other_most & is_better) | (*most & ~is_better);
    *place = (*other_place & is_better) | (*place & ~is_better);
}

/* Lanes in another order; __builtin_shufflevector() came to GCC with 12. */
#if defined(__clang__) || __GNUC__ >= 12
#define SHUFFLED(x, ...) __builtin_shufflevector(x, x, __VA_ARGS__)
#else
#define SHUFFLED(x, ...) __builtin_shuffle(x, (bits){__VA_ARGS__})
#endif

/* One pass, and no branch that depends on where the best is. */
TM__CLONES static uint32_t find_best(float *value, const float *by, size_t width, int16_t *step)
{
    tm__lanes *const at = (tm__lanes *)value;
    const tm__lanes *const scales = (const tm__lanes *)by;
    halves *const steps = (halves *)step;
    bits largest = {0}, first = {0}, now = {0}, other, its;

    for (int32_t l = 0; l < TM__LANES; l++)
        now[l] = first[l] = l;
    for (size_t v = 0; v < width / TM__LANES; v++) {
        const tm__lanes scaled = at[v] * scales[v];
        const bits as_bits = (bits)scaled, is_more = as_bits > largest;

        at[v] = scaled;
        largest = (as_bits & is_more) | (largest & ~is_more);
        first = (now & is_more) | (first & ~is_more);
        now += TM__LANES;
        if (step)
            steps[v] = __builtin_convertvector(
                __builtin_convertvector(scaled * (float)TM__BOUND_STEPS + 1, bits), halves);
    }
    other = SHUFFLED(largest, 4, 5, 6, 7, 0, 1, 2, 3);
    its = SHUFFLED(first, 4, 5, 6, 7, 0, 1, 2, 3);
    keep_better(&largest, &first, &other, &its);
    other = SHUFFLED(largest, 2, 3, 0, 1, 6, 7, 4, 5);
    its = SHUFFLED(first, 2, 3, 0, 1, 6, 7, 4, 5);
    keep_better(&largest, &first, &other, &its);
    other = SHUFFLED(largest, 1, 0, 3, 2, 5, 4, 7, 6);
    its = SHUFFLED(first, 1, 0, 3, 2, 5, 4, 7, 6);
    keep_better(&largest, &first, &other, &its);
    return (uint32_t)first[0];
}

/* Clones have to be static, or their resolver is seen from outside. */
uint32_t tm__kmeans_best(float *value, const float *by, size_t width, int16_t *step)
{
    return find_best(value, by, width, step);
}
