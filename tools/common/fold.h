/* Copies and near-copies folded under the first of them. */
#ifndef CLI_FOLD_H
#define CLI_FOLD_H

#include "documents.h"
#include "output.h"

/* How alike copies are: one word of seven may differ. */
#define CLI_FOLD_THRESHOLD 0.6

struct cli_fold {
    const struct cli_documents *documents;
    tm_text *title; /* [documents] borrowed: without the outlets' names */
    uint32_t *representative;
    float *similarity;
    uint32_t *group; /* numbered from 1 as they come */
    size_t groups;
};

/* Returns CLI_GO_ON or an exit code. */
int cli_fold(struct cli_fold *fold, const struct cli_documents *documents, double threshold,
             const tm_run *run);
void cli_fold_free(struct cli_fold *fold);

void cli_fold_text(const struct cli_fold *fold, const struct cli_output *output);
void cli_fold_jsonl(const struct cli_fold *fold, const struct cli_output *output);
void cli_fold_tsv(const struct cli_fold *fold, const struct cli_output *output);

#endif
