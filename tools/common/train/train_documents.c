#include "train/train_documents.h"

#include <stdlib.h>
#include <string.h>

static void end_document(struct cli_train_documents *documents)
{
    cli_grow(&documents->end, &documents->capacity, documents->count + 1, sizeof *documents->end);
    documents->end[documents->count++] = documents->bytes.size;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Mail and web addresses and handles: no words, and nothing that a model should give away. */
static bool is_address(const char *run, size_t size)
{
    if (size > 0 && memchr(run, '@', size)) /* run may be NULL */
        return true;
    for (size_t i = 2; i < size; i++)
        if (memcmp(run + i - 2, "://", 3) == 0)
            return true;
    return false;
}

/* Without the runs between white space that are addresses. */
static void add_words(struct cli_bytes *bytes, tm_text text)
{
    size_t start = 0;

    for (size_t i = 0; i <= text.size; i++) {
        if (i < text.size && !is_space(text.data[i]))
            continue;
        if (!is_address(text.data + start, i - start))
            cli_bytes_add(bytes, text.data + start, i - start);
        if (i < text.size)
            cli_bytes_add(bytes, text.data + i, 1);
        start = i + 1;
    }
}

static void add_record(struct cli_train_documents *documents, const struct tm_record *record)
{
    add_words(&documents->bytes, record->title);
    cli_bytes_add(&documents->bytes, "\n", 1);
    for (size_t i = 0; i < record->texts; i++) {
        add_words(&documents->bytes, record->text[i]);
        end_document(documents);
    }
}

int cli_train_documents_read(struct cli_train_documents *documents, struct tm_reader *reader,
                             struct cli_bar *bar)
{
    struct tm_record record;
    enum tm_read got;

    while ((got = tm_reader_next(reader, &record)) == TM_READ_OK) {
        add_record(documents, &record);
        cli_bar_update(bar, "read", documents->count, 0);
    }
    if (got == TM_READ_FAILED || tm_reader_finish(reader))
        return CLI_FAILED;
    return documents->count ? CLI_GO_ON : cli_error("no documents to learn from");
}

void cli_train_documents_free(struct cli_train_documents *documents)
{
    free(documents->end);
    cli_bytes_free(&documents->bytes);
}

tm_text *cli_train_documents_array(const struct cli_train_documents *documents)
{
    tm_text *const array = cli_alloc(documents->count + 1, sizeof *array);

    for (size_t i = 0, start = 0; i < documents->count; start = documents->end[i++])
        array[i] = (tm_text){documents->bytes.data + start, documents->end[i] - start};
    return array;
}
