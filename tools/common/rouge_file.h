/* Summaries that people wrote, or that a program made, by id: JSON Lines. */
#ifndef CLI_ROUGE_FILE_H
#define CLI_ROUGE_FILE_H

#include "bytes.h"

#include <tm.h>

struct rouge_record {
    size_t id, id_size; /* within bytes; the string "7" and the number 7 are one id */
    size_t line;
    size_t first, texts; /* in text */
};

struct rouge_file {
    const char *path; /* for messages */
    struct cli_bytes bytes;
    struct rouge_record *record; /* [count] in the order of the file */
    size_t count, capacity;
    tm_span *text; /* [texts] within bytes */
    size_t texts, text_capacity;
};

/* Records with "references", a list of texts, or "reference", one. CLI_GO_ON or an exit code. */
int rouge_file_read_gold(struct rouge_file *file, const char *path);
/* Records with "sentences", a list of objects with "text", which become lines; else "summary". */
int rouge_file_read_summaries(struct rouge_file *file, const char *path);
void rouge_file_free(struct rouge_file *file);

/* The k-th text of a record, borrowed. */
tm_text rouge_file_text(const struct rouge_file *file, size_t record, size_t k);
/* The id of a record, borrowed. */
tm_text rouge_file_id(const struct rouge_file *file, size_t record);

/* where[i]: the summary of record i of gold. An array of gold->count for free(). A record without a
 * summary, or an id that stands twice, is an error. CLI_GO_ON or an exit code. */
int rouge_file_join(size_t **where, const struct rouge_file *gold,
                    const struct rouge_file *summaries);

#endif
