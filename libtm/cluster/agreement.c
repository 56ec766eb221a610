#include "cluster/agreement.h"

#include <math.h>
#include <string.h>

static double pairs(double n)
{
    return n * (n - 1) / 2;
}

static double entropy(const double *count, size_t k, double rows)
{
    double sum = 0;

    for (size_t j = 0; j < k; j++)
        if (count[j] > 0)
            sum -= count[j] / rows * log(count[j] / rows);
    return sum;
}

struct tm__agreement tm__agreement(const uint32_t *a, size_t ka, const uint32_t *b, size_t kb,
                                   size_t rows, double *table)
{
    double *const of_a = table + ka * kb, *const of_b = of_a + ka;
    const double n = (double)rows;
    double both = 0, in_a = 0, in_b = 0, expected, ceiling, h, joint;
    struct tm__agreement out = {1, 1};

    memset(table, 0, (ka * kb + ka + kb) * sizeof *table);
    for (size_t i = 0; i < rows; i++) {
        table[a[i] * kb + b[i]]++;
        of_a[a[i]]++;
        of_b[b[i]]++;
    }
    for (size_t c = 0; c < ka * kb; c++)
        both += pairs(table[c]);
    for (size_t j = 0; j < ka; j++)
        in_a += pairs(of_a[j]);
    for (size_t j = 0; j < kb; j++)
        in_b += pairs(of_b[j]);
    h = entropy(of_a, ka, n) + entropy(of_b, kb, n);
    joint = entropy(table, ka * kb, n);
    if (h > 0)
        out.nmi = 2 * (h - joint) / h;
    expected = rows > 1 ? in_a * in_b / pairs(n) : 0;
    ceiling = (in_a + in_b) / 2;
    if (ceiling > expected)
        out.ari = (both - expected) / (ceiling - expected);
    return out;
}
