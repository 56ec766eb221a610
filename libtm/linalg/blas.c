#define _POSIX_C_SOURCE 200809L /* setenv */
#include "linalg/blas.h"

#include <tm/linalg.h>

#include <cblas.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Not in any header; missing where OpenBLAS was built without threads, which is as good. */
extern int blas_thread_shutdown_(void) __attribute__((weak));
/* Forget the kernels, and choose them: what OpenBLAS itself does at the end and when it is loaded.
 */
extern void gotoblas_dynamic_quit(void) __attribute__((weak));
extern void gotoblas_dynamic_init(void) __attribute__((weak));

const char *tm__better_kernels(const char *chosen, bool avx2, bool avx512)
{
    /* The fallback for a processor it does not know: SSE3, of 2004. */
    if (strcmp(chosen, "Prescott") != 0)
        return NULL;
    return avx512 ? "SkylakeX" : avx2 ? "Haswell" : NULL;
}

static const char *better_kernels(void)
{
#if defined(__x86_64__)
    const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512cd") &&
                        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
                        __builtin_cpu_supports("avx512vl");

    return tm__better_kernels(openblas_get_corename(),
                              __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"),
                              avx512);
#else
    return NULL;
#endif
}

static void take_kernels(const char *kernels, char *const *argv)
{
    if (setenv("OPENBLAS_CORETYPE", kernels, 1) != 0)
        return;
    if (gotoblas_dynamic_quit && gotoblas_dynamic_init) {
        gotoblas_dynamic_quit();
        gotoblas_dynamic_init();
    }
    if (strcmp(openblas_get_corename(), kernels) != 0)
        execv("/proc/self/exe", argv); /* on failure we go on, slower */
}

void tm_blas_prepare(char *const *argv)
{
    const char *const kernels = argv ? better_kernels() : NULL;

    if (blas_thread_shutdown_) {
        openblas_set_num_threads(1); /* or the next product would start them again */
        blas_thread_shutdown_();
    }
    if (kernels)
        take_kernels(kernels, argv);
}
