#include "digest/digest_summary.h"

#include <stdlib.h>
#include <string.h>

static bool has_word(tm_text text)
{
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.data[i] > ' ')
            return true;
    return false;
}

/* What is summarised of a document: its text, or its title if that is all there is. */
static tm_text source_text(const struct digest *digest, uint32_t row, bool *title)
{
    const tm_text text = cli_document_text(&digest->documents, row);

    *title = !has_word(text);
    return *title ? cli_document_title(&digest->documents, row) : text;
}

static bool ends_as(tm_text text, const char *mark)
{
    const size_t size = strlen(mark);

    return text.size >= size && memcmp(text.data + text.size - size, mark, size) == 0;
}

/* Blanks and quotes behind the last word say nothing of whether it ends a sentence. */
static tm_text without_end(tm_text text)
{
    static const char *const behind[] = {" ", "\n", "\r", "\"", "'", ")", "”", "’", "»"};
    size_t before;

    do {
        before = text.size;
        for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
            if (ends_as(text, behind[i]))
                text.size -= strlen(behind[i]);
    } while (text.size < before);
    return text;
}

/*
 * Is it more than a headline? Headlines have no full stop. Put one behind the other they would be
 * no summary, and they are listed below it.
 */
static bool is_prose(tm_text text)
{
    static const char *const stop[] = {".", "…", "。", "।", "۔"};
    const tm_text bare = without_end(text);
    bool found =
        bare.size > DIGEST_HEADLINE || (bare.size > 0 && memchr(bare.data, '\n', bare.size));

    for (size_t i = 0; i < sizeof stop / sizeof *stop; i++)
        found = found || ends_as(bare, stop[i]);
    return found;
}

tm_text digest_sentence_text(const struct digest *digest, const struct digest_sentence *sentence)
{
    bool title;
    const tm_text from = source_text(digest, sentence->row, &title);

    return (tm_text){from.data + sentence->start, sentence->end - sentence->start};
}

/* row: of the texts that were summarised */
static void take(const struct digest *digest, struct digest_story *story, const uint32_t *row,
                 const tm_summary *summary)
{
    story->sentences = summary->count;
    story->sentence = cli_alloc(summary->count, sizeof *story->sentence);
    story->summary = cli_copy(summary->text, summary->text_size);
    story->cut = summary->cut;
    for (size_t i = 0; i < summary->count; i++) {
        struct digest_sentence *const s = &story->sentence[i];

        s->row = row[summary->sentence[i].document];
        s->start = summary->sentence[i].start;
        s->end = summary->sentence[i].end;
        source_text(digest, s->row, &s->title);
    }
}

/* What of a story can be summarised; returns how many. */
static size_t find_prose(const struct digest *digest, const struct digest_story *story,
                         uint32_t *row, tm_text *text)
{
    size_t count = 0;
    bool title;

    for (size_t i = 0; i < story->rows - story->copies; i++) {
        const tm_text told = source_text(digest, story->row[i], &title);

        if (!is_prose(told))
            continue;
        row[count] = story->row[i];
        text[count++] = told;
    }
    return count;
}

tm_status digest_summarize(const struct digest *digest, struct digest_story *story,
                           const struct digest_options *options, const tm_run *run, tm_error *err)
{
    tm_text *const text = cli_alloc(story->rows, sizeof *text);
    uint32_t *const row = cli_alloc(story->rows, sizeof *row);
    const size_t count = find_prose(digest, story, row, text);
    tm_summary_options how = TM_SUMMARY_INIT;
    tm_summary *summary;
    tm_status status;

    how.language = digest->language;
    how.stop_list = digest->stop_list;
    how.words = (size_t)options->words;
    how.self_contained = true;
    if (options->query)
        how.query = (tm_text){options->query, strlen(options->query)};
    status = tm_summarize(&summary, text, count, &how, run, err);
    if (status == TM_OK)
        take(digest, story, row, summary);
    tm_summary_free(summary);
    free(row);
    free(text);
    return status;
}
