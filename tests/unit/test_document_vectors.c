#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

enum { ROWS = 700, WORDS = 30, WIDTH = 5 };

/* Rows and vectors of their words; row 3 has no words. */
static tm_sparse *make(tm_word_vectors *v, float *vector)
{
    tm_sparse *m = random_rows(ROWS, WORDS, 4, 1);

    for (uint64_t e = m->row_start[3]; e < m->row_start[4]; e++)
        m->value[e] = 0;
    for (size_t i = 0; i < WORDS * WIDTH; i++)
        vector[i] = (float)((i * 7919) % 101) - 40;
    *v = (tm_word_vectors){.words = WORDS, .components = WIDTH, .vector = vector};
    return m;
}

Test(document_vectors, are_sums_of_words_without_their_mean)
{
    static float out[ROWS * WIDTH], vector[WORDS * WIDTH];
    static double want[ROWS][WIDTH];
    double mean[WIDTH] = {0};
    tm_word_vectors v;
    tm_sparse *m = make(&v, vector);

    for (size_t i = 0; i < ROWS; i++) {
        double square = 0;
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            for (size_t j = 0; j < WIDTH; j++)
                want[i][j] += (double)m->value[e] * vector[m->column[e] * WIDTH + j];
        for (size_t j = 0; j < WIDTH; j++)
            square += want[i][j] * want[i][j];
        for (size_t j = 0; i != 3 && j < WIDTH; j++)
            mean[j] += (want[i][j] /= sqrt(square)) / (ROWS - 1);
    }
    cr_assert_eq(tm_document_vectors(out, &v, m, true, NULL, NULL), TM_OK, "vectors");
    for (size_t i = 0; i < ROWS; i++) {
        double square = 0;
        for (size_t j = 0; j < WIDTH; j++)
            square += (want[i][j] - mean[j]) * (want[i][j] - mean[j]);
        for (size_t j = 0; j < WIDTH; j++)
            cr_assert_float_eq(out[i * WIDTH + j],
                               i == 3 ? 0 : (want[i][j] - mean[j]) / sqrt(square), 1e-5, "%zu", i);
    }
    tm_sparse_free(m);
}

Test(document_vectors, same_bits_on_any_number_of_threads)
{
    static float one[ROWS * WIDTH], more[ROWS * WIDTH], vector[WORDS * WIDTH];
    tm_word_vectors v;
    tm_sparse *m = make(&v, vector);
    tm_run run = {sizeof run, 1, 0, NULL, NULL};

    cr_assert_eq(tm_document_vectors(one, &v, m, true, &run, NULL), TM_OK, "one thread");
    for (run.threads = 2; run.threads <= 8; run.threads += 3) {
        cr_assert_eq(tm_document_vectors(more, &v, m, true, &run, NULL), TM_OK, "threads");
        cr_expect_arr_eq(one, more, sizeof one, "%u threads", run.threads);
    }
    tm_sparse_free(m);
}

Test(document_vectors, survive_allocation_failure)
{
    static float out[ROWS * WIDTH], vector[WORDS * WIDTH];
    tm_word_vectors v;
    tm_sparse *m;

    fault_install();
    m = make(&v, vector);
    FAULT_LOOP(tm_document_vectors(out, &v, m, true, &fault_run, NULL));
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
