/* What tm-train makes: one file a kind of model. */
#ifndef CLI_TRAIN_H
#define CLI_TRAIN_H

#include "bar.h"
#include "io/reader.h"
#include "options.h"

struct cli_train {
    struct cli_common common;
    uint64_t rows, epochs; /* language */
    bool stem;             /* background, words */
    uint64_t min_df;
    int mode;            /* summary: index into the choices */
    const char *weights; /* how much a record of each file counts, or NULL */
    char *const *path;   /* [paths] the files, as given */
    size_t paths;
};

/* Read everything and write common.output. Return an exit code, a message printed if it is not
 * CLI_DONE. */
typedef int cli_train_run(const struct cli_train *set, struct tm_reader *reader,
                          struct cli_bar *bar);

cli_train_run cli_train_language;
cli_train_run cli_train_background;
cli_train_run cli_train_words;
cli_train_run cli_train_summary;
cli_train_run cli_train_sentence;

#endif
