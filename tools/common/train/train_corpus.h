/* Texts in memory, each with its language. */
#ifndef CLI_TRAIN_CORPUS_H
#define CLI_TRAIN_CORPUS_H

#include "train/train.h"

struct cli_corpus {
    size_t count;
    tm_language_sample *sample; /* [count] */
    /* What the samples point into. */
    struct cli_bytes bytes;
    struct cli_sample_place *place;
    size_t capacity;
};

/*
 * A record is a sample: its texts, joined by line ends, and its language: lang, else label, else
 * --lang, which must be there. CLI_GO_ON or an exit code; free it in both cases.
 */
int cli_corpus_read(struct cli_corpus *corpus, struct tm_reader *reader, const char *lang,
                    struct cli_bar *bar);
void cli_corpus_free(struct cli_corpus *corpus);

#endif
