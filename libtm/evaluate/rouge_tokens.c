#include "evaluate/rouge_tokens.h"

#include "base/memory.h"
#include "base/status.h"
#include "evaluate/rouge_stem.h"
#include "text/stem.h"

#include <string.h>

/* Shorter ones are not stemmed. */
enum { LONGEST_UNSTEMMED = 3 };

tm_status tm__rouge_reader_start(struct tm__rouge_reader *reader, const char *language, bool stem,
                                 tm_error *err)
{
    tm_analyzer_options options = TM_ANALYZER_INIT;

    reader->stem = stem;
    if (!tm__strings_init(&reader->strings))
        return tm__fail_memory(err, "reading tokens");
    if (!language)
        return TM_OK;
    options.language = language;
    options.keep_stopwords = true;
    options.stem = stem && tm__has_stemmer(language);
    return tm_analyzer_new(&reader->analyzer, &options, err);
}

void tm__rouge_reader_release(struct tm__rouge_reader *reader)
{
    tm__strings_release(&reader->strings);
    tm_analyzer_free(reader->analyzer);
    tm__buffer_release(&reader->word);
    memset(reader, 0, sizeof *reader);
}

static tm_status add_token(struct tm__rouge_text *text, struct tm__rouge_reader *reader,
                           const char *term, size_t size, tm_error *err)
{
    const uint32_t id = tm__strings_add(&reader->strings, term, size);

    if (id == UINT32_MAX && (size >= UINT32_MAX || reader->strings.count >= UINT32_MAX - 1))
        return tm__fail(err, TM_EOVERFLOW, "a text with more than 4 GiB of tokens");
    if (id == UINT32_MAX ||
        !tm__grow(&text->token, &text->capacity, text->count + 1, sizeof *text->token))
        return tm__fail_memory(err, "reading tokens");
    text->token[text->count++] = id;
    return TM_OK;
}

/*
 * The letter or digit at `at` in lower case, or 0. Two characters outside ASCII have lower-case
 * forms inside: the sign of the kelvin is a k, and the dotted I an i, behind which its dot, which
 * is no letter, ends the token.
 */
static char plain_character(const char *at, size_t size, size_t *step, bool *ends)
{
    *step = 1;
    *ends = false;
    if ((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9'))
        return *at;
    if (*at >= 'A' && *at <= 'Z')
        return (char)(*at - 'A' + 'a');
    if (size >= 3 && memcmp(at, "\xe2\x84\xaa", 3) == 0) {
        *step = 3;
        return 'k';
    }
    if (size >= 2 && memcmp(at, "\xc4\xb0", 2) == 0) {
        *step = 2;
        *ends = true;
        return 'i';
    }
    return 0;
}

static tm_status end_plain_token(struct tm__rouge_text *text, struct tm__rouge_reader *reader,
                                 tm_error *err)
{
    struct tm__buffer *word = &reader->word;

    if (!word->size)
        return TM_OK;
    if (reader->stem && word->size > LONGEST_UNSTEMMED)
        word->size = tm__rouge_stem(word->data, word->size);
    return add_token(text, reader, word->data, word->size, err);
}

static tm_status read_plain_line(struct tm__rouge_text *text, struct tm__rouge_reader *reader,
                                 tm_text line, tm_error *err)
{
    tm_status status = TM_OK;
    size_t step;

    tm__buffer_clear(&reader->word);
    for (size_t i = 0; i < line.size && status == TM_OK; i += step) {
        bool ends;
        const char c = plain_character(line.data + i, line.size - i, &step, &ends);

        if (c && !tm__buffer_byte(&reader->word, c))
            return tm__fail_memory(err, "reading tokens");
        if (!c || ends) {
            status = end_plain_token(text, reader, err);
            tm__buffer_clear(&reader->word);
        }
    }
    return status == TM_OK ? end_plain_token(text, reader, err) : status;
}

static tm_status read_words_of_line(struct tm__rouge_text *text, struct tm__rouge_reader *reader,
                                    tm_text line, tm_error *err)
{
    tm_span *word = NULL;
    size_t words = 0;
    tm_status status = tm_words(&word, &words, line.data, line.size, TM_WORDS_NEWS, err);

    for (size_t i = 0; i < words && status == TM_OK; i++) {
        tm_text term;
        status = tm_analyzer_term(reader->analyzer, &term, line.data + word[i].start,
                                  word[i].end - word[i].start, err);
        if (status == TM_OK && term.size)
            status = add_token(text, reader, term.data, term.size, err);
    }
    tm_free(word);
    return status;
}

static tm_status start_line(struct tm__rouge_text *text, tm_error *err)
{
    if (!tm__grow(&text->line, &text->line_capacity, text->lines + 1, sizeof *text->line))
        return tm__fail_memory(err, "reading tokens");
    text->line[text->lines] = text->count;
    return TM_OK;
}

tm_status tm__rouge_read(struct tm__rouge_text *text, struct tm__rouge_reader *reader, tm_text from,
                         tm_error *err)
{
    tm_status status;

    text->count = text->lines = 0;
    status = start_line(text, err);
    for (size_t at = 0; at < from.size && status == TM_OK;) {
        const char *start = from.data + at;
        const char *end = memchr(start, '\n', from.size - at);
        const tm_text line = {start, end ? (size_t)(end - start) : from.size - at};
        status = reader->analyzer ? read_words_of_line(text, reader, line, err)
                                  : read_plain_line(text, reader, line, err);
        if (status == TM_OK && text->count > text->line[text->lines]) {
            text->lines++;
            status = start_line(text, err);
        }
        at += line.size + 1;
    }
    return status;
}

void tm__rouge_text_release(struct tm__rouge_text *text)
{
    tm__free(text->token);
    tm__free(text->line);
    memset(text, 0, sizeof *text);
}
