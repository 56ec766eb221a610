/* Records as documents in memory. */
#ifndef CLI_TRAIN_DOCUMENTS_H
#define CLI_TRAIN_DOCUMENTS_H

#include "bytes.h"
#include "train/train.h"

struct cli_train_documents {
    struct cli_bytes bytes;
    size_t *end; /* [count] of each document in bytes */
    size_t count, capacity;
};

/*
 * Several texts in a record are several documents; its title goes with the first. Mail and web
 * addresses and handles are left out. No documents are an error. CLI_GO_ON or an exit code; free it
 * in both cases.
 */
int cli_train_documents_read(struct cli_train_documents *documents, struct tm_reader *reader,
                             struct cli_bar *bar);
void cli_train_documents_free(struct cli_train_documents *documents);

/* The documents, which point into it; for free(). */
tm_text *cli_train_documents_array(const struct cli_train_documents *documents);

#endif
