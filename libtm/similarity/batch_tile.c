#include "similarity/batch_tile.h"

#include <math.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { STRIP = 16, AHEAD = 16 };

static size_t whole_strips(size_t count)
{
    return (count + STRIP - 1) / STRIP * STRIP;
}

static void clear(struct tm__tile *tile)
{
    const size_t size = whole_strips(tile->count);

    for (size_t word = 0; word < sizeof tile->used / sizeof *tile->used; word++) {
        for (uint64_t left = tile->used[word]; left > 0; left &= left - 1)
            memset(tile->level[word * 64 + (size_t)__builtin_ctzll(left)], 0, size);
        tile->used[word] = 0;
    }
}

/* Of what has these in different columns. */
static uint8_t length_of(unsigned a, unsigned b)
{
    const unsigned length = (unsigned)sqrtf((float)(a * a + b * b)) + 1;

    return length < TM__TILE_STEPS ? (uint8_t)length : TM__TILE_STEPS;
}

static size_t lane_of(size_t rank, size_t first)
{
    const size_t lane = rank == first ? TM__TILE_OWN : rank % TM__TILE_BUCKETS;

    return rank < first ? TM__TILE_NOWHERE : lane;
}

static void turn_row(struct tm__tile *tile, size_t rank, size_t at)
{
    const struct tm__inverted *x = tile->index;
    const struct tm__indexed_entry *const first = tm__inverted_row(x, tile->row[at]),
                                          *const end =
                                              tm__inverted_row(x, (size_t)tile->row[at] + 1);
    double norm, scale;

    memcpy(&norm, first, sizeof norm);
    scale = 1 / norm;
    for (const struct tm__indexed_entry *e = first + 1; e < end; e++) {
        const size_t lane = lane_of(e->rank, rank);
        uint8_t *const level = &tile->level[lane][at];
        const uint8_t here = tm__tile_level((float)(e->value * scale));

        *level = *level > 0 && lane != TM__TILE_NOWHERE ? length_of(*level, here) : here;
        tile->used[lane / 64] |= (uint64_t)1 << lane % 64;
    }
}

void tm__tile_fill(struct tm__tile *tile, size_t rank, uint64_t from, size_t count)
{
    clear(tile);
    tile->row = tile->index->row + from;
    tile->count = count;
    for (size_t r = 0; r < count; r++) {
        if (r + AHEAD < count)
            tm__inverted_fetch(tile->index, tile->row[r + AHEAD]);
        turn_row(tile, rank, r);
    }
}

/* Bounds of the rows of a strip from `level` on, no more than 2^16 - 1, and a bit for each that is
 * good enough. */
#ifdef __SSE2__
static unsigned bounds_of_strip(uint16_t *bound, const uint8_t *level, uint32_t least,
                                const struct tm__weight *weight, size_t weights)
{
    const __m128i zero = _mm_setzero_si128(), bar = _mm_set1_epi16((short)least);
    __m128i low = zero, high = zero;

    for (size_t w = 0; w < weights; w++) {
        const __m128i by = _mm_set1_epi16((short)weight[w].weight),
                      all = _mm_loadu_si128(
                          (const __m128i *)(level + weight[w].bucket * (size_t)TM__TILE_ROWS));

        low = _mm_adds_epu16(low, _mm_mullo_epi16(_mm_unpacklo_epi8(all, zero), by));
        high = _mm_adds_epu16(high, _mm_mullo_epi16(_mm_unpackhi_epi8(all, zero), by));
    }
    _mm_storeu_si128((__m128i *)bound, low);
    _mm_storeu_si128((__m128i *)(bound + STRIP / 2), high);
    low = _mm_cmpeq_epi16(_mm_subs_epu16(bar, low), zero);
    high = _mm_cmpeq_epi16(_mm_subs_epu16(bar, high), zero);
    return (unsigned)_mm_movemask_epi8(_mm_packs_epi16(low, high));
}
#else
static unsigned bounds_of_strip(uint16_t *bound, const uint8_t *level, uint32_t least,
                                const struct tm__weight *weight, size_t weights)
{
    unsigned good = 0;

    for (size_t r = 0; r < STRIP; r++) {
        uint32_t sum = 0;

        for (size_t w = 0; w < weights; w++)
            sum += (uint32_t)weight[w].weight * level[weight[w].bucket * (size_t)TM__TILE_ROWS + r];
        bound[r] = (uint16_t)(sum < UINT16_MAX ? sum : UINT16_MAX);
        good |= (unsigned)(bound[r] >= least) << r;
    }
    return good;
}
#endif

size_t tm__tile_select(uint64_t *out, const struct tm__tile *tile, size_t count, uint32_t least,
                       const struct tm__weight *weight, size_t weights)
{
    size_t n = 0;

    for (size_t at = 0; at < count; at += STRIP) {
        uint16_t bound[STRIP];
        unsigned good = bounds_of_strip(bound, tile->level[0] + at, least, weight, weights);

        if (count - at < STRIP)
            good &= (1u << (count - at)) - 1;
        for (; good > 0; good &= good - 1) {
            const size_t r = (size_t)__builtin_ctz(good);

            out[n++] = (uint64_t)bound[r] << 32 | tile->row[at + r];
        }
    }
    return n;
}
