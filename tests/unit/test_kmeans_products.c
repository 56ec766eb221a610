#include "cluster/kmeans_products.h"
#include "kmeans_sample.h"

/* Every width of the last strip, several strips, lists and none. */
Test(kmeans_products, agree_with_the_definition_and_bit_for_bit_with_each_other)
{
    static const size_t clusters[] = {1, 7, 8, 9, 17, 25, 32, 33, 70};

    for (size_t n = 0; n < sizeof clusters / sizeof *clusters; n++) {
        struct kmeans_sample *s = kmeans_sample_new(random_rows(90, 70, 5, n), clusters[n]);
        float *cosine = malloc(90 * s->sums.width * sizeof *cosine);
        uint32_t row[90];
        for (size_t i = 0; i < 90; i++)
            row[i] = (uint32_t)(89 - i);
        tm__kmeans_cosines(cosine, &s->sums, row, 90, s->label);
        for (size_t i = 0; i < 90; i++)
            for (uint32_t j = 0; j < s->sums.width; j++) {
                const float got = cosine[i * s->sums.width + j];
                if (j >= clusters[n]) {
                    cr_expect_eq(got, 0.0f, "padding");
                    continue;
                }
                cr_expect_float_eq(got, kmeans_sample_cosine(s, row[i], j), 1e-6,
                                   "%zu clusters, row %u, cluster %u", clusters[n], row[i], j);
                cr_expect_eq(got, tm__kmeans_cosine(&s->sums, row[i], j, s->label[row[i]]),
                             "%zu clusters, row %u, cluster %u", clusters[n], row[i], j);
                cr_expect_float_eq(tm__kmeans_exact_cosine(&s->sums, row[i], j, s->label[row[i]]),
                                   kmeans_sample_cosine(s, row[i], j), 1e-7, "in double, row %u",
                                   row[i]);
            }
        free(cosine);
        kmeans_sample_free(s);
    }
}

Test(kmeans_products, find_the_first_of_the_best)
{
    float cosine[16] = {0, .5f, .25f, .75f, .5f, .75f, .125f};

    cr_expect_eq(tm__kmeans_best(cosine, 16), 3, "the first of two");
    cosine[3] = 0;
    cosine[13] = .75f;
    cr_expect_eq(tm__kmeans_best(cosine, 16), 5, "the first, in another lane");
    cosine[13] = 1;
    cr_expect_eq(tm__kmeans_best(cosine, 16), 13, "further on");
    memset(cosine, 0, sizeof cosine);
    cr_expect_eq(tm__kmeans_best(cosine, 16), 0, "strangers go to the lowest number");
}
