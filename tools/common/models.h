/* Where the model files are that come with the library. */
#ifndef CLI_MODELS_H
#define CLI_MODELS_H

#include <tm.h>

/*
 * The path of a model, e.g. "language.tm", for free(): in ../share/libtm of the folder that the
 * program is in, which is right for an installed tree wherever it was moved to and for a build
 * tree, or in the folder fixed when the program was built. NULL if it is in neither, after a
 * message.
 */
char *cli_model_path(const char *name);

/*
 * In how many documents of a large collection each word is (stop words included, not stemmed):
 * background-LANG.tm. *out is NULL if none comes with the library for this language ("en" has one);
 * otherwise for tm_tfidf_free(). CLI_GO_ON, or an exit code after a message.
 */
int cli_load_background(tm_tfidf **out, const char *lang);

/*
 * Which words keep company in a large collection, for the terms of a model: words-LANG.tm. *out is
 * NULL if none comes with the library for this language ("en" has one); otherwise for
 * tm_word_vectors_free(). Errors as tm_word_vectors_load().
 */
tm_status cli_load_words(tm_word_vectors **out, const char *lang, const tm_tfidf *model,
                         tm_error *err);

/* What was learnt of where sentences end: sentences.tm, for tm_sentence_model_free(). CLI_GO_ON, or
 * an exit code after a message. */
int cli_load_sentence_model(tm_sentence_model **out);

#endif
