#include "query_words.h"

#include "language.h"
#include "talk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PASSED = 1 << 14 }; /* of the most used words nearly all */

void cli_query_words_start(struct cli_query_words *words, tm_text query,
                           const tm_stop_list *stop_list)
{
    memset(words, 0, sizeof *words);
    words->query = query;
    words->stop_list = stop_list;
}

void cli_query_words_free(struct cli_query_words *words)
{
    for (size_t i = 0; i < words->count; i++)
        cli_bytes_free(&words->word[i].term);
    free(words->word);
    free(words->passed);
    tm_analyzer_free(words->analyzer);
}

/* Where the words of the query are, once. */
static tm_status cut(struct cli_query_words *words, tm_error *err)
{
    const tm_text query = words->query;
    tm_span *span;
    size_t count;
    const tm_status status = tm_words(&span, &count, query.data, query.size, TM_WORDS_NEWS, err);

    if (status != TM_OK)
        return status;
    words->word = cli_alloc(count + 1, sizeof *words->word);
    for (size_t i = 0; i < count; i++)
        words->word[i].written = (tm_text){query.data + span[i].start, span[i].end - span[i].start};
    words->count = words->missing = count;
    tm_free(span);
    return TM_OK;
}

static void find(struct cli_query_words *words, struct cli_query_word *word)
{
    word->found = true;
    words->missing--;
}

/* The analyser of a language, and the terms of the query there. */
static tm_status prepare(struct cli_query_words *words, const char *language, tm_error *err)
{
    tm_analyzer_options how = TM_ANALYZER_INIT;
    tm_status status = TM_OK;
    tm_text term;

    if (words->analyzer && strcmp(words->language, language) == 0)
        return TM_OK;
    if (!words->word)
        status = cut(words, err);
    free(words->passed);
    words->passed = cli_alloc(PASSED, sizeof *words->passed);
    tm_analyzer_free(words->analyzer);
    words->analyzer = NULL;
    how.language = language;
    how.stem = cli_find_language(tm_stemmer_languages(), language) != NULL;
    how.stop_list = words->stop_list;
    if (status == TM_OK)
        status = tm_analyzer_new(&words->analyzer, &how, err);
    snprintf(words->language, sizeof words->language, "%s", language);
    for (size_t i = 0; status == TM_OK && i < words->count; i++) {
        struct cli_query_word *const word = &words->word[i];

        status =
            tm_analyzer_term(words->analyzer, &term, word->written.data, word->written.size, err);
        if (status != TM_OK)
            break;
        cli_bytes_clear(&word->term);
        cli_bytes_add(&word->term, term.data, term.size);
        if (term.size == 0 && !word->found)
            find(words, word); /* nobody looks for a stop word */
    }
    return status;
}

static void compare(struct cli_query_words *words, tm_text term)
{
    for (size_t i = 0; i < words->count; i++) {
        struct cli_query_word *const word = &words->word[i];

        if (!word->found && word->term.size == term.size &&
            memcmp(word->term.data, term.data, term.size) == 0)
            find(words, word);
    }
}

/* Whether a word was looked at before, as far as is remembered; it is from now on. A word costs a
 * stem, and most of a text are words that were there before. */
static bool passed(struct cli_query_words *words, tm_text word)
{
    uint64_t hash = 14695981039346656037u;
    uint64_t *slot;
    bool known;

    for (size_t i = 0; i < word.size; i++)
        hash = (hash ^ (unsigned char)word.data[i]) * 1099511628211u;
    slot = &words->passed[hash >> 50];
    known = *slot == hash;
    *slot = hash;
    return known;
}

static tm_status look(struct cli_query_words *words, tm_text text, tm_error *err)
{
    tm_span *span;
    size_t count;
    tm_text term;
    tm_status status = tm_words(&span, &count, text.data, text.size, TM_WORDS_NEWS, err);

    if (status != TM_OK)
        return status;
    for (size_t i = 0; status == TM_OK && i < count && words->missing > 0; i++) {
        const tm_text word = {text.data + span[i].start, span[i].end - span[i].start};

        if (passed(words, word))
            continue;
        status = tm_analyzer_term(words->analyzer, &term, word.data, word.size, err);
        if (status == TM_OK && term.size > 0)
            compare(words, term);
    }
    tm_free(span);
    return status;
}

tm_status cli_query_words_look(struct cli_query_words *words, const char *language,
                               const tm_text *text, size_t texts, tm_error *err)
{
    tm_status status;

    if (words->query.size == 0 || (words->analyzer && words->missing == 0))
        return TM_OK;
    status = prepare(words, language, err);
    for (size_t i = 0; status == TM_OK && i < texts && words->missing > 0; i++)
        status = look(words, text[i], err);
    return status;
}

bool cli_query_words_tell(const struct cli_query_words *words)
{
    struct cli_bytes list = {NULL, 0, 0};

    if (words->missing == 0)
        return false;
    for (size_t i = 0; i < words->count; i++) {
        if (words->word[i].found)
            continue;
        cli_bytes_add_string(&list, list.size > 0 ? ", '" : "'");
        cli_bytes_add(&list, words->word[i].written.data, words->word[i].written.size);
        cli_bytes_add_string(&list, "'");
    }
    cli_message("--query: nowhere in the text: %s", list.data);
    cli_bytes_free(&list);
    return true;
}
