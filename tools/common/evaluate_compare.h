/* tm-evaluate clusters --compare: partitions of the same documents with each other, without gold.
 */
#ifndef CLI_EVALUATE_COMPARE_H
#define CLI_EVALUATE_COMPARE_H

#include "options.h"

enum compare_format { COMPARE_TEXT, COMPARE_JSON, COMPARE_TSV };

struct compare_task {
    const struct cli_common *common; /* output */
    const char *const *fields;       /* of the group, as for cli_labels_read() */
    enum compare_format format;
    uint64_t show; /* differences as text; 0: all */
    const char *floors;
};

/* Compare every two of the files and print; an exit code. */
int evaluate_compare(const struct compare_task *task, char *const *paths, size_t count);

#endif
