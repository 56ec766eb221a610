#include "digest/digest_names.h"

/* Not too long, no sentence, and nothing that a post quotes. */
static bool is_headline(tm_text line)
{
    return line.size > 0 && line.size <= DIGEST_HEADLINE && line.data[0] != '>' &&
           line.data[line.size - 1] != '.';
}

static tm_text without_dateline(tm_text text)
{
    const size_t dateline = tm_dateline(text);

    return (tm_text){text.data + dateline, text.size - dateline};
}

/* The first sentence that a summary could begin with; the text's first line if there is none. */
static tm_status take_lead(tm_text *name, tm_text text, const char *language,
                           tm_summary_cache *cache, const tm_run *run, tm_error *err)
{
    tm_summary_options how = TM_SUMMARY_INIT;
    tm_summary *summary;
    tm_status status;

    how.language = language;
    how.sentences = 1;
    how.algorithm = TM_SUMMARY_LEAD;
    how.cache = cache;
    status = tm_summarize(&summary, &text, 1, &how, run, err);
    if (status == TM_OK && summary->count > 0)
        *name = without_dateline((tm_text){text.data + summary->sentence->start,
                                           summary->sentence->end - summary->sentence->start});
    if (status == TM_OK)
        tm_summary_free(summary);
    return status;
}

/* What a text without a title is called; its first line is given. */
static tm_status name_text(tm_text *name, tm_text text, const struct digest *digest,
                           tm_summary_cache *cache, const tm_run *run, tm_error *err)
{
    const tm_text line = without_dateline(*name);
    const char *const body = text.data + tm_dateline(text);
    /* "Article Excerpt" above the text: the line is nothing but a mark of the page. */
    const bool bare = name->data >= text.data && body >= name->data + name->size;

    if (bare || !is_headline(line))
        return take_lead(name, text, digest->language, cache, run, err);
    *name = line;
    return TM_OK;
}

tm_status digest_find_names(struct digest *digest, const tm_run *run, tm_error *err)
{
    const struct cli_documents *const documents = &digest->documents;
    tm_summary_cache *cache;
    tm_status status = tm_summary_cache_new(&cache, err);

    if (status != TM_OK)
        return status;
    digest->name = cli_alloc(documents->count, sizeof *digest->name);
    for (size_t i = 0; status == TM_OK && i < documents->count; i++) {
        digest->name[i] = digest->fold.title[i];
        if (cli_document_title(documents, i).size == 0)
            status = name_text(&digest->name[i], cli_document_text(documents, i), digest, cache,
                               run, err);
    }
    tm_summary_cache_free(cache);
    return status;
}
