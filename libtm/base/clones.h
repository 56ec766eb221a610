/*
 * Loops over contiguous floats that the compiler vectorises: built for AVX2 too where the machine's
 * loader can choose. Only for loops whose elements do not depend on each other (y += a * x): these
 * give the same bits at every vector width. Never for sums.
 */
#ifndef TM_BASE_CLONES_H
#define TM_BASE_CLONES_H

#include <stdint.h> /* __GLIBC__, which stddef.h does not define */

#if defined(__x86_64__) && defined(__linux__) && defined(__GLIBC__) && defined(__GNUC__) &&        \
    !defined(__SANITIZE_ADDRESS__) && !defined(__clang__)
#define TM__CLONES __attribute__((target_clones("avx2", "default")))
#else
#define TM__CLONES
#endif

#endif
