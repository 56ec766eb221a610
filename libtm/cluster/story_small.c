#include "cluster/story_small.h"

#include "base/memory.h"
#include "base/status.h"
#include "linalg/dot.h"

enum { LARGEST = 6 /* rows of a small cluster */ };

/* A small cluster; parts are numbered by one of their rows. */
struct small {
    const tm_sparse *m;
    const uint32_t *copies;
    uint32_t row[LARGEST];
    size_t part[LARGEST]; /* of each row */
    size_t rows;
    double cosine[LARGEST][LARGEST];
};

static void compare(struct small *s)
{
    for (size_t i = 0; i < s->rows; i++)
        for (size_t j = 0; j < i; j++)
            s->cosine[i][j] = s->cosine[j][i] = tm__sparse_dot(s->m, s->row[i], s->m, s->row[j]);
}

/* The mean cosine of the rows of two parts; -1 if one is empty. */
static double alike(const struct small *s, size_t a, size_t b)
{
    double sum = 0, pairs = 0;

    for (size_t i = 0; i < s->rows; i++)
        for (size_t j = 0; j < s->rows; j++)
            if (s->part[i] == a && s->part[j] == b) {
                const double weight = (double)s->copies[s->row[i]] * s->copies[s->row[j]];
                sum += weight * s->cosine[i][j];
                pairs += weight;
            }
    return pairs > 0 ? sum / pairs : -1;
}

/* Join the two parts that are most alike, if they are by `least`. */
static bool join(struct small *s, double least)
{
    size_t from = 0, to = 0;

    for (size_t a = 0; a < s->rows; a++)
        for (size_t b = 0; b < a; b++) {
            const double mean = alike(s, a, b);
            if (mean >= least) {
                least = mean;
                from = a;
                to = b;
            }
        }
    for (size_t i = 0; from != to && i < s->rows; i++)
        if (s->part[i] == from)
            s->part[i] = to;
    return from != to;
}

static void relabel(const struct small *s, uint32_t *label, size_t *clusters)
{
    uint32_t number[LARGEST];

    for (size_t i = 0; i < s->rows; i++) {
        const size_t p = s->part[i];

        if (p == i)
            number[i] = i ? (uint32_t)(*clusters)++ : label[s->row[0]];
        label[s->row[i]] = number[p];
    }
}

static void part(uint32_t *label, size_t *clusters, struct small *s, double least)
{
    compare(s);
    while (join(s, least))
        ;
    relabel(s, label, clusters);
}

/* Rows by cluster as lists: first[clusters] and next[rows], which ends by the size. */
static void list_rows(uint32_t *first, uint32_t *next, uint32_t *size, const uint32_t *label,
                      size_t rows)
{
    for (size_t i = rows; i-- > 0;) {
        next[i] = first[label[i]];
        first[label[i]] = (uint32_t)i;
        size[label[i]]++;
    }
}

tm_status tm__story_part_small(uint32_t *label, size_t *clusters, const tm_sparse *m,
                               const uint32_t *copies, double least, tm_error *err)
{
    const size_t before = *clusters;
    uint32_t *const size = tm__calloc(before, sizeof *size);
    uint32_t *const first = tm__calloc(before, sizeof *first);
    uint32_t *const next = tm__alloc_array(m->rows, sizeof *next);
    const bool ok = size && first && next;

    if (ok)
        list_rows(first, next, size, label, m->rows);
    for (size_t c = 0; ok && c < before; c++) {
        struct small s = {.m = m, .copies = copies, .rows = size[c]};

        if (size[c] < 2 || size[c] > LARGEST)
            continue;
        for (size_t k = 0, i = first[c]; k < s.rows; k++, i = next[i]) {
            s.row[k] = (uint32_t)i;
            s.part[k] = k;
        }
        part(label, clusters, &s, least);
    }
    tm__free(size);
    tm__free(first);
    tm__free(next);
    return ok ? TM_OK : tm__fail_memory(err, "finding stories");
}
