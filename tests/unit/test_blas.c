#define _POSIX_C_SOURCE 200809L /* nanosleep */
#include "linalg/blas.h"

#include <cblas.h>
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <tm.h>

extern void gotoblas_dynamic_quit(void) __attribute__((weak));
extern void gotoblas_dynamic_init(void) __attribute__((weak));

Test(blas, the_fallback_is_replaced_by_what_the_processor_has)
{
    cr_assert_str_eq(tm__better_kernels("Prescott", true, true), "SkylakeX");
    cr_assert_str_eq(tm__better_kernels("Prescott", true, false), "Haswell");
    cr_assert_null(tm__better_kernels("Prescott", false, false));
    cr_assert_null(tm__better_kernels("Zen", true, true), "OpenBLAS knew the processor");
    cr_assert_null(tm__better_kernels("Haswell", true, false));
}

static int threads_of_this_process(void)
{
    DIR *const folder = opendir("/proc/self/task");
    int count = 0;

    if (!folder)
        return -1;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;)
        count += entry->d_name[0] != '.';
    closedir(folder);
    return count;
}

/* A thread that was joined may be listed a moment longer: the system takes it off after that. */
static int threads_settled(int wanted)
{
    const struct timespec moment = {0, 1000000};
    int count = threads_of_this_process();

    for (int tries = 0; tries < 1000 && count > wanted; tries++) {
        nanosleep(&moment, NULL);
        count = threads_of_this_process();
    }
    return count;
}

Test(blas, its_threads_end_and_products_start_none)
{
    enum { SIZE = 300 };
    float *const x = calloc(SIZE * SIZE, sizeof *x), *const out = malloc(SIZE * SIZE * sizeof *out);
    const int before = threads_of_this_process(), cores = openblas_get_num_threads();
    tm_run run = TM_RUN_INIT;

    if (before < 0)
        cr_skip_test("no /proc");
    tm_blas_prepare(NULL);
    cr_assert_eq(threads_settled(before - (cores - 1)), before - (cores - 1), "%d of %d", cores,
                 before);
    run.threads = 1;
    for (size_t i = 0; i < SIZE; i++)
        x[i * SIZE + i] = 2;
    cr_assert_eq(tm_gram(out, x, SIZE, SIZE, &run, NULL), TM_OK);
    cr_assert_eq(out[SIZE + 1], 4);
    cr_assert_eq(threads_of_this_process(), before - (cores - 1));
    free(x);
    free(out);
}

#if defined(__x86_64__)
/* What a program says of itself would be wrong if it were started again: argv is no program's. */
Test(blas, kernels_are_chosen_in_place)
{
    char nothing[] = "no such option";
    char *argv[] = {nothing, nothing, NULL};

    setenv("OPENBLAS_CORETYPE", "Prescott", 1);
    if (!gotoblas_dynamic_quit || !gotoblas_dynamic_init)
        cr_skip_test("this OpenBLAS has one set of kernels");
    gotoblas_dynamic_quit();
    gotoblas_dynamic_init();
    if (strcmp(openblas_get_corename(), "Prescott") != 0 || !__builtin_cpu_supports("avx2"))
        cr_skip_test("nothing to choose from");
    tm_blas_prepare(argv);
    cr_expect_str_neq(openblas_get_corename(), "Prescott");
}
#endif
