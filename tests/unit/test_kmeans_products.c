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
        tm__kmeans_products(cosine, &s->sums, row, 90, s->label);
        for (size_t i = 0; i < 90; i++)
            for (uint32_t j = 0; j < s->sums.width; j++) {
                const float got = cosine[i * s->sums.width + j] * s->sums.scale[j];
                if (j >= clusters[n]) {
                    cr_expect_eq(got, 0.0f, "padding");
                    continue;
                }
                cr_expect_float_eq(got, kmeans_sample_cosine(s, row[i], j), 1e-6,
                                   "%zu clusters, row %u, cluster %u", clusters[n], row[i], j);
                cr_expect_eq(got, tm__kmeans_cosine(&s->sums, row[i], j, s->label),
                             "%zu clusters, row %u, cluster %u", clusters[n], row[i], j);
                cr_expect_float_eq(tm__kmeans_exact_cosine(&s->sums, row[i], j, s->label),
                                   kmeans_sample_cosine(s, row[i], j), 1e-7, "in double, row %u",
                                   row[i]);
            }
        free(cosine);
        kmeans_sample_free(s);
    }
}

static uint32_t best(const float *product, const float *scale)
{
    float copy[16];
    uint32_t place;

    memcpy(copy, product, sizeof copy);
    place = tm__kmeans_best(copy, scale, 16, NULL);
    for (size_t j = 0; j < 16; j++)
        cr_expect_eq(copy[j], product[j] * scale[j], "place %zu becomes a cosine", j);
    return place;
}

Test(kmeans_products, find_the_first_of_the_best)
{
    float product[16] = {0, .5f, .25f, .75f, .5f, .75f, .125f}, scale[16];

    for (size_t j = 0; j < 16; j++)
        scale[j] = .5f;
    cr_expect_eq(best(product, scale), 3, "the first of two");
    product[3] = 0;
    product[13] = .75f;
    cr_expect_eq(best(product, scale), 5, "the first, in another lane");
    product[13] = 1;
    cr_expect_eq(best(product, scale), 13, "further on");
    scale[1] = 2;
    cr_expect_eq(best(product, scale), 1, "by their own lengths");
    memset(product, 0, sizeof product);
    cr_expect_eq(best(product, scale), 0, "strangers go to the lowest number");
}

static size_t turn(size_t rows, size_t dense, size_t width)
{
    const struct tm__kmeans_rows x = {.rows = rows, .dense = dense};
    const struct tm__kmeans_sums s = {.x = &x, .width = width};

    return tm__kmeans_turn(&s, 512);
}

Test(kmeans_products, let_rows_share_a_table_that_no_cache_holds)
{
    cr_expect_eq(turn(60000, 2000, 16), 512, "the table stays");
    cr_expect_eq(turn(60000, 3000, 1000), 2048, "it does not");
    cr_expect_eq(turn(16000, 3000, 1000), 1000, "as many as leave every thread a call");
    cr_expect_eq(turn(1000, 3000, 1000), 512, "but not fewer than few");
    cr_expect_leq(turn(60000, 3000, 100000) * 100000, (size_t)9 << 20,
                  "nor more than 8 MB of products");
    cr_expect_eq(turn(60000, 3000, (size_t)1 << 40), 1, "but one row");
}
