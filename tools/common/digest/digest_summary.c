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

tm_text digest_sentence_text(const struct digest *digest, const struct digest_sentence *sentence)
{
    bool title;
    const tm_text from = source_text(digest, sentence->row, &title);

    return (tm_text){from.data + sentence->start, sentence->end - sentence->start};
}

static void take(const struct digest *digest, struct digest_story *story, const tm_summary *summary)
{
    story->sentences = summary->count;
    story->sentence = cli_alloc(summary->count, sizeof *story->sentence);
    story->summary = cli_copy(summary->text, summary->text_size);
    story->cut = summary->cut;
    for (size_t i = 0; i < summary->count; i++) {
        struct digest_sentence *const s = &story->sentence[i];

        s->row = story->row[summary->sentence[i].document];
        s->start = summary->sentence[i].start;
        s->end = summary->sentence[i].end;
        source_text(digest, s->row, &s->title);
    }
}

tm_status digest_summarize(const struct digest *digest, struct digest_story *story,
                           const struct digest_options *options, const tm_run *run, tm_error *err)
{
    const size_t count = story->rows - story->copies;
    tm_text *const text = cli_alloc(count, sizeof *text);
    tm_summary_options how = TM_SUMMARY_INIT;
    tm_summary *summary;
    tm_status status;
    bool title;

    for (size_t i = 0; i < count; i++)
        text[i] = source_text(digest, story->row[i], &title);
    how.language = digest->language;
    how.words = (size_t)options->words;
    how.self_contained = true;
    if (options->query)
        how.query = (tm_text){options->query, strlen(options->query)};
    status = tm_summarize(&summary, text, count, &how, run, err);
    if (status == TM_OK)
        take(digest, story, summary);
    tm_summary_free(summary);
    free(text);
    return status;
}
