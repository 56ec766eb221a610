#include "models/checksum.h"

#include <string.h>

static const uint64_t ODD = 0x9e3779b97f4a7c15u;

static uint64_t step(uint64_t lane, uint64_t word)
{
    lane = (lane ^ word) * ODD;
    return lane << 29 | lane >> 35;
}

static uint64_t load(const unsigned char *p)
{
    uint64_t x = 0;

    memcpy(&x, p, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    x = __builtin_bswap64(x);
#endif
    return x;
}

uint64_t tm__checksum(const void *data, size_t size)
{
    const unsigned char *p = data;
    uint64_t lane[4] = {1, 2, 3, 4}, sum = size;
    size_t left = size;

    for (; left >= 32; p += 32, left -= 32)
        for (int i = 0; i < 4; i++)
            lane[i] = step(lane[i], load(p + 8 * i));
    for (int i = 0; left > 0; i++) {
        unsigned char last[8] = {0};
        const size_t n = left < 8 ? left : 8;
        memcpy(last, p, n);
        lane[i] = step(lane[i], load(last));
        p += n;
        left -= n;
    }
    for (int i = 0; i < 4; i++)
        sum = step(sum, lane[i]);
    return sum ^ sum >> 32;
}
