#include "cluster/kmeans_edges.h"
#include "kmeans_sample.h"

/* The product of two rows over the columns that hardly any row has. */
static double shared_by_few(const struct kmeans_sample *s, size_t row, size_t other)
{
    double product = 0;

    for (uint64_t e = s->x.rare[row]; e < s->x.start[row + 1]; e++)
        for (uint64_t f = s->x.rare[other]; f < s->x.start[other + 1]; f++)
            if (s->x.column[e] == s->x.column[f])
                product += (double)s->x.value[e] * (double)s->x.value[f];
    return product;
}

Test(kmeans_edges, are_products_over_rare_columns)
{
    struct kmeans_sample *s = kmeans_sample_new(random_rows(40, 90, 5, 3), 7);

    cr_expect(s->x.dense > 0 && s->x.dense < s->x.columns, "some of both");
    for (size_t i = 0; i < 40; i++) {
        double product[40] = {0};

        for (uint64_t e = s->x.first[i]; e < s->x.first[i + 1]; e++)
            product[s->x.edge[e].row] += s->x.edge[e].product;
        cr_expect_eq(product[i], 0, "none to itself");
        for (size_t other = 0; other < 40; other++)
            if (other != i)
                cr_expect_float_eq(product[other], shared_by_few(s, i, other), 1e-15,
                                   "rows %zu and %zu", i, other);
        cr_expect_geq(s->x.own[i], shared_by_few(s, i, i), "its squares are its own");
    }
    kmeans_sample_free(s);
}

Test(kmeans_edges, are_none_with_many_clusters)
{
    struct kmeans_sample *s = kmeans_sample_new(random_rows(40, 90, 5, 3), TM__MANY_CLUSTERS);

    cr_expect_null(s->x.first, "lists of clusters take their place");
    kmeans_sample_free(s);
}

/* Rows are made with their edges. */
static tm_status once(const struct kmeans_sample *s)
{
    struct tm__kmeans_rows x;
    const tm_status status = tm__kmeans_rows_new(&x, s->m, 2, &fault_run, NULL);

    tm__kmeans_rows_release(&x);
    return status;
}

Test(kmeans_edges, survive_allocation_failure)
{
    kmeans_sample_faults(once);
}
