/* tm-evaluate rouge: summaries against what people wrote. */
#ifndef CLI_EVALUATE_ROUGE_H
#define CLI_EVALUATE_ROUGE_H

#include "options.h"

enum rouge_format { ROUGE_TEXT, ROUGE_JSON, ROUGE_TSV, ROUGE_JSONL };

struct rouge_task {
    const struct cli_common *common; /* lang, seed, threads, progress, output */
    tm_rouge_combine references;
    bool stem;
    double level; /* of the intervals */
    size_t samples;
    enum rouge_format format;
    const char *floors;
};

/* Score the files against gold and print; an exit code. */
int evaluate_rouge(const struct rouge_task *task, const char *gold, char *const *paths,
                   size_t count);

#endif
