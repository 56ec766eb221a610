/* Texts in which the words of phrases are one word. */
#include "base/memory.h"
#include "base/status.h"
#include "text/words.h"
#include "vector/lexicon.h"
#include "vector/phrase_list.h"

#include <string.h>

struct join {
    const tm_phrases *phrases;
    struct tm__lexicon lexicon; /* knows the words of phrases and no others */
    struct tm__buffer *out;
};

static bool is_phrase(const tm_phrases *p, uint32_t a, uint32_t b)
{
    const uint64_t pair = (uint64_t)a << 32 | b;
    size_t low = 0, high = p->phrases;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (p->phrase[middle].pair == pair)
            return true;
        if (p->phrase[middle].pair < pair)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* White space and hyphens: a comma or a full stop stands between words that are no phrase. */
static bool close_by(tm_text text, size_t from, size_t to)
{
    static const char gap[] = " \t\r\n-";

    for (size_t i = from; i < to; i++)
        if (text.data[i] == '\0' || !strchr(gap, text.data[i]))
            return false;
    return to > from;
}

static bool put_phrase(struct join *j, uint32_t a, uint32_t b)
{
    const tm_text x = tm__vocabulary_term(&j->phrases->words, a);
    const tm_text y = tm__vocabulary_term(&j->phrases->words, b);

    return tm__buffer_append(j->out, x.data, x.size) && tm__buffer_byte(j->out, '_') &&
           tm__buffer_append(j->out, y.data, y.size);
}

static tm_status join_text(struct join *j, tm_text text)
{
    struct tm__words words;
    uint32_t before = TM__NO_TERM, term;
    tm_span word, last = {0, 0};
    size_t done = 0;

    tm__words_start(&words, text.data, text.size, j->phrases->analyzer.rules);
    while (tm__words_next(&words, &word)) {
        const tm_status status =
            tm__lexicon_term(&j->lexicon, &term, text.data + word.start, word.end - word.start);

        if (status != TM_OK)
            return status;
        if (before != TM__NO_TERM && term != TM__NO_TERM && word.start >= last.end &&
            is_phrase(j->phrases, before, term) && close_by(text, last.end, word.start)) {
            if (!tm__buffer_append(j->out, text.data + done, last.start - done) ||
                !put_phrase(j, before, term))
                return TM_ENOMEM;
            done = word.end;
            before = TM__NO_TERM; /* a word is in one phrase */
            continue;
        }
        before = term;
        last = word;
    }
    if (text.size > done && !tm__buffer_append(j->out, text.data + done, text.size - done))
        return TM_ENOMEM;
    return TM_OK;
}

tm_status tm_phrases_join(char **out, tm_text *joined, const tm_phrases *phrases,
                          const tm_text *texts, size_t count, tm_error *err)
{
    struct tm__buffer bytes = {NULL, 0, 0};
    struct join j = {.phrases = phrases, .out = &bytes};
    tm_status status =
        tm__lexicon_init(&j.lexicon, &phrases->analyzer, &phrases->words, false, err);
    size_t at = 0;

    *out = NULL;
    if (status != TM_OK)
        return status;
    for (size_t i = 0, start = 0; i < count && status == TM_OK; i++, start = bytes.size) {
        status = join_text(&j, texts[i]);
        joined[i].size = bytes.size - start;
    }
    tm__lexicon_release(&j.lexicon);
    if (status == TM_OK)
        *out = tm__buffer_detach(&bytes);
    if (!*out) {
        tm__buffer_release(&bytes);
        return tm__fail_memory(err, "joining phrases");
    }
    for (size_t i = 0; i < count; at += joined[i++].size)
        joined[i].data = *out + at;
    return TM_OK;
}
