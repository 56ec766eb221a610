/* Texts -> a vector for each word, from which words stand near each other. */
#include "train/train_documents.h"

#include <inttypes.h>
#include <stdlib.h>

enum {
    PIECE = 30, /* words that are near each other */
    WORDS = 40000,
    COMPONENTS = 64
};
static const double most_pieces = 0.1; /* a word that is in more of them tells nothing */

struct pieces {
    tm_text *piece;
    size_t count, capacity;
};

static void add(struct pieces *pieces, const char *data, size_t size)
{
    cli_grow(&pieces->piece, &pieces->capacity, pieces->count + 1, sizeof *pieces->piece);
    pieces->piece[pieces->count++] = (tm_text){data, size};
}

/* Cut before every word whose number is a multiple of PIECE. */
static tm_status cut(struct pieces *pieces, tm_text document, tm_error *err)
{
    tm_span *word;
    size_t words, start = 0;
    const tm_status status =
        tm_words(&word, &words, document.data, document.size, TM_WORDS_NEWS, err);

    if (status != TM_OK)
        return status;
    for (size_t w = PIECE; w < words; w += PIECE) {
        add(pieces, document.data + start, word[w].start - start);
        start = word[w].start;
    }
    add(pieces, document.data + start, document.size - start);
    tm_free(word);
    return TM_OK;
}

static tm_status cut_all(struct pieces *pieces, const struct cli_train_documents *documents,
                         tm_error *err)
{
    tm_text *const array = cli_train_documents_array(documents);
    tm_status status = TM_OK;

    for (size_t i = 0; status == TM_OK && i < documents->count; i++)
        status = cut(pieces, array[i], err);
    free(array);
    return status;
}

static tm_status learn(const struct pieces *pieces, const struct cli_train *set, const tm_run *run,
                       tm_error *err)
{
    tm_tfidf_options how = TM_TFIDF_INIT;
    tm_word_vectors_options o = TM_WORD_VECTORS_INIT;
    tm_tfidf *model = NULL;
    tm_sparse *rows = NULL;
    tm_word_vectors *vectors = NULL;
    tm_status status;

    how.analyzer.language = set->common.lang;
    how.analyzer.stem = set->stem;
    how.min_df = (uint32_t)set->min_df;
    how.max_df = most_pieces;
    o.words = WORDS;
    o.components = COMPONENTS;
    status = tm_tfidf_fit(&model, &rows, pieces->piece, pieces->count, &how, run, err);
    if (status == TM_OK)
        status = tm_word_vectors_new(&vectors, rows, &o, run, err);
    if (status == TM_OK)
        status = tm_word_vectors_save(vectors, model, set->common.output, err);
    if (status == TM_OK)
        cli_message("%zu words of %zu pieces of text",
                    vectors->words < WORDS ? vectors->words : (size_t)WORDS, pieces->count);
    tm_word_vectors_free(vectors);
    tm_sparse_free(rows);
    tm_tfidf_free(model);
    return status;
}

int cli_train_words(const struct cli_train *set, struct tm_reader *reader, struct cli_bar *bar)
{
    struct cli_train_documents documents = {{NULL, 0, 0}, NULL, 0, 0};
    struct pieces pieces = {NULL, 0, 0};
    int status = cli_train_documents_read(&documents, reader, bar);

    if (status == CLI_GO_ON) {
        const tm_run run = cli_run(&set->common, bar);
        tm_error err;

        if (cut_all(&pieces, &documents, &err) != TM_OK || learn(&pieces, set, &run, &err) != TM_OK)
            status = cli_library_error(&err);
        else
            status = CLI_DONE;
    }
    free(pieces.piece);
    cli_train_documents_free(&documents);
    return status;
}
