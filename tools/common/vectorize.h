/* Documents to rows in a file, a portion at a time: no more of them is in memory. */
#ifndef CLI_VECTORIZE_H
#define CLI_VECTORIZE_H

#include "documents.h"
#include "matrix/matrix.h"

struct cli_vectorize {
    struct cli_field_weights fields;
    tm_tfidf_options how;   /* without a model that is loaded */
    const char *lang;       /* NULL: that of most of the first documents */
    bool detect;            /* language matters, and how.analyzer has none */
    const char *load;       /* a model that is there; NULL: learn one */
    bool update;            /* learn more, from that model on */
    const char *model;      /* where to save it; NULL: nowhere */
    const char *vocabulary; /* and its terms */
    const struct cli_matrix_format *format;
    const char *output; /* NULL: standard output */
};

/* Read everything, then write the model, the vocabulary and the rows. An exit code. */
int cli_vectorize(struct cli_vectorize *how, struct tm_reader *reader, struct cli_bar *bar,
                  const tm_run *run);

#endif
