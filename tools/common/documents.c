#include "documents.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void cli_add_texts(struct cli_bytes *bytes, const struct tm_record *record)
{
    for (size_t i = 0; i < record->texts; i++) {
        if (i > 0)
            cli_bytes_add(bytes, "\n", 1);
        cli_bytes_add(bytes, record->text[i].data, record->text[i].size);
    }
}

void cli_documents_add(struct cli_documents *documents, const struct tm_record *record)
{
    struct cli_bytes *const bytes = &documents->bytes;
    struct cli_document *item;

    cli_grow(&documents->item, &documents->capacity, documents->count + 1, sizeof *documents->item);
    item = &documents->item[documents->count++];
    item->id = bytes->size;
    cli_bytes_add(bytes, record->id.data, record->id.size);
    item->date = bytes->size;
    cli_bytes_add(bytes, record->date.data, record->date.size);
    item->source = bytes->size;
    cli_bytes_add(bytes, record->source.data, record->source.size);
    item->url = bytes->size;
    cli_bytes_add(bytes, record->url.data, record->url.size);
    item->title = bytes->size;
    cli_bytes_add(bytes, record->title.data, record->title.size);
    if (record->title.size > 0)
        cli_bytes_add(bytes, "\n", 1);
    item->text = bytes->size;
    cli_add_texts(bytes, record);
    item->end = bytes->size;
}

int cli_documents_read_some(struct cli_documents *documents, struct tm_reader *reader,
                            struct cli_bar *bar, size_t bytes)
{
    struct tm_record record;
    enum tm_read got = TM_READ_OK;

    documents->count = 0;
    cli_bytes_clear(&documents->bytes);
    while (documents->bytes.size < bytes && (got = tm_reader_next(reader, &record)) == TM_READ_OK) {
        cli_documents_add(documents, &record);
        cli_bar_update(bar, "read", record.number, 0);
    }
    if (got == TM_READ_FAILED || (got == TM_READ_END && tm_reader_finish(reader) != 0))
        return CLI_FAILED;
    return CLI_GO_ON;
}

int cli_documents_read(struct cli_documents *documents, char *const *paths, size_t count,
                       const struct cli_common *common, struct cli_bar *bar)
{
    const struct tm_reader_options input = cli_reader_options(common, "lines");
    struct tm_reader *const reader = tm_reader_open(paths, count, &input);
    int status;

    memset(documents, 0, sizeof *documents);
    status = cli_documents_read_some(documents, reader, bar, SIZE_MAX);
    tm_reader_close(reader);
    return status;
}

void cli_documents_free(struct cli_documents *documents)
{
    free(documents->item);
    cli_bytes_free(&documents->bytes);
    memset(documents, 0, sizeof *documents);
}

static tm_text slice(const struct cli_documents *documents, size_t start, size_t end)
{
    return (tm_text){documents->bytes.data + start, end - start};
}

tm_text cli_document_id(const struct cli_documents *documents, size_t i)
{
    const struct cli_document *const item = &documents->item[i];

    return slice(documents, item->id, item->date);
}

tm_text cli_document_date(const struct cli_documents *documents, size_t i)
{
    const struct cli_document *const item = &documents->item[i];

    return slice(documents, item->date, item->source);
}

tm_text cli_document_source(const struct cli_documents *documents, size_t i)
{
    const struct cli_document *const item = &documents->item[i];

    return slice(documents, item->source, item->url);
}

tm_text cli_document_url(const struct cli_documents *documents, size_t i)
{
    const struct cli_document *const item = &documents->item[i];

    return slice(documents, item->url, item->title);
}

tm_text cli_document_title(const struct cli_documents *documents, size_t i)
{
    const struct cli_document *const item = &documents->item[i];

    /* A title is followed by a line end. */
    return slice(documents, item->title, item->text - (item->text > item->title));
}

tm_text cli_document_text(const struct cli_documents *documents, size_t i)
{
    const struct cli_document *const item = &documents->item[i];

    return slice(documents, item->text, item->end);
}

tm_text cli_document_words(const struct cli_documents *documents, size_t i)
{
    const struct cli_document *const item = &documents->item[i];

    return slice(documents, item->title, item->end);
}

/* Is there a letter or a digit? */
static bool says_something(tm_text line)
{
    tm_span *word = NULL;
    size_t words = 0;
    tm_error err;

    for (size_t i = 0; i < line.size; i++)
        if ((line.data[i] | 32) >= 'a' && (line.data[i] | 32) <= 'z')
            return true;
    if (tm_words(&word, &words, line.data, line.size, TM_WORDS_NEWS, &err) != TM_OK)
        return true;
    tm_free(word);
    return words > 0;
}

/* The first line of the text that is not blank, without blanks around it, and what is behind it in
 * *text. */
static tm_text first_line(tm_text *text)
{
    tm_text line;
    const char *end;

    while (text->size > 0 && strchr(" \t\r\n", text->data[0]) && text->data[0] != '\0') {
        text->data++;
        text->size--;
    }
    line = *text;
    end = line.size > 0 ? memchr(line.data, '\n', line.size) : NULL;
    if (end)
        line.size = (size_t)(end - line.data);
    text->data += line.size;
    text->size -= line.size;
    while (line.size > 0 && strchr(" \t\r", line.data[line.size - 1]) &&
           line.data[line.size - 1] != '\0')
        line.size--;
    return line;
}

tm_text cli_document_name(const struct cli_documents *documents, size_t i)
{
    tm_text rest = cli_document_words(documents, i);
    const tm_text first = first_line(&rest);
    tm_text line = first;

    while (line.size > 0 && !says_something(line))
        line = first_line(&rest);
    return line.size > 0 ? line : first;
}

tm_text *cli_documents_array(const struct cli_documents *documents)
{
    tm_text *const array = cli_alloc(documents->count, sizeof *array);

    for (size_t i = 0; i < documents->count; i++)
        array[i] = cli_document_words(documents, i);
    return array;
}

static bool parse_weight(struct cli_field_weights *weights, const char **at)
{
    const bool title = strncmp(*at, "title=", 6) == 0, text = strncmp(*at, "text=", 5) == 0;
    char *end;
    unsigned long weight;

    if (!title && !text)
        return false;
    *at += title ? 6 : 5;
    weight = strtoul(*at, &end, 10);
    if (**at < '0' || **at > '9' || weight > 100)
        return false;
    *(title ? &weights->title : &weights->text) = (unsigned)weight;
    *at = end;
    return true;
}

bool cli_field_weights_parse(struct cli_field_weights *weights, const char *text)
{
    *weights = (struct cli_field_weights){1, 1};
    while (parse_weight(weights, &text)) {
        if (*text == '\0')
            return weights->title + weights->text > 0;
        if (*text++ != ',')
            return false;
    }
    return false;
}

static void repeat(struct cli_bytes *bytes, tm_text text, unsigned times)
{
    for (; text.size > 0 && times > 0; times--) {
        cli_bytes_add(bytes, text.data, text.size);
        cli_bytes_add(bytes, "\n", 1);
    }
}

tm_text *cli_documents_weighted(struct cli_bytes *bytes, const struct cli_documents *documents,
                                const struct cli_field_weights *weights)
{
    tm_text *const array = cli_documents_array(documents);
    size_t at = 0;

    cli_bytes_clear(bytes);
    if (weights->title == 1 && weights->text == 1)
        return array;
    for (size_t i = 0; i < documents->count; i++) {
        repeat(bytes, cli_document_title(documents, i), weights->title);
        repeat(bytes, cli_document_text(documents, i), weights->text);
        array[i].size = bytes->size - at;
        at = bytes->size;
    }
    at = 0;
    for (size_t i = 0; i < documents->count; at += array[i++].size) /* they stay now */
        array[i].data = bytes->data + at;
    return array;
}

const tm_text *cli_record_texts(const struct tm_record *record)
{
    return record->texts == 1 && record->text[0].size == 0 ? &record->title : record->text;
}

int cli_texts_read(struct cli_texts *texts, struct tm_reader *reader, struct cli_bar *bar)
{
    struct tm_record record;
    enum tm_read got;

    memset(texts, 0, sizeof *texts);
    while ((got = tm_reader_next(reader, &record)) == TM_READ_OK) {
        const tm_text *const from = cli_record_texts(&record);

        cli_grow(&texts->text, &texts->capacity, texts->count + record.texts, sizeof *texts->text);
        for (size_t i = 0; i < record.texts; i++)
            texts->text[texts->count++] =
                (tm_text){cli_copy(from[i].data, from[i].size), from[i].size};
        cli_bar_update(bar, "read", record.number, 0);
    }
    return got == TM_READ_FAILED ? CLI_FAILED : CLI_GO_ON;
}

void cli_texts_free(struct cli_texts *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        free((char *)texts->text[i].data);
    free(texts->text);
    memset(texts, 0, sizeof *texts);
}
