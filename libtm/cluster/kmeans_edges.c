#include "cluster/kmeans_edges.h"

#include "base/memory.h"
#include "base/status.h"

/* The rows of every column, one column behind the other. */
struct members {
    uint64_t *start;                /* [columns that become edges] */
    struct tm__kmeans_edge *member; /* product: the row's value */
};

static tm_status members_new(struct members *of, const struct tm__kmeans_rows *x, tm_error *err)
{
    uint64_t count = 0;

    of->start = tm__alloc_array(x->columns - x->dense, sizeof *of->start);
    for (size_t c = x->dense; of->start && c < x->columns; c++) {
        of->start[c - x->dense] = count;
        count += x->rows_with[c];
    }
    of->member = of->start ? tm__alloc_array(count, sizeof *of->member) : NULL;
    return of->member ? TM_OK : tm__fail_memory(err, "running k-means");
}

static void members_release(struct members *of)
{
    tm__free(of->start);
    tm__free(of->member);
}

/* The members of all columns, and how many edges come before each row. */
static void count_edges(struct tm__kmeans_rows *x, struct members *of)
{
    x->first[0] = 0;
    for (size_t i = 0; i < x->rows; i++) {
        x->first[i + 1] = x->first[i];
        for (uint64_t e = x->rare[i]; e < x->start[i + 1]; e++) {
            const uint32_t column = x->column[e];

            of->member[of->start[column - x->dense]++] =
                (struct tm__kmeans_edge){x->value[e], (uint32_t)i};
            x->first[i + 1] += x->rows_with[column] - 1;
        }
    }
}

/* The start of a column has become its end. */
static void list_edges(struct tm__kmeans_rows *x, const struct members *of)
{
    for (size_t i = 0; i < x->rows; i++) {
        struct tm__kmeans_edge *edge = x->edge + x->first[i];

        for (uint64_t e = x->rare[i]; e < x->start[i + 1]; e++) {
            const size_t count = x->rows_with[x->column[e]];
            const struct tm__kmeans_edge *const member =
                of->member + of->start[x->column[e] - x->dense] - count;
            const double value = x->value[e];

            x->own[i] += value * value;
            for (size_t n = 0; n < count; n++)
                if (member[n].row != i)
                    *edge++ = (struct tm__kmeans_edge){value * member[n].product, member[n].row};
        }
    }
}

tm_status tm__kmeans_edges_make(struct tm__kmeans_rows *x, tm_error *err)
{
    struct members of = {0};
    tm_status status = members_new(&of, x, err);

    x->first = tm__alloc_array(x->rows + 1, sizeof *x->first);
    if (status == TM_OK && !x->first)
        status = tm__fail_memory(err, "running k-means");
    if (status == TM_OK) {
        count_edges(x, &of);
        x->edge = tm__alloc_array(x->first[x->rows], sizeof *x->edge);
        if (x->edge)
            list_edges(x, &of);
        else
            status = tm__fail_memory(err, "running k-means");
    }
    members_release(&of);
    return status;
}
