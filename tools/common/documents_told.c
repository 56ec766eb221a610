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

/* Its text does not follow its title at once: there is something between them. */
static bool is_parted(const struct cli_documents *documents, size_t i, tm_text told)
{
    return told.size > 0 && told.data != cli_document_text(documents, i).data &&
           cli_document_title(documents, i).size > 0;
}

/* The title with its line end, and what the text tells, which `told` is; copied if need be. */
static tm_text join(const struct cli_documents *documents, size_t i, tm_text told, char **copy)
{
    const tm_text words = cli_document_words(documents, i);
    const size_t title = words.size - cli_document_text(documents, i).size;
    tm_text joined = {words.data, title + told.size};

    if (told.size == 0)
        return cli_document_title(documents, i);
    if (title == 0)
        return told;
    if (is_parted(documents, i, told)) {
        joined.data = *copy;
        memcpy(*copy, words.data, title);
        memcpy(*copy + title, told.data, told.size);
        *copy += joined.size;
    }
    return joined;
}

tm_text *cli_documents_told(const struct cli_documents *documents)
{
    const size_t count = documents->count;
    tm_text *array = cli_alloc(count, sizeof *array);
    size_t room = 0; /* behind the array, for those that are parted */
    char *copy;

    for (size_t i = 0; i < count; i++) {
        array[i] = cli_told(cli_document_text(documents, i));
        if (is_parted(documents, i, array[i]))
            room += cli_document_title(documents, i).size + 1 + array[i].size;
    }
    if (room > 0)
        array = cli_resize(array, count * sizeof *array + room, 1);
    copy = (char *)(array + count);
    for (size_t i = 0; i < count; i++)
        array[i] = join(documents, i, array[i], &copy);
    return array;
}
