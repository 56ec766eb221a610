/* What documents tell, without what their outlets put around it. */
#include "documents.h"

#include <tm/summarize.h>

#include <string.h>

tm_text cli_told(tm_text text)
{
    return tm_is_notice(text) ? (tm_text){"", 0} : text;
}

/* What a document says, in three pieces. */
struct told {
    tm_text title, preamble, text;
};

/*
 * The preamble is marks of the page and a dateline: the outlet's, not the story's. A text no longer
 * than a headline is one; "VBA - how to" has no dateline.
 */
static struct told tell(const struct cli_documents *documents, size_t i)
{
    enum { HEADLINE = 160 };
    const tm_text words = cli_document_words(documents, i);
    const tm_text text = cli_document_text(documents, i);
    const size_t skipped = text.size > HEADLINE ? tm_dateline(text) : 0;

    return (struct told){{words.data, words.size - text.size},
                         {text.data, skipped},
                         {text.data + skipped, text.size - skipped}};
}

/* Bytes between a title and the rest of a text. */
static bool is_parted(const struct told *told)
{
    return told->title.size > 0 && told->preamble.size > 0;
}

/* An array, and behind it room for the documents that are parted. */
static tm_text *array_for_told(const struct cli_documents *documents)
{
    size_t size = documents->count * sizeof(tm_text);

    for (size_t i = 0; i < documents->count; i++) {
        const struct told told = tell(documents, i);
        size += is_parted(&told) ? told.title.size + told.text.size : 0;
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

        if (tm_is_notice(cli_document_text(documents, i))) {
            array[i] = cli_document_title(documents, i);
        } else if (is_parted(&told)) {
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
