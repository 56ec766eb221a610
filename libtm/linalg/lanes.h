/* The innermost loop of products of sparse rows with dense columns, some columns at once. */
#ifndef TM_LINALG_LANES_H
#define TM_LINALG_LANES_H

#include <stddef.h>
#include <stdint.h>

enum { TM__LANES = 8 };

/* Eight floats at once, a register or two; written out because gcc 12 leaves loops half done. */
typedef float tm__lanes
    __attribute__((vector_size(TM__LANES * sizeof(float)), aligned(4), may_alias));

/*
 * out[count * TM__LANES]: sums of value[e] * x[column[e] * stride ...] over first <= e < end, in
 * that order. To be called with a constant count, 1 to 8, from what is TM__CLONES: then the sums
 * stay in registers.
 */
static inline void tm__add_lanes(float *restrict out, const float *restrict x, size_t stride,
                                 const uint32_t *column, const float *value, uint64_t first,
                                 uint64_t end, size_t count)
{
    tm__lanes a = {0}, b = {0}, c = {0}, d = {0}, e = {0}, f = {0}, g = {0}, h = {0};
    tm__lanes *const to = (tm__lanes *)out;

    for (uint64_t i = first; i < end; i++) {
        const tm__lanes *const from = (const tm__lanes *)(x + column[i] * stride);
        const float by = value[i];

        a += by * from[0];
        if (count > 1)
            b += by * from[1];
        if (count > 2)
            c += by * from[2];
        if (count > 3)
            d += by * from[3];
        if (count > 4)
            e += by * from[4];
        if (count > 5)
            f += by * from[5];
        if (count > 6)
            g += by * from[6];
        if (count > 7)
            h += by * from[7];
    }
    to[0] = a;
    if (count > 1)
        to[1] = b;
    if (count > 2)
        to[2] = c;
    if (count > 3)
        to[3] = d;
    if (count > 4)
        to[4] = e;
    if (count > 5)
        to[5] = f;
    if (count > 6)
        to[6] = g;
    if (count > 7)
        to[7] = h;
}

#endif
