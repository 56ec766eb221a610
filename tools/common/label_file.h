/*
 * Files that say which group each document is in: JSON Lines with id and a label, or id TAB label,
 * or a label a line, without white space, of the documents 1, 2, ... A first line of tab-separated
 * fields that begins with "id" is a header.
 */
#ifndef CLI_LABEL_FILE_H
#define CLI_LABEL_FILE_H

#include "bytes.h"

#include <stdbool.h>
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
    size_t column; /* of a table: the label's */
    bool bare;     /* a label a line */
};

/*
 * Read a file. The label is the first of the fields that a record, or the header of a table, has;
 * without a header it is the second column. Numbers and strings are allowed. Documents without an
 * id are numbered from 1. Returns CLI_GO_ON or an exit code.
 */
int cli_labels_read(struct cli_labels *labels, const char *path, const char *const *fields);
void cli_labels_free(struct cli_labels *labels);

/* One more id, for something else than a file of labels; its label is empty. */
void cli_labels_add_id(struct cli_labels *labels, tm_text id);

/*
 * where[i]: which document of `from` is the i-th of `wanted`, by id. An array of wanted->count for
 * free(). A document that `from` lacks, or an id that stands twice, is an error. Returns CLI_GO_ON
 * or an exit code.
 */
int cli_labels_find(uint32_t **where, const struct cli_labels *wanted, const char *wanted_path,
                    const struct cli_labels *from, const char *from_path);

/* In the place of a document that is not there. */
#define CLI_NO_LABEL UINT32_MAX
/* The same for documents that may be missing in `from` or stand in `wanted` twice. */
int cli_labels_match(uint32_t **where, const struct cli_labels *wanted,
                     const struct cli_labels *from, const char *from_path);

/* [count] the group of each document, numbered from 0; for free(). */
uint32_t *cli_labels_number(const struct cli_labels *labels);
/* [*groups] what each group is called, borrowed; the array is for free(). */
tm_text *cli_labels_names(const struct cli_labels *labels, size_t *groups);

/*
 * Bring two files together by id: gold[i] and predicted[i] are the groups of the i-th document of
 * `gold_labels`, as cli_labels_number() has them. Arrays of gold_labels->count for free(). Errors
 * as for cli_labels_find(). Returns CLI_GO_ON or an exit code.
 */
int cli_labels_join(const struct cli_labels *gold_labels, const char *gold_path,
                    const struct cli_labels *predicted_labels, const char *predicted_path,
                    uint32_t **gold, uint32_t **predicted);

#endif
