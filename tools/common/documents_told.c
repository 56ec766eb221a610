/* What documents tell, without what their outlets put around it. */
#include "documents.h"

#include <tm/summarize.h>

#include <string.h>

tm_text cli_told(tm_text text)
{
    enum { HEADLINE = 160 };
    const size_t preamble = text.size > HEADLINE ? tm_dateline(text) : 0;

    if (tm_is_notice(text))
        return (tm_text){"", 0};
    return preamble > 0 ? (tm_text){text.data + preamble, text.size - preamble} : text;
}

tm_text cli_told_words(struct cli_bytes *words, tm_text title, tm_text text)
{
    text = cli_told(text);
    cli_bytes_clear(words);
    cli_bytes_add(words, title.data, title.size);
    if (title.size > 0)
        cli_bytes_add(words, "\n", 1);
    cli_bytes_add(words, text.data, text.size);
    return (tm_text){words->data, words->size};
}

/* What a document says, in pieces; the title with its line end. */
struct told {
    tm_text title, text;
    bool parted; /* there is something between them */
};

static struct told tell(const struct cli_documents *documents, size_t i)
{
    const tm_text words = cli_document_words(documents, i);
    const tm_text all = cli_document_text(documents, i), text = cli_told(all);
    const tm_text title = {words.data, words.size - all.size};

    if (text.size == 0)
        return (struct told){cli_document_title(documents, i), text, false};
    return (struct told){title, text, title.size > 0 && text.data != all.data};
}

/* An array, and behind it room for the documents that are parted. */
static tm_text *array_for_told(const struct cli_documents *documents)
{
    size_t size = documents->count * sizeof(tm_text);

    for (size_t i = 0; i < documents->count; i++) {
        const struct told told = tell(documents, i);

        size += told.parted ? told.title.size + told.text.size : 0;
    }
    return cli_alloc(size, 1);
}

tm_text *cli_documents_told(const struct cli_documents *documents)
{
    tm_text *const array = array_for_told(documents);
    char *copy = (char *)(array + documents->count);

    for (size_t i = 0; i < documents->count; i++) {
        const struct told told = tell(documents, i);
        const size_t title = told.title.size, size = title + told.text.size;

        if (told.parted) {
            memcpy(copy, told.title.data, title);
            memcpy(copy + title, told.text.data, told.text.size);
            array[i] = (tm_text){copy, size};
            copy += size;
        } else {
            array[i] = (tm_text){title ? told.title.data : told.text.data, size};
        }
    }
    return array;
}
