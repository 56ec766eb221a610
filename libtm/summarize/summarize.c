#include <tm/summarize.h>

#include "base/memory.h"
#include "base/status.h"
#include "summarize/rated.h"
#include "summarize/summary_cache.h"
#include "summarize/summary_work.h"

#include <math.h>
#include <string.h>

/* What comes in: documents, or sentences of documents. */
struct input {
    const tm_text *text;
    const size_t *document; /* of each sentence, or NULL */
    size_t count;
    bool sentences;
};

void tm_summary_free(tm_summary *summary)
{
    if (!summary)
        return;
    for (size_t i = 0; i < summary->count; i++)
        tm__free(summary->sentence[i].concept);
    tm__free(summary->sentence);
    tm__free(summary->text);
    tm__free(summary);
}

static tm_status read_options(tm_summary_options *o, const tm_summary_options *options,
                              tm_error *err)
{
    const tm_summary_options standard = TM_SUMMARY_INIT;

    *o = standard;
    if (options) {
        if (options->size < sizeof options->size || options->size > sizeof *o)
            return tm__fail(err, TM_EINVAL, "options of %zu bytes; this library knows %zu",
                            options->size, sizeof *o);
        memcpy(o, options, options->size);
    }
    if (o->mode < TM_SUMMARY_AUTO || o->mode > TM_SUMMARY_DIGEST)
        return tm__fail(err, TM_EINVAL, "mode %d is not one of 0 to 4", (int)o->mode);
    if ((unsigned)o->algorithm > TM_SUMMARY_BIGRAMS)
        return tm__fail(err, TM_EINVAL, "algorithm %d is not one of 0 to %d", (int)o->algorithm,
                        (int)TM_SUMMARY_BIGRAMS);
    if (!(o->ratio >= 0 && o->ratio <= 1))
        return tm__fail(err, TM_EINVAL, "ratio %g is not between 0 and 1", o->ratio);
    if (!o->sentences && !o->words && !o->bytes && o->ratio == 0)
        o->sentences = 3;
    if (!o->language)
        o->language = "en";
    return TM_OK;
}

static tm_status check_numbers(const struct input *in, tm_error *err)
{
    for (size_t i = 1; in->document && i < in->count; i++)
        if (in->document[i] < in->document[i - 1])
            return tm__fail(err, TM_EINVAL,
                            "sentence %zu is of document %zu, the one before of "
                            "%zu; they must not fall",
                            i, in->document[i], in->document[i - 1]);
    return TM_OK;
}

static void set_budget(struct tm__summary_work *w)
{
    const tm_summary_options *o = w->options;
    const size_t share = (size_t)(o->ratio * (double)w->passages.own);

    w->budget.sentences = o->sentences ? o->sentences : SIZE_MAX;
    w->budget.words = o->words ? o->words : SIZE_MAX;
    w->budget.bytes = o->bytes ? o->bytes : SIZE_MAX;
    if (o->ratio > 0 && share < w->budget.sentences)
        w->budget.sentences = share ? share : 1;
}

/* A passage with its dateline. */
static struct tm__passage restored(const struct tm__summary_work *w, size_t i)
{
    struct tm__passage p = w->passages.passage[i];

    if (p.dateline == 0)
        return p;
    p.span.start -= p.dateline;
    p.dateline = 0;
    p.length = tm__folded_length(tm__passage_text(&p, w->texts));
    return p;
}

/* True if every passage fits as it was written. */
static bool is_within_budget(const struct tm__summary_work *w)
{
    size_t words = 0, bytes = 0;

    for (size_t i = 0; i < w->passages.own; i++) {
        const struct tm__passage p = restored(w, i);
        words += p.length.words;
        bytes += p.length.bytes + (i > 0);
    }
    return w->passages.own <= w->budget.sentences && words <= w->budget.words &&
           bytes <= w->budget.bytes;
}

static tm_status select_all(struct tm__summary_work *w, tm_error *err)
{
    w->selection.chosen = tm__alloc_array(w->passages.own, sizeof *w->selection.chosen);
    if (!w->selection.chosen)
        return tm__fail_memory(err, "choosing sentences");
    for (size_t i = 0; i < w->passages.own; i++) {
        w->passages.passage[i] = restored(w, i);
        w->selection.chosen[i] = i;
    }
    w->selection.count = w->passages.own;
    return TM_OK;
}

/*
 * A summary of k sentences is compared with what a person writes in about 12 k words of one text,
 * 25 k of several, 3 k of opinions (measured on CNN/Daily Mail, Multi-News and Opinosis).
 */
static struct tm__task make_task(const struct tm__summary_work *w)
{
    const struct tm__budget *b = &w->budget;
    struct tm__task task = {.budget = *b, .objective = TM__OBJECTIVE_F};

    if (b->sentences == SIZE_MAX)
        task.objective = TM__OBJECTIVE_COST;
    else if (w->mode == TM_SUMMARY_DIGEST)
        task.objective = TM__OBJECTIVE_DIGEST;
    else if (w->mode == TM_SUMMARY_DOCUMENTS)
        task.expected = 25 * (double)b->sentences;
    else if (w->mode == TM_SUMMARY_OPINIONS)
        task.expected = 3 * (double)b->sentences;
    else
        task.expected = b->sentences == 1 ? 20 : 12 * (double)b->sentences;
    task.self_contained = w->options->self_contained;
    /* Of several texts greedy choices are as good; an exchange may take what others lean on. */
    task.exchange =
        task.objective == TM__OBJECTIVE_F && w->mode == TM_SUMMARY_ARTICLE && !task.self_contained;
    task.known_from = w->passages.own;
    task.known_to = tm__query_start(w);
    return task;
}

/* The model that was asked for, or the library's own for the mode: in the cache, or in *own. */
static tm_status find_model(struct tm__summary_work *w, tm_summary_model **own, tm_error *err)
{
    static const char *const name[TM__OWN_MODELS] = {
        [TM_SUMMARY_ARTICLE] = "summary-article",
        [TM_SUMMARY_DOCUMENTS] = "summary-documents",
        [TM_SUMMARY_OPINIONS] = "summary-opinions",
    };
    const tm_summary_mode mode = w->mode == TM_SUMMARY_DIGEST ? TM_SUMMARY_ARTICLE : w->mode;
    tm_summary_cache *cache = w->options->cache;
    tm_summary_model **place = cache ? &cache->model[mode] : own;
    tm_status status = TM_OK;

    w->model = w->options->model;
    if (w->model)
        return TM_OK;
    if (!*place)
        status = tm__summary_model_own(place, name[mode], err);
    w->model = *place;
    return status;
}

tm_status tm__need_concepts(struct tm__summary_work *w, tm_error *err)
{
    return w->concepts.start ? TM_OK : tm__concepts_find(&w->concepts, &w->reading, err);
}

/* Shorter sentences say too little: "He agreed." In a cluster there are better ones. */
static size_t least_words(const struct tm__summary_work *w)
{
    return w->mode == TM_SUMMARY_DOCUMENTS ? 7 : 5;
}

static tm_status rank(struct tm__summary_work *w, const tm_run *run, tm_error *err)
{
    tm_summary_model *own = NULL;
    tm_status status = tm__need_concepts(w, err);

    if (status == TM_OK)
        status = find_model(w, &own, err);
    if (status == TM_OK)
        status = tm__rank(&w->ranking, &w->passages, &w->concepts, w->texts, w->model,
                          least_words(w), run, err);
    if (status == TM_OK && w->mode == TM_SUMMARY_DIGEST && w->passages.count)
        status = tm__rank_repetition(&w->ranking, w->concepts.rows, err);
    if (status == TM_OK)
        status = tm__focus(w, err);
    if (status == TM_OK)
        tm__forget_known(w);
    tm_summary_model_free(own);
    return status;
}

/* Sentences for the budget; if the reader knows all of it, the best of what he knows. */
static tm_status select_some(struct tm__summary_work *w, const tm_run *run, tm_error *err)
{
    const tm_summary_options *o = w->options;
    struct tm__task task = make_task(w);
    tm_status status;

    if (o->algorithm != TM_SUMMARY_COVERAGE)
        return tm__select_rated(&w->selection, &w->ranking, &w->passages, w->texts, &w->reading,
                                &w->budget, o->algorithm, run, err);
    status = tm__select(&w->selection, &w->passages, &w->concepts, &w->ranking, &task, run, err);

    if (status != TM_OK || w->selection.count || task.known_from == task.known_to)
        return status;
    tm__selection_release(&w->selection);
    task.known_to = task.known_from;
    return tm__select(&w->selection, &w->passages, &w->concepts, &w->ranking, &task, run, err);
}

/* The classic methods read words themselves, so that most need no concepts. */
static bool needs_concepts(const struct tm__summary_work *w)
{
    return w->options->algorithm == TM_SUMMARY_COVERAGE || w->options->explain || w->queries ||
           w->background;
}

/* Concepts choose the beginning that is shown where no sentence fits. */
static tm_status rank_for_beginning(struct tm__summary_work *w, const tm_run *run, tm_error *err)
{
    if (w->ranking.weight)
        return TM_OK;
    tm__ranking_release(&w->ranking);
    return rank(w, run, err);
}

/* In so few words a whole sentence is rarely the best. */
static bool is_short(const struct tm__budget *b)
{
    enum { WORDS = 35, BYTES = 200 };

    return b->words < WORDS || b->bytes < BYTES;
}

static tm_status choose(tm_summary *s, struct tm__summary_work *w, const tm_run *run, tm_error *err)
{
    tm_status status;
    double covered;
    size_t beginning;

    s->whole = is_within_budget(w);
    status = s->whole ? select_all(w, err) : select_some(w, run, err);
    if (status != TM_OK)
        return status;
    if (s->whole || !w->passages.own ||
        (w->selection.count &&
         (!is_short(&w->budget) || w->options->algorithm != TM_SUMMARY_COVERAGE)))
        return tm__write_summary(s, w, err);
    status = rank_for_beginning(w, run, err);
    if (status != TM_OK)
        return status;
    beginning = tm__select_beginning(&covered, &w->passages, &w->concepts, &w->ranking, &w->budget,
                                     w->texts);
    if (w->selection.count && covered <= w->selection.covered)
        return tm__write_summary(s, w, err);
    w->selection.chosen[0] = beginning;
    w->selection.count = 1;
    return tm__write_beginning(s, w, beginning, err);
}

static tm_status find_forms(struct tm__summary_work *w, struct tm__word_forms **forms,
                            tm_error *err)
{
    const tm_summary_options *o = w->options;
    tm_status status;

    if (o->cache)
        return tm__summary_cache_forms(o->cache, forms, o->language, o->stop_list, err);
    status = tm__word_forms_new(&w->forms, o->language, o->stop_list, err);
    *forms = w->forms;
    return status;
}

static tm_status read_passages(struct tm__summary_work *w, const tm_run *run, tm_error *err)
{
    tm_text *text = tm__passage_texts(&w->passages, w->texts);
    struct tm__word_forms *forms = NULL;
    tm_status status = text ? find_forms(w, &forms, err) : tm__fail_memory(err, "reading words");

    if (status == TM_OK)
        status = tm__reading_make(&w->reading, forms, text, w->passages.count, run, err);
    tm__free(text);
    return status;
}

static tm_status summarize(tm_summary *s, struct tm__summary_work *w, const struct input *in,
                           const tm_run *run, tm_error *err)
{
    const size_t texts = w->count + w->background + w->queries;
    tm_status status = tm__passages_take(&w->passages, w->texts, texts, in->document,
                                         in->sentences ? in->count : 0, w->options->language, err);

    if (status != TM_OK)
        return status;
    tm__passages_set_aside(&w->passages, w->count);
    set_budget(w);
    status = read_passages(w, run, err);
    if (status == TM_OK && needs_concepts(w))
        status = tm__need_concepts(w, err);
    if (status == TM_OK)
        status = tm__find_mode(w, err);
    if (status == TM_OK)
        status = needs_concepts(w)
                     ? rank(w, run, err)
                     : tm__rank_kinds(&w->ranking, &w->passages, &w->reading, least_words(w), err);
    if (status == TM_OK)
        status = choose(s, w, run, err);
    if (status == TM_OK && w->options->explain)
        status = tm__explain(s, w, err);
    s->mode = w->mode;
    s->off_topic = w->queries && !w->ranking.asked;
    return status;
}

/* The texts of one call: what comes in, what the reader knows, what he asks. */
static tm_text *join_texts(struct tm__summary_work *w, const struct input *in)
{
    const tm_summary_options *o = w->options;
    tm_text *text = tm__alloc_array(in->count + o->backgrounds + 1, sizeof *text);

    if (!text)
        return NULL;
    w->count = in->count;
    w->background = o->backgrounds;
    w->queries = o->query.size > 0;
    if (in->count)
        memcpy(text, in->text, in->count * sizeof *text);
    if (o->backgrounds)
        memcpy(text + in->count, o->background, o->backgrounds * sizeof *text);
    text[in->count + o->backgrounds] = o->query;
    return text;
}

static tm_status run_work(tm_summary **out, const struct input *in,
                          const tm_summary_options *options, const tm_run *run, tm_error *err)
{
    tm_summary_options o;
    struct tm__summary_work w = {.options = &o};
    tm_summary *s;
    tm_text *text = NULL;
    tm_status status = read_options(&o, options, err);

    *out = NULL;
    if (status == TM_OK)
        status = check_numbers(in, err);
    if (status != TM_OK)
        return status;
    s = tm__calloc(1, sizeof *s);
    if (s)
        w.texts = text = join_texts(&w, in);
    status = text ? summarize(s, &w, in, run, err) : tm__fail_memory(err, "writing a summary");
    tm__free(text);
    tm__passages_release(&w.passages);
    tm__word_forms_free(w.forms);
    tm__reading_release(&w.reading);
    tm__concepts_release(&w.concepts);
    tm__ranking_release(&w.ranking);
    tm__selection_release(&w.selection);
    if (status == TM_OK)
        *out = s;
    else
        tm_summary_free(s);
    return status;
}

tm_status tm_summarize(tm_summary **out, const tm_text *documents, size_t count,
                       const tm_summary_options *options, const tm_run *run, tm_error *err)
{
    const struct input in = {documents, NULL, count, false};

    return run_work(out, &in, options, run, err);
}

tm_status tm_summarize_sentences(tm_summary **out, const tm_text *sentences, const size_t *document,
                                 size_t count, const tm_summary_options *options, const tm_run *run,
                                 tm_error *err)
{
    const struct input in = {sentences, document, count, true};

    return run_work(out, &in, options, run, err);
}
