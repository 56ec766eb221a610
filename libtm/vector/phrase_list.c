#include "vector/phrase_list.h"

#include "base/memory.h"
#include "base/status.h"

#include <stdlib.h>
#include <string.h>

void tm_phrases_free(tm_phrases *phrases)
{
    if (!phrases)
        return;
    tm__free(phrases->phrase);
    tm__free(phrases->start);
    tm__free(phrases->own_bytes);
    tm__free(phrases->own_offset);
    tm__buffer_release(&phrases->text);
    tm__free(phrases);
}

size_t tm_phrases_count(const tm_phrases *phrases)
{
    return phrases->phrases;
}

tm_text tm_phrases_get(const tm_phrases *phrases, size_t i, uint64_t *count, double *npmi)
{
    tm_text text = {NULL, 0};

    if (i >= phrases->phrases)
        return text;
    if (count)
        *count = phrases->phrase[i].count;
    if (npmi)
        *npmi = phrases->phrase[i].npmi;
    text.data = phrases->text.data + phrases->start[i];
    text.size = (size_t)(phrases->start[i + 1] - phrases->start[i]);
    return text;
}

tm_status tm__phrases_set(struct tm_phrases *phrases, const tm_analyzer_options *analyzer,
                          tm_error *err)
{
    static const tm_analyzer_options defaults = TM_ANALYZER_INIT;
    const char *language;

    phrases->analyzer = analyzer ? *analyzer : defaults;
    language = phrases->analyzer.language ? phrases->analyzer.language : "en";
    if (strlen(language) >= sizeof phrases->language)
        return tm__fail(err, TM_ENOTFOUND, "unknown language '%.40s'", language);
    memcpy(phrases->language, language, strlen(language) + 1);
    phrases->analyzer.language = phrases->language;
    phrases->analyzer.stem = false;
    phrases->analyzer.keep_stopwords = true;
    phrases->analyzer.stop_list = NULL; /* it says which are phrases, not how they are found */
    return TM_OK;
}

static int compare_texts(const void *a, const void *b)
{
    return tm__text_compare(*(const tm_text *)a, *(const tm_text *)b);
}

/* The words of phrase i. False if it is not two words. */
static bool split(tm_text word[2], const tm_phrases *phrases, size_t i)
{
    const tm_text text = tm_phrases_get(phrases, i, NULL, NULL);
    const char *const space = text.size ? memchr(text.data, ' ', text.size) : NULL;

    if (!space)
        return false;
    word[0] = (tm_text){text.data, (size_t)(space - text.data)};
    word[1] = (tm_text){space + 1, text.size - word[0].size - 1};
    return word[0].size > 0 && word[1].size > 0 && !memchr(word[1].data, ' ', word[1].size);
}

/* Each word once, in byte order. */
static tm_status make_words(tm_phrases *p, tm_text *word, tm_error *err)
{
    const size_t all = 2 * p->phrases;
    size_t words = 0, bytes = 0;

    qsort(word, all, sizeof *word, compare_texts);
    p->own_bytes = tm__malloc(p->text.size);
    p->own_offset = tm__alloc_array(all + 1, sizeof *p->own_offset);
    if (!p->own_bytes || !p->own_offset)
        return tm__fail_memory(err, "making phrases");
    for (size_t i = 0; i < all; i++) {
        if (i > 0 && tm__text_compare(word[i - 1], word[i]) == 0)
            continue;
        p->own_offset[words++] = bytes;
        memcpy(p->own_bytes + bytes, word[i].data, word[i].size);
        bytes += word[i].size;
    }
    p->own_offset[words] = bytes;
    p->words = (struct tm__vocabulary){words, p->own_bytes, p->own_offset, NULL, NULL};
    return TM_OK;
}

tm_status tm__phrases_index(struct tm_phrases *p, tm_error *err)
{
    tm_text *const word = tm__alloc_array(2 * p->phrases, sizeof *word);
    tm_status status = word ? TM_OK : tm__fail_memory(err, "making phrases");

    for (size_t i = 0; status == TM_OK && i < p->phrases; i++)
        if (!split(word + 2 * i, p, i)) {
            const tm_text text = tm_phrases_get(p, i, NULL, NULL);

            status = tm__fail_at(err, TM_EINVAL, i, "'%.*s' is no phrase of two words",
                                 (int)(text.size < 60 ? text.size : 60), text.data);
        }
    if (status == TM_OK)
        status = make_words(p, word, err);
    tm__free(word);
    for (size_t i = 0; status == TM_OK && i < p->phrases; i++) {
        tm_text of[2];

        if (!split(of, p, i))
            continue; /* was looked at above */
        p->phrase[i].pair = (uint64_t)tm__vocabulary_lookup(&p->words, of[0].data, of[0].size)
                                << 32 |
                            tm__vocabulary_lookup(&p->words, of[1].data, of[1].size);
    }
    return status;
}

static bool add(tm_phrases *p, tm_text text)
{
    const size_t at = p->phrases;

    p->start[at] = p->text.size;
    if (!tm__buffer_append(&p->text, text.data, text.size))
        return false;
    p->start[at + 1] = p->text.size;
    p->phrase[p->phrases++] = (struct tm__phrase){0, 0, 0};
    return true;
}

static tm_status take_list(tm_phrases *p, tm_text *sorted, size_t count, tm_error *err)
{
    qsort(sorted, count, sizeof *sorted, compare_texts);
    for (size_t i = 0; i < count; i++)
        if ((i == 0 || tm__text_compare(sorted[i - 1], sorted[i]) != 0) && !add(p, sorted[i]))
            return tm__fail_memory(err, "making phrases");
    return tm__phrases_index(p, err);
}

tm_status tm_phrases_of_list(tm_phrases **out, const tm_text *texts, size_t count,
                             const tm_analyzer_options *analyzer, tm_error *err)
{
    tm_phrases *const p = tm__calloc(1, sizeof *p);
    tm_text *const sorted = tm__alloc_array(count, sizeof *sorted);
    tm_status status = TM_OK;

    *out = NULL;
    if (p) {
        p->phrase = tm__alloc_array(count, sizeof *p->phrase);
        p->start = tm__calloc(count + 1, sizeof *p->start);
    }
    if (!p || !sorted || !p->phrase || !p->start)
        status = tm__fail_memory(err, "making phrases");
    if (status == TM_OK)
        status = tm__phrases_set(p, analyzer, err);
    if (status == TM_OK) {
        if (count)
            memcpy(sorted, texts, count * sizeof *sorted);
        status = take_list(p, sorted, count, err);
    }
    tm__free(sorted);
    if (status != TM_OK) {
        tm_phrases_free(p);
        return status;
    }
    *out = p;
    return TM_OK;
}
