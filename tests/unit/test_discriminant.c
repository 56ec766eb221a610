#include "cluster/discriminant.h"

#include "base/memory.h"
#include "base/rng.h"
#include "fault_alloc.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 90, WIDTH = 3 };

/*
 * Rows of three classes, i % 3, that differ a little in the first two numbers and by chance, much,
 * in the third: nothing that goes by distance alone finds them.
 */
static struct tm__views views_new(size_t rows)
{
    struct tm__views v = {{NULL, NULL, NULL}, {2, 0, 0}, NULL, 1};
    struct tm__rng rng;

    tm__rng_seed(&rng, 1, 0);
    v.words[0] = tm__alloc_array(rows, 2 * sizeof *v.words[0]);
    v.lsa = tm__alloc_array(rows, sizeof *v.lsa);
    for (size_t i = 0; i < rows; i++) {
        const double turn = 2.0944 * (double)(i % 3);
        v.words[0][2 * i] = (float)(cos(turn) + 0.3 * tm__rng_uniform(&rng));
        v.words[0][2 * i + 1] = (float)(sin(turn) + 0.3 * tm__rng_uniform(&rng));
        v.lsa[i] = (float)(5 * tm__rng_uniform(&rng));
    }
    return v;
}

static void make(struct tm__white_rows *w, struct tm__discriminant *d, size_t most)
{
    struct tm__views v = views_new(ROWS);

    cr_assert_eq(tm__white_rows_new(w, &v, ROWS, NULL, NULL), TM_OK, "rows");
    cr_assert_eq(tm__discriminant_new(d, w, most, NULL), TM_OK, "discriminant");
    tm__views_release(&v);
}

Test(discriminant, has_rows_that_vary_alike_around_0)
{
    struct tm__views v = views_new(ROWS);
    struct tm__white_rows w;

    v.lsa[0] = 1000; /* lengths must not matter but for the ridge */
    cr_assert_eq(tm__white_rows_new(&w, &v, ROWS, NULL, NULL), TM_OK, "rows");
    cr_assert_eq(w.width, WIDTH, "all views");
    for (size_t a = 0; a < WIDTH; a++) {
        double sum = 0, square = 0;
        for (size_t i = 0; i < ROWS; i++) {
            sum += w.x[i * WIDTH + a];
            square += (double)w.x[i * WIDTH + a] * w.x[i * WIDTH + a];
        }
        cr_expect_float_eq(sum / ROWS, 0, 1e-4, "mean of %zu", a);
        cr_expect_leq(square / ROWS, 1 + 1e-4, "variance of %zu", a);
    }
    tm__white_rows_release(&w);
    tm__views_release(&v);
}

static void classify(uint32_t *next, const uint32_t *label, size_t k)
{
    struct tm__white_rows w;
    struct tm__discriminant d;

    make(&w, &d, 5);
    cr_assert_eq(tm__discriminant_classify(next, &d, &w, label, k, NULL), TM_OK, "classify");
    tm__discriminant_release(&d);
    tm__white_rows_release(&w);
}

Test(discriminant, puts_rows_right_by_what_does_not_vary_within_classes)
{
    uint32_t label[ROWS], next[ROWS];

    for (uint32_t i = 0; i < ROWS; i++)
        label[i] = i % 5 == 0 ? (i + 1) % 3 : i % 3; /* a fifth is wrong */
    classify(next, label, 3);
    for (uint32_t i = 0; i < ROWS; i++)
        cr_expect_eq(next[i], i % 3, "row %u", i);
}

Test(discriminant, gives_nothing_to_a_class_without_rows)
{
    uint32_t label[ROWS], next[ROWS];

    for (uint32_t i = 0; i < ROWS; i++)
        label[i] = i % 3 + 1; /* of 5 classes, the first and the last have none */
    classify(next, label, 5);
    cr_expect_arr_eq(next, label, sizeof label, "labels");
}

Test(discriminant, leaves_labels_where_a_class_would_lose_all_rows)
{
    uint32_t label[ROWS], next[ROWS];

    for (uint32_t i = 0; i < ROWS; i++)
        label[i] = i % 3;
    label[0] = label[31] = label[62] =
        3; /* corners: their mean is that of all, others are nearer */
    classify(next, label, 4);
    cr_expect_arr_eq(next, label, sizeof label, "labels");
}

Test(discriminant, takes_rows_that_are_all_alike)
{
    struct tm__views v = views_new(ROWS);
    struct tm__white_rows w;
    struct tm__discriminant d;
    uint32_t label[ROWS], next[ROWS];

    for (uint32_t i = 0; i < ROWS; i++) {
        v.words[0][2 * i] = v.words[0][2 * i + 1] = v.lsa[i] = 1;
        label[i] = i % 2;
    }
    cr_assert_eq(tm__white_rows_new(&w, &v, ROWS, NULL, NULL), TM_OK, "rows");
    cr_assert_eq(tm__discriminant_new(&d, &w, 2, NULL), TM_OK, "discriminant");
    cr_assert_eq(tm__discriminant_classify(next, &d, &w, label, 2, NULL), TM_OK, "classify");
    cr_expect_arr_eq(next, label, sizeof label, "nothing tells them apart");
    tm__discriminant_release(&d);
    tm__white_rows_release(&w);
    tm__views_release(&v);
}

Test(discriminant, survives_allocation_failure)
{
    const tm_run alone = {sizeof alone, 1, 0, NULL, NULL};
    struct tm__white_rows w;
    struct tm__discriminant d;
    struct tm__views v;

    fault_install();
    v = views_new(ROWS);
    FAULT_LOOP(tm__white_rows_new(&w, &v, ROWS, &alone, NULL));
    FAULT_LOOP(tm__discriminant_new(&d, &w, 4, NULL));
    tm__discriminant_release(&d);
    tm__white_rows_release(&w);
    tm__views_release(&v);
    cr_expect_eq(fault_live, 0, "nothing left");
}
