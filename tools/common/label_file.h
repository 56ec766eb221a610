/* Files that say which group each document is in: JSON Lines with id and a label, or id TAB label.
 */
#ifndef CLI_LABEL_FILE_H
#define CLI_LABEL_FILE_H

#include "bytes.h"

#include <tm.h>

struct cli_label {
    size_t id, id_size;       /* within bytes; the string "7" and the number 7 are one id */
    size_t label, label_size; /* the same */
    size_t line;
};

struct cli_labels {
    struct cli_bytes bytes;
    struct cli_label *item; /* [count] in the order of the file */
    size_t count, capacity;
};

/*
 * Read a file. The label is the first of the fields that a record has; numbers and strings are
 * allowed. Documents without an id are numbered from 1. Returns CLI_GO_ON or an exit code.
 */
int cli_labels_read(struct cli_labels *labels, const char *path, const char *const *fields);
void cli_labels_free(struct cli_labels *labels);

/*
 * Bring two files together by id: gold[i] and predicted[i] are the groups of the i-th document of
 * `gold_labels`, numbered from 0. Arrays of gold_labels->count for free(). A document that the
 * other file lacks, or an id that stands twice, is an error. Returns CLI_GO_ON or an exit code.
 */
int cli_labels_join(const struct cli_labels *gold_labels, const char *gold_path,
                    const struct cli_labels *predicted_labels, const char *predicted_path,
                    uint32_t **gold, uint32_t **predicted);

#endif
