/*
 * What tm-vectorize was asked for: its options, which of them go together, and what they mean to
 * the library.
 */
#ifndef CLI_VECTORIZE_SETTINGS_H
#define CLI_VECTORIZE_SETTINGS_H

#include "documents.h"
#include "matrix/matrix.h"
#include "options.h"
#include "rules.h"

enum { LIKE_TM, LIKE_SKLEARN };

struct cli_vectorize_settings {
    struct cli_common common;
    int format;
    const char *model, *load, *vocabulary, *names;
    const char *weighting, *field_weight, *phrase_list;
    double phrases; /* 0: none are learnt */
    uint64_t phrase_count;
    const char *ngrams, *chars, *chars_in_words;
    bool binary, update;
    int like; /* index into like_choices */
    int stop; /* -1: what --like says */
    bool stem;
    uint64_t min_df, max_terms, hash, components;
    double max_df, log_base, slope, k1, b;
    /* What the above means, see cli_vectorize_choose(). */
    struct cli_field_weights fields;
    tm_tfidf_options how;
};

/* Set by cli_parse(). */
extern struct cli_vectorize_settings cli_vectorize_settings;
extern const struct cli_program cli_vectorize_program;

/* Of what is a matrix already, and of documents; beside the rules of the program. */
extern const struct cli_rule cli_vectorize_matrix_rules[], cli_vectorize_document_rules[];

/* Whether the stop words of the language are dropped. */
bool cli_vectorize_drops_listed(void);

/* The format of the output; NULL after a message. */
const struct cli_matrix_format *cli_vectorize_format(void);

/* Fill in `how`, all but the language, and `fields`. CLI_GO_ON, or CLI_WRONG_USE after a message.
 */
int cli_vectorize_choose(void);

#endif
