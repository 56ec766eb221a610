/* Documents to rows in a file, a portion at a time: no more of them is in memory. */
#ifndef CLI_VECTORIZE_H
#define CLI_VECTORIZE_H

#include "documents.h"
#include "matrix/matrix.h"

struct cli_vectorize {
    struct cli_field_weights fields;
    tm_tfidf_options how;      /* without a model that is loaded */
    const char *lang;          /* NULL: that of most of the first documents */
    bool detect;               /* language matters, and how.analyzer has none */
    const char *load;          /* a model that is there; NULL: learn one */
    const tm_phrases *phrases; /* joined in what is read; NULL: none, or those of the list */
    const char *phrase_list;   /* a file of them; NULL: none */
    uint64_t components;       /* rows as coordinates on so many; 0: as the model says */
    bool sparse;               /* whatever it says */
    bool update;               /* learn more, from that model on */
    const char *model;         /* where to save it; NULL: nowhere */
    const char *vocabulary;    /* and its terms */
    const struct cli_matrix_format *format;
    const char *output; /* NULL: standard output */
};

/* Phrases of all documents, which are read for that. CLI_GO_ON or an exit code. */
int cli_phrases_learn(tm_phrases **out, const struct cli_vectorize *how,
                      const tm_phrases_options *options, struct tm_reader *reader,
                      struct cli_bar *bar, const tm_run *run);
/* A table of phrases, how often they stand and their scores; and back. CLI_GO_ON or an exit code.
 */
int cli_phrases_write(const tm_phrases *phrases, const char *path);
int cli_phrases_read(tm_phrases **out, const tm_analyzer_options *analyzer, const char *path);

/* So much text is read at a time: enough for many threads. The first tells the language. */
enum { CLI_PORTION = 16 << 20 };

/* Read everything, then write the model, the vocabulary and the rows. An exit code. */
int cli_vectorize(struct cli_vectorize *how, struct tm_reader *reader, struct cli_bar *bar,
                  const tm_run *run);

#endif
