/**
 * libtm: text mining in C.
 *
 *     text -> words, sentences -> TF-IDF rows -> similarity -> clusters, labels
 *                                                           -> summaries, key phrases
 *
 * The rules that hold for every function:
 *
 * - Fallible functions return a tm_status (0 is success) and take an optional tm_error last.
 * - Out parameters come first. What comes back through `T **out` is the caller's and goes to
 *   tm_<t>_free(), which accepts NULL; a returned pointer is borrowed. On failure `*out` is NULL.
 * - Text is a pointer and a length in bytes, any bytes at all: invalid UTF-8 is read as U+FFFD
 *   and NUL is a character like any other. Offsets are in bytes.
 * - Options are structs that start with their size and have an initialiser macro; NULL means
 * defaults.
 * - Long work takes a tm_run: threads, seed, progress and cancelling. NULL means defaults.
 * - The same input, options and seed give the same bits for any number of threads.
 * - Functions are safe to call from several threads as long as none of them writes an object
 *   that another one uses.
 */
#ifndef TM_H
#define TM_H

#include <tm/base.h>
#include <tm/cluster.h>
#include <tm/evaluate.h>
#include <tm/keywords.h>
#include <tm/language.h>
#include <tm/linalg.h>
#include <tm/sentences.h>
#include <tm/similarity.h>
#include <tm/summarize.h>
#include <tm/text.h>
#include <tm/track.h>
#include <tm/vector.h>
#include <tm/version.h>

#endif
