#include "linalg/boosting.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

enum { CUTS = 63, BINS = CUTS + 1 };

/* Gradient and curvature of the loss. */
struct slope {
    double g, h;
};

/* The best question of a column. */
struct question {
    double gain;
    size_t cut;
};

struct boost {
    const struct tm__samples *s;
    const struct tm__boosting *boosting;
    float *cut;            /* [columns x CUTS] rising */
    size_t *cuts;          /* [columns] */
    uint8_t *bin;          /* [columns x rows] cuts below the value */
    struct slope *slope;   /* [rows] */
    uint8_t *leaf;         /* [rows] */
    unsigned level;        /* of the tree that grows */
    struct question *best; /* [columns] */
};

static int by_value(const void *a, const void *b)
{
    const float x = *(const float *)a, y = *(const float *)b;

    return (x > y) - (x < y);
}

/* Distinct values at the quantiles, but for the largest value, above which nothing is. */
static void find_cuts(struct boost *b, size_t column, const float *sorted)
{
    const size_t rows = b->s->rows;
    float *cut = b->cut + column * CUTS;
    size_t n = 0;

    for (size_t q = 1; q <= CUTS; q++) {
        const float v = sorted[(rows - 1) * q / (CUTS + 1)];
        if (v < sorted[rows - 1] && (n == 0 || v > cut[n - 1]))
            cut[n++] = v;
    }
    b->cuts[column] = n;
}

static tm_status bin_column(void *ctx, size_t column, unsigned worker)
{
    struct boost *b = ctx;
    const size_t rows = b->s->rows, columns = b->s->columns;
    float *sorted = tm__alloc_array(rows, sizeof *sorted);
    const float *cut = b->cut + column * CUTS;

    (void)worker;
    if (!sorted)
        return TM_ENOMEM;
    for (size_t i = 0; i < rows; i++)
        sorted[i] = b->s->x[i * columns + column];
    qsort(sorted, rows, sizeof *sorted, by_value);
    find_cuts(b, column, sorted);
    for (size_t i = 0; i < rows; i++) {
        const float x = b->s->x[i * columns + column];
        uint8_t bin = 0;
        while (bin < b->cuts[column] && x > cut[bin])
            bin++;
        b->bin[column * rows + i] = bin;
    }
    tm__free(sorted);
    return TM_OK;
}

static void find_slopes(struct boost *b, const double *score)
{
    const struct tm__samples *s = b->s;

    for (size_t i = 0; i < s->rows; i++) {
        const double p = 1 / (1 + exp(-score[i]));
        b->slope[i] = (struct slope){s->weight[i] * (s->y[i] - p), s->weight[i] * p * (1 - p)};
    }
    memset(b->leaf, 0, s->rows);
}

static double gain_of(struct slope s, double ridge)
{
    return s.g * s.g / (s.h + ridge);
}

/* What cutting every leaf of the level behind each bin is worth. */
static struct question ask(const struct boost *b, struct slope sum[][BINS], size_t cuts)
{
    const double ridge = b->boosting->ridge;
    struct question best = {0, 0};
    struct slope below[TM__TREE_LEAVES] = {{0, 0}}, all[TM__TREE_LEAVES] = {{0, 0}};
    const unsigned leaves = 1u << b->level;

    for (unsigned l = 0; l < leaves; l++)
        for (size_t k = 0; k <= cuts; k++) {
            all[l].g += sum[l][k].g;
            all[l].h += sum[l][k].h;
        }
    for (size_t k = 0; k < cuts; k++) {
        double gain = 0;
        for (unsigned l = 0; l < leaves; l++) {
            below[l].g += sum[l][k].g;
            below[l].h += sum[l][k].h;
            gain += gain_of(below[l], ridge) - gain_of(all[l], ridge) +
                    gain_of((struct slope){all[l].g - below[l].g, all[l].h - below[l].h}, ridge);
        }
        if (gain > best.gain)
            best = (struct question){gain, k};
    }
    return best;
}

static tm_status ask_column(void *ctx, size_t column, unsigned worker)
{
    struct boost *b = ctx;
    const size_t rows = b->s->rows;
    const uint8_t *bin = b->bin + column * rows;
    struct slope sum[TM__TREE_LEAVES / 2][BINS];

    (void)worker;
    memset(sum, 0, sizeof sum);
    for (size_t i = 0; i < rows && b->cuts[column]; i++) {
        struct slope *cell = &sum[b->leaf[i]][bin[i]];
        cell->g += b->slope[i].g;
        cell->h += b->slope[i].h;
    }
    b->best[column] = ask(b, sum, b->cuts[column]);
    return TM_OK;
}

static tm_status grow_level(struct boost *b, struct tm__tree *tree, const tm_run *run,
                            tm_error *err)
{
    const tm_status status = tm__parallel_for(b->s->columns, ask_column, b, "grow", run, err);
    const size_t rows = b->s->rows;
    size_t best = 0;

    if (status != TM_OK)
        return status;
    for (size_t j = 1; j < b->s->columns; j++)
        if (b->best[j].gain > b->best[best].gain)
            best = j;
    tree->column[b->level] = (uint32_t)best;
    tree->above[b->level] =
        b->best[best].gain > 0 ? b->cut[best * CUTS + b->best[best].cut] : FLT_MAX;
    for (size_t i = 0; i < rows && b->best[best].gain > 0; i++)
        b->leaf[i] |= (uint8_t)((b->bin[best * rows + i] > b->best[best].cut) << b->level);
    return TM_OK;
}

static void fill_leaves(const struct boost *b, struct tm__tree *tree, double *score)
{
    struct slope sum[TM__TREE_LEAVES] = {{0, 0}};

    for (size_t i = 0; i < b->s->rows; i++) {
        sum[b->leaf[i]].g += b->slope[i].g;
        sum[b->leaf[i]].h += b->slope[i].h;
    }
    for (unsigned l = 0; l < TM__TREE_LEAVES; l++)
        tree->leaf[l] = (float)(b->boosting->rate * sum[l].g / (sum[l].h + b->boosting->ridge));
    for (size_t i = 0; i < b->s->rows; i++)
        score[i] += tree->leaf[b->leaf[i]];
}

static tm_status grow(struct boost *b, struct tm__tree *tree, double *score, const tm_run *run,
                      tm_error *err)
{
    tm_status status = TM_OK;

    find_slopes(b, score);
    for (b->level = 0; status == TM_OK && b->level < TM__TREE_LEVELS; b->level++)
        status = grow_level(b, tree, run, err);
    if (status == TM_OK)
        fill_leaves(b, tree, score);
    return status;
}

static tm_status start(struct boost *b, const tm_run *run, tm_error *err)
{
    const size_t rows = b->s->rows, columns = b->s->columns;

    b->cut = tm__alloc_array(columns, CUTS * sizeof *b->cut);
    b->cuts = tm__calloc(columns, sizeof *b->cuts);
    b->bin = tm__alloc_array(rows, columns);
    b->slope = tm__alloc_array(rows, sizeof *b->slope);
    b->leaf = tm__alloc_array(rows, 1);
    b->best = tm__alloc_array(columns, sizeof *b->best);
    if (!b->cut || !b->cuts || !b->bin || !b->slope || !b->leaf || !b->best)
        return tm__fail_memory(err, "growing trees");
    return rows ? tm__parallel_for(columns, bin_column, b, "grow", run, err) : TM_OK;
}

tm_status tm__boost(struct tm__tree *tree, double *score, const struct tm__samples *samples,
                    const struct tm__boosting *boosting, const tm_run *run, tm_error *err)
{
    struct boost b = {.s = samples, .boosting = boosting};
    tm_status status = start(&b, run, err);

    for (size_t t = 0; status == TM_OK && t < boosting->trees; t++)
        status = grow(&b, &tree[t], score, run, err);
    tm__free(b.cut);
    tm__free(b.cuts);
    tm__free(b.bin);
    tm__free(b.slope);
    tm__free(b.leaf);
    tm__free(b.best);
    return status;
}

_Static_assert(TM__TREE_LEVELS == 3 && TM__TREE_ROWS == 16, "what answer() and its like do");

static void answer(double *score, const struct tm__tree *tree, const float *x)
{
    const float *const a = x + tree->column[0] * TM__TREE_ROWS;
    const float *const b = x + tree->column[1] * TM__TREE_ROWS;
    const float *const c = x + tree->column[2] * TM__TREE_ROWS;

    for (size_t r = 0; r < TM__TREE_ROWS; r++)
        score[r] += tree->leaf[(a[r] > tree->above[0]) | (b[r] > tree->above[1]) << 1 |
                               (c[r] > tree->above[2]) << 2];
}

static void score_plain(double *score, const struct tm__tree *tree, size_t trees, const float *x)
{
    for (size_t r = 0; r < TM__TREE_ROWS; r++)
        score[r] = 0;
    for (size_t t = 0; t < trees; t++)
        answer(score, &tree[t], x);
}

#if defined(__x86_64__) && defined(__GNUC__)
#define AVX2 __attribute__((target("avx2")))

/* Eight rows' answers to a question, as a bit of their leaves. */
AVX2 static inline __m256i ask_eight(const float *x, __m256 above, int bit)
{
    const __m256 yes = _mm256_cmp_ps(_mm256_loadu_ps(x), above, _CMP_GT_OQ);

    return _mm256_and_si256(_mm256_castps_si256(yes), _mm256_set1_epi32(bit));
}

/* What a tree says: its leaves fill one register, and are dealt out to eight rows at once. */
AVX2 static inline void answer_avx2(__m256d score[4], const struct tm__tree *tree, const float *x)
{
    const __m256 leaves = _mm256_loadu_ps(tree->leaf);
    const __m256 one = _mm256_set1_ps(tree->above[0]), two = _mm256_set1_ps(tree->above[1]),
                 three = _mm256_set1_ps(tree->above[2]);

    for (size_t half = 0; half < 2; half++) {
        const float *const row = x + 8 * half;
        const __m256i a = ask_eight(row + tree->column[0] * TM__TREE_ROWS, one, 1);
        const __m256i b = ask_eight(row + tree->column[1] * TM__TREE_ROWS, two, 2);
        const __m256i c = ask_eight(row + tree->column[2] * TM__TREE_ROWS, three, 4);
        const __m256i leaf = _mm256_or_si256(_mm256_or_si256(a, b), c);
        const __m256 said = _mm256_permutevar8x32_ps(leaves, leaf);
        const __m128 low = _mm256_castps256_ps128(said), high = _mm256_extractf128_ps(said, 1);
        score[2 * half] = _mm256_add_pd(score[2 * half], _mm256_cvtps_pd(low));
        score[2 * half + 1] = _mm256_add_pd(score[2 * half + 1], _mm256_cvtps_pd(high));
    }
}

AVX2 static void score_avx2(double *score, const struct tm__tree *tree, size_t trees,
                            const float *x)
{
    __m256d sum[4];

    for (size_t i = 0; i < 4; i++)
        sum[i] = _mm256_setzero_pd();
    for (size_t t = 0; t < trees; t++)
        answer_avx2(sum, &tree[t], x);
    for (size_t i = 0; i < 4; i++)
        _mm256_storeu_pd(score + 4 * i, sum[i]);
}
#endif

void tm__trees_score(double *score, const struct tm__tree *tree, size_t trees, const float *x)
{
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx2")) {
        score_avx2(score, tree, trees, x);
        return;
    }
#endif
    score_plain(score, tree, trees, x);
}
