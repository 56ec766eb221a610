#include <tm/summarize.h>

#include "base/memory.h"
#include "base/status.h"
#include "summarize/selection.h"

#include <string.h>

/* The steps of one call; each is a file of its own. */
struct work {
    const tm_text *documents;
    size_t count;
    struct tm__budget budget;
    struct tm__passages passages;
    struct tm__concepts concepts;
    struct tm__ranking ranking;
    struct tm__selection selection;
};

void tm_summary_free(tm_summary *summary)
{
    if (!summary)
        return;
    tm__free(summary->sentence);
    tm__free(summary->text);
    tm__free(summary);
}

static tm_status read_options(struct tm__budget *budget, const char **language,
                              const tm_summary_options *options, tm_error *err)
{
    tm_summary_options o = TM_SUMMARY_INIT;

    if (options) {
        if (options->size < sizeof options->size || options->size > sizeof o)
            return tm__fail(err, TM_EINVAL, "options of %zu bytes; this library knows %zu",
                            options->size, sizeof o);
        memcpy(&o, options, options->size);
    }
    if (!o.sentences && !o.words && !o.bytes)
        o.sentences = 3;
    budget->sentences = o.sentences ? o.sentences : SIZE_MAX;
    budget->words = o.words ? o.words : SIZE_MAX;
    budget->bytes = o.bytes ? o.bytes : SIZE_MAX;
    *language = o.language ? o.language : "en";
    return TM_OK;
}

/* True if every passage fits. */
static bool is_within_budget(const struct work *w)
{
    size_t words = 0, bytes = 0;

    for (size_t i = 0; i < w->passages.count; i++) {
        words += w->passages.passage[i].length.words;
        bytes += w->passages.passage[i].length.bytes + (i > 0);
    }
    return w->passages.count <= w->budget.sentences && words <= w->budget.words &&
           bytes <= w->budget.bytes;
}

/*
 * A summary of k sentences is compared with what a person writes in about 12 k words of one text,
 * 25 k of several (measured on CNN/Daily Mail and Multi-News); a large share of a text is a digest,
 * where length costs nothing.
 */
static struct tm__task make_task(const struct work *w)
{
    enum { DIGEST_SENTENCES = 4 };
    const struct tm__budget *b = &w->budget;
    struct tm__task task = {.budget = *b, .objective = TM__OBJECTIVE_F};

    if (b->sentences == SIZE_MAX)
        task.objective = TM__OBJECTIVE_COST;
    else if (b->sentences >= DIGEST_SENTENCES && b->sentences >= (w->ranking.candidates + 2) / 3)
        task.objective = TM__OBJECTIVE_DIGEST;
    else if (w->count > 1)
        task.expected = 25 * (double)b->sentences;
    else
        task.expected = b->sentences == 1 ? 20 : 12 * (double)b->sentences;
    return task;
}

static tm_status select_all(struct work *w, tm_error *err)
{
    w->selection.chosen = tm__alloc_array(w->passages.count, sizeof *w->selection.chosen);
    if (!w->selection.chosen)
        return tm__fail_memory(err, "choosing sentences");
    for (size_t i = 0; i < w->passages.count; i++)
        w->selection.chosen[i] = i;
    w->selection.count = w->passages.count;
    return TM_OK;
}

/* Append the chosen sentences' text to out. */
static bool join(struct tm__buffer *out, const struct work *w)
{
    bool ok = true;

    for (size_t i = 0; ok && i < w->selection.count; i++)
        ok = (i == 0 || tm__buffer_byte(out, ' ')) &&
             tm__append_folded(
                 out, tm__passage_text(&w->passages.passage[w->selection.chosen[i]], w->documents));
    return ok;
}

static tm_status write_summary(tm_summary *s, const struct work *w, tm_error *err)
{
    struct tm__buffer text = {0};

    s->sentence = tm__alloc_array(w->selection.count, sizeof *s->sentence);
    if (!s->sentence || !join(&text, w))
        goto oom;
    s->count = w->selection.count;
    for (size_t i = 0; i < s->count; i++) {
        const struct tm__passage *p = &w->passages.passage[w->selection.chosen[i]];
        s->sentence[i] = (tm_summary_sentence){p->document, p->span.start, p->span.end,
                                               w->ranking.score[w->selection.chosen[i]]};
    }
    s->text_size = text.size;
    s->text = tm__buffer_detach(&text);
    if (s->text)
        return TM_OK;
oom:
    tm__buffer_release(&text);
    return tm__fail_memory(err, "writing a summary");
}

/* Not even one sentence fits: the beginning of one. */
static tm_status write_beginning(tm_summary *s, const struct work *w, tm_error *err)
{
    const struct tm__budget *b = &w->budget;
    const size_t best =
        tm__select_beginning(&w->passages, &w->concepts, &w->ranking, b, w->documents);
    const struct tm__passage *p = &w->passages.passage[best];
    const tm_text whole = tm__passage_text(p, w->documents);
    struct tm__buffer text = {0};

    s->sentence = tm__alloc_array(1, sizeof *s->sentence);
    if (!s->sentence || !tm__append_excerpt(&text, whole, b->words, b->bytes))
        goto oom;
    s->count = 1;
    s->cut = true;
    s->sentence[0] = (tm_summary_sentence){
        p->document, p->span.start, p->span.start + tm__excerpt_size(whole, b->words, b->bytes),
        w->ranking.score[best]};
    s->text_size = text.size;
    s->text = tm__buffer_detach(&text);
    if (s->text)
        return TM_OK;
oom:
    tm__buffer_release(&text);
    return tm__fail_memory(err, "writing a summary");
}

static tm_status summarize(tm_summary *s, struct work *w, const char *language, const tm_run *run,
                           tm_error *err)
{
    /* Shorter sentences say too little: "He agreed." In a cluster there are better ones. */
    const size_t least = w->count > 1 ? 7 : 6;
    struct tm__task task;
    tm_status status = tm__passages_split(&w->passages, w->documents, w->count, language, err);

    if (status == TM_OK)
        status = tm__concepts_find(&w->concepts, &w->passages, w->documents, language, run, err);
    if (status == TM_OK)
        status = tm__rank(&w->ranking, &w->passages, &w->concepts, least, run, err);
    if (status != TM_OK)
        return status;
    if (is_within_budget(w)) {
        status = select_all(w, err);
    } else {
        task = make_task(w);
        status =
            tm__select(&w->selection, &w->passages, &w->concepts, &w->ranking, &task, run, err);
    }
    if (status != TM_OK)
        return status;
    if (w->passages.count && !w->selection.count)
        return write_beginning(s, w, err);
    return write_summary(s, w, err);
}

tm_status tm_summarize(tm_summary **out, const tm_text *documents, size_t count,
                       const tm_summary_options *options, const tm_run *run, tm_error *err)
{
    struct work w = {.documents = documents, .count = count};
    const char *language = NULL;
    tm_summary *s;
    tm_status status;

    *out = NULL;
    status = read_options(&w.budget, &language, options, err);
    if (status != TM_OK)
        return status;
    s = tm__calloc(1, sizeof *s);
    if (!s)
        return tm__fail_memory(err, "writing a summary");
    status = summarize(s, &w, language, run, err);
    tm__passages_release(&w.passages);
    tm__concepts_release(&w.concepts);
    tm__ranking_release(&w.ranking);
    tm__selection_release(&w.selection);
    if (status == TM_OK)
        *out = s;
    else
        tm_summary_free(s);
    return status;
}
