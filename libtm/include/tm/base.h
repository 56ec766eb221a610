/** Status, errors, memory, and how long work is run. */
#ifndef TM_BASE_H
#define TM_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tm/export.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define TM_MUST_CHECK __attribute__((warn_unused_result))
#else
#define TM_MUST_CHECK
#endif

/** Every fallible call returns one of these. Values are ABI: append only, never renumber. */
typedef enum tm_status {
    TM_OK = 0,
    TM_ENOMEM = 1,     /**< an allocation failed */
    TM_EINVAL = 2,     /**< an argument is outside its stated range */
    TM_EOVERFLOW = 3,  /**< a size does not fit the type that has to hold it */
    TM_EIO = 4,        /**< reading or writing a file failed */
    TM_EFORMAT = 5,    /**< a file is not what it should be: truncated, damaged, unknown version */
    TM_ECANCELLED = 6, /**< the progress callback asked to stop */
    TM_ENOTFOUND = 7   /**< no such language, model or file */
} tm_status;

/** Where and why a call failed. Lives on the caller's stack; NULL is accepted everywhere. */
typedef struct tm_error {
    tm_status code;
    uint64_t position; /**< byte offset in the input for TM_EFORMAT, else 0 */
    char message[240]; /**< English, no full stop, names the value; always NUL-terminated */
} tm_error;

/** A short constant description of a status, e.g. "out of memory". Never NULL. */
TM_API const char *tm_strerror(tm_status status);

/** The version of the library that is running, e.g. "0.1.0" (compare with TM_VERSION). */
TM_API const char *tm_version(void);

/** A borrowed piece of text: any bytes, not NUL-terminated. */
typedef struct tm_text {
    const char *data; /**< may be NULL when size is 0 */
    size_t size;      /**< bytes */
} tm_text;

/** A half-open range of bytes. */
typedef struct tm_span {
    size_t start, end;
} tm_span;

/**
 * Where the library takes its memory. `resize(NULL, n)` allocates; sizes are never 0.
 * All three may be called from several threads at once.
 */
typedef struct tm_allocator {
    void *(*allocate)(size_t size, void *ctx);
    void *(*resize)(void *old, size_t size, void *ctx);
    void (*release)(void *block, void *ctx); /**< NULL is allowed */
    void *ctx;
} tm_allocator;

/**
 * Use @p allocator (copied) for every allocation of the library from now on; NULL restores malloc.
 * This is the library's only process-wide setting. Call it before anything else: a block must be
 * released by the allocator that made it. OpenBLAS and libstemmer have memory of their own, as have
 * threads.
 */
TM_API void tm_set_allocator(const tm_allocator *allocator);

/** Release a plain block that the library handed out (a text, an array of spans). NULL is allowed.
 */
TM_API void tm_free(void *block);

/**
 * Called from time to time by long work, always from the calling thread.
 * @param stage  what is being done, a constant string such as "count"
 * @param done   units done; @param total units in all, 0 if unknown
 * @return 0 to go on; anything else cancels, and the call returns TM_ECANCELLED.
 */
typedef int (*tm_progress)(void *ctx, const char *stage, uint64_t done, uint64_t total);

/**
 * How long work is run. Zero-initialised fields mean the default. Threads beside the caller's are
 * started when they are first needed, stay asleep for later calls, and take no signals; the child
 * of a fork() starts its own.
 */
typedef struct tm_run {
    size_t size;      /**< sizeof(tm_run) */
    unsigned threads; /**< 0: as many as there are processors to run on */
    uint64_t seed;    /**< of everything random; results depend on it and on nothing else */
    tm_progress progress;
    void *progress_ctx;
} tm_run;
#define TM_RUN_INIT                                                                                \
    {                                                                                              \
        sizeof(tm_run), 0, 0, NULL, NULL                                                           \
    }

#ifdef __cplusplus
}
#endif
#endif
