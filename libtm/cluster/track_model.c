#include "cluster/track_model.h"

#include "base/memory.h"
#include "base/status.h"
#include "cluster/mixture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX

/* Half of what refining stories takes, because most stories are still small. On 11,000 headlines
 * .02 and .05 differ by less than a point of BCubed. */
static const double BETA = 0.05;
/* A word in more stories than this makes no story a candidate by itself. */
enum { COMMON = 256 };
/* More than the sums of logarithms err by. */
static const double ROUNDING = 1e-6;
/* alpha is fitted again after so many documents. */
enum { REFIT = 64 };

bool tm__track_model_init(struct tm__track_model *model, tm_analyzer *analyzer)
{
    memset(model, 0, sizeof *model);
    model->analyzer = analyzer;
    model->alpha = 1;
    for (size_t n = 0; n < TM__TRACK_GAINS; n++)
        model->gain_of_one[n] = log((double)n + BETA) - log(BETA);
    return tm__strings_init(&model->form) && tm__strings_init(&model->word);
}

void tm__track_model_release(struct tm__track_model *model)
{
    tm__strings_release(&model->form);
    tm__strings_release(&model->word);
    tm__free(model->form_word);
    tm__word_stories_release(&model->postings);
    tm__free(model->story);
    tm__free(model->score);
    tm__free(model->touched);
    tm__free(model->current);
    memset(model, 0, sizeof *model);
}

/* ---- words ---- */

/* The word of a form that was not met before; NONE if it is dropped. */
static tm_status new_form(struct tm__track_model *model, uint32_t *word, const char *form,
                          size_t size, tm_error *err)
{
    tm_text term;
    const tm_status status = tm_analyzer_term(model->analyzer, &term, form, size, err);

    *word = NONE;
    if (status != TM_OK || term.size == 0)
        return status;
    if (model->postings.lists == model->word.count && !tm__word_stories_add_list(&model->postings))
        return tm__fail_memory(err, "reading a document");
    *word = tm__strings_add(&model->word, term.data, term.size);
    return *word == NONE ? tm__fail_memory(err, "reading a document") : TM_OK;
}

static tm_status word_of(struct tm__track_model *model, uint32_t *word, const char *form,
                         size_t size, tm_error *err)
{
    uint32_t id = tm__strings_find(&model->form, form, size);
    tm_status status;

    if (id != NONE) {
        *word = model->form_word[id];
        return TM_OK;
    }
    status = new_form(model, word, form, size, err);
    if (status != TM_OK)
        return status;
    if (!tm__grow(&model->form_word, &model->form_capacity, model->form.count + 1,
                  sizeof *model->form_word))
        return tm__fail_memory(err, "reading a document");
    id = tm__strings_add(&model->form, form, size);
    if (id == NONE)
        return tm__fail_memory(err, "reading a document");
    model->form_word[id] = *word;
    return TM_OK;
}

static int compare_words(const void *a, const void *b)
{
    const struct tm__track_word *const x = a, *const y = b;

    return (x->word > y->word) - (x->word < y->word);
}

/* Equal words become one. */
static void fold(struct tm__track_model *model)
{
    struct tm__track_word *const word = model->current;
    size_t kept = 0;

    if (model->current_count > 1)
        qsort(word, model->current_count, sizeof *word, compare_words);
    for (size_t i = 0; i < model->current_count; i++) {
        if (kept > 0 && word[kept - 1].word == word[i].word)
            word[kept - 1].count++;
        else
            word[kept++] = word[i];
    }
    model->current_count = kept;
}

static tm_status read_forms(struct tm__track_model *model, tm_text document, const tm_span *span,
                            size_t spans, tm_error *err)
{
    if (!tm__grow(&model->current, &model->current_capacity, spans, sizeof *model->current))
        return tm__fail_memory(err, "reading a document");
    for (size_t i = 0; i < spans; i++) {
        uint32_t word;
        const tm_status status =
            word_of(model, &word, document.data + span[i].start, span[i].end - span[i].start, err);

        if (status != TM_OK)
            return status;
        if (word != NONE)
            model->current[model->current_count++] = (struct tm__track_word){word, 1};
    }
    return TM_OK;
}

tm_status tm__track_model_read(struct tm__track_model *model, tm_text document, tm_error *err)
{
    tm_span *span;
    size_t spans;
    tm_status status = tm_words(&span, &spans, document.data, document.size, TM_WORDS_NEWS, err);

    model->current_count = 0;
    if (status != TM_OK)
        return status;
    status = read_forms(model, document, span, spans, err);
    tm_free(span);
    if (status == TM_OK)
        fold(model);
    else
        model->current_count = 0;
    return status;
}

/* ---- choosing ---- */

/* log of the product of (base + i) for i below count; products of few factors before each log. */
static double log_rising(double base, uint64_t count)
{
    double sum = 0, product = 1;

    for (uint64_t i = 0; i < count; i++) {
        product *= base + (double)i;
        if (product > 1e200 || product < 1e-200) {
            sum += log(product);
            product = 1;
        }
    }
    return sum + log(product);
}

/* What a word adds to the score of a story that has it n times, beside one that has it not. */
static double gain(const struct tm__track_model *model, uint32_t n, uint32_t count)
{
    if (count == 1 && n < TM__TRACK_GAINS)
        return model->gain_of_one[n];
    return log_rising((double)n + BETA, count) - log_rising(BETA, count);
}

/* Add what a rare word says to the stories that have it. */
static size_t score_rare(struct tm__track_model *model, const struct tm__track_word *w,
                         size_t touched)
{
    const struct tm__story_list *const list = &model->postings.list[w->word];
    const struct tm__story_count *const posting = model->postings.pool + list->first;

    for (uint32_t p = 0; p < list->count; p++) {
        if (model->score[posting[p].story] == 0)
            model->touched[touched++] = posting[p].story;
        model->score[posting[p].story] += gain(model, posting[p].count, w->count);
    }
    return touched;
}

/* Add what a common word says, to those touched before only. */
static void score_common(struct tm__track_model *model, const struct tm__track_word *w,
                         size_t touched)
{
    for (size_t t = 0; t < touched; t++) {
        const uint32_t k = model->touched[t];
        const uint32_t n = tm__word_stories_count(&model->postings, w->word, k);

        if (n > 0)
            model->score[k] += gain(model, n, w->count);
    }
}

static size_t score_all(struct tm__track_model *model)
{
    size_t touched = 0;

    for (size_t i = 0; i < model->current_count; i++)
        if (model->postings.list[model->current[i].word].count <= COMMON)
            touched = score_rare(model, &model->current[i], touched);
    for (size_t i = 0; i < model->current_count; i++)
        if (model->postings.list[model->current[i].word].count > COMMON)
            score_common(model, &model->current[i], touched);
    return touched;
}

static uint64_t current_words(const struct tm__track_model *model)
{
    uint64_t words = 0;

    for (size_t i = 0; i < model->current_count; i++)
        words += model->current[i].count;
    return words;
}

tm_status tm__track_model_choose(uint32_t *story, struct tm__track_model *model, tm_error *err)
{
    const uint64_t words = current_words(model);
    const double vocabulary = BETA * (double)(model->used > 0 ? model->used : 1);
    const double least = log_rising(vocabulary, words); /* what a story of no words would lose */
    double best = log(model->alpha) - least;
    size_t touched;

    *story = TM__TRACK_NEW;
    if (words == 0)
        return TM_OK;
    if (!tm__grow(&model->touched, &model->touched_capacity, model->stories + 1,
                  sizeof *model->touched))
        return tm__fail_memory(err, "choosing a story");
    touched = score_all(model);
    for (size_t i = 0; i < touched; i++) {
        const uint32_t k = model->touched[i];
        const struct tm__track_story *const s = &model->story[k];
        double score = model->score[k] + s->log_documents;

        model->score[k] = 0;
        if (score - least < best - ROUNDING) /* most share a word or two by chance */
            continue;
        score -= log_rising((double)s->words + vocabulary, words);
        if (score > best || (score == best && *story != TM__TRACK_NEW && k < *story)) {
            best = score;
            *story = k;
        }
    }
    return TM_OK;
}

/* ---- adding ---- */

static bool reserve(struct tm__track_model *model)
{
    for (size_t i = 0; i < model->current_count; i++)
        if (!tm__word_stories_reserve(&model->postings, model->current[i].word))
            return false;
    return tm__grow(&model->story, &model->story_capacity, model->stories + 1,
                    sizeof *model->story) &&
           tm__grow(&model->score, &model->score_capacity, model->stories + 1,
                    sizeof *model->score);
}

static void add_word(struct tm__track_model *model, const struct tm__track_word *w, uint32_t story)
{
    model->used += model->postings.list[w->word].count == 0;
    tm__word_stories_add(&model->postings, w->word, story, w->count);
}

/* As many new stories as there were: a day of loners has more than one of few large stories. Where
 * all were alone so far, which of the first few always are, no alpha would be large enough. */
static void fit_alpha(struct tm__track_model *model)
{
    const double documents = (double)model->documents;

    model->alpha = fmax(1, fmin(documents, tm__mixture_alpha((double)model->stories, documents)));
}

tm_status tm__track_model_put(struct tm__track_model *model, uint32_t story, tm_error *err)
{
    if (!reserve(model))
        return tm__fail_memory(err, "adding a document to a story");
    if (story == model->stories) {
        model->story[story] = (struct tm__track_story){0, 0, 0};
        model->score[story] = 0;
        model->stories++;
    }
    for (size_t i = 0; i < model->current_count; i++)
        add_word(model, &model->current[i], story);
    model->story[story].words += current_words(model);
    model->story[story].documents++;
    model->story[story].log_documents = log((double)model->story[story].documents);
    model->documents++;
    if (model->documents < REFIT || model->documents % REFIT == 0)
        fit_alpha(model);
    return TM_OK;
}
