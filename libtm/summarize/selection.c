#include "summarize/selection.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "summarize/coverage.h"

#include <stdlib.h>
#include <string.h>

/* Where something is asked, what is not asked for weighs a tenth, and of that the shortest sentence
 * lowers the F score least: "He agreed." Better none than such a one. */
static bool strays(const struct tm__coverage *s, size_t i, size_t chosen, double v)
{
    return s->ranking->asked && !s->passages->passage[i].answers && chosen > 0 &&
           s->task->objective == TM__OBJECTIVE_F && v < tm__coverage_worth(s);
}

/* What a passage has to be on its own. */
enum level { ANY, STANDS, OPENS };

static bool follows(const struct tm__passages *p, size_t i)
{
    return i > 0 && p->passage[i - 1].document == p->passage[i].document;
}

/* Is it not from the start that a passage is out? */
static bool is_chosen(const struct tm__coverage *s, size_t i)
{
    const struct tm__passage *p = &s->passages->passage[i];

    return s->out[i] && !p->repeated && p->guard != TM__GUARD_ASIDE;
}

/* The sentence that opens a text says who and what; one behind it may speak of "the army". */
static bool is_up_to(const struct tm__coverage *s, size_t i, enum level level)
{
    const bool open = s->passages->passage[i].open, behind = follows(s->passages, i);

    if (level == OPENS)
        return !open && !behind && !s->passages->passage[i].quotes;
    return level == ANY || !open || (behind && is_chosen(s, i - 1));
}

/* Sentences this close are equal: one that leans on what stood before it gives way. What somebody
 * unnamed says, in one text, gives way sooner: it seldom is what a summary is about. */
#define TIE .005
#define TIE_UNNAMED .03

/* The part of its value that a passage keeps beside those that stand by themselves. */
static double keeps(const struct tm__coverage *s, size_t i)
{
    const struct tm__passage *const p = &s->passages->passage[i];

    if (!p->open)
        return 1;
    if (p->unnamed && s->single && !(follows(s->passages, i) && is_chosen(s, i - 1)))
        return 1 - TIE_UNNAMED;
    return 1 - TIE;
}

/* The best passage of a kind that fits, or SIZE_MAX; *wanted: one was left that does not fit. */
static size_t best(struct tm__coverage *s, enum tm__guard kind, enum level level, size_t chosen,
                   bool *wanted)
{
    size_t found = SIZE_MAX;
    double highest = -1;

    for (size_t i = 0; i < s->passages->count; i++) {
        double v;
        if (s->out[i] || s->passages->passage[i].guard != kind)
            continue;
        if (tm__coverage_has(s, i) || !is_up_to(s, i, level))
            continue;
        if (!tm__coverage_fits(s, i, chosen)) {
            *wanted = true;
            continue;
        }
        v = tm__coverage_value(s, i, chosen) * keeps(s, i);
        if (v > highest && !strays(s, i, chosen, v)) {
            highest = v;
            found = i;
        }
    }
    return found;
}

/* Among short sentences the ratio of gain to cost misleads; if one sentence that fits the whole
 * budget covers more than all of them, that one (Lin & Bilmes 2010 guard their greedy in this way).
 */
static size_t best_alone(const struct tm__coverage *s)
{
    size_t found = SIZE_MAX;
    double highest = 0;

    for (size_t i = 0; i < s->passages->count; i++)
        if (s->passages->passage[i].guard == s->ranking->kind && !s->out[i] &&
            tm__coverage_fits(s, i, 0) && s->gain[i] > highest &&
            is_up_to(s, i, s->task->self_contained ? OPENS : ANY)) {
            highest = s->gain[i];
            found = i;
        }
    return found;
}

static int rising(const void *a, const void *b)
{
    const size_t x = *(const size_t *)a, y = *(const size_t *)b;

    return (x > y) - (x < y);
}

/* The first text may open with what is no news: "Get daily updates". */
#define LEAST_OF_BEST .7

/* The sentence that opens the first text, which the caller holds to be the most typical, unless
 * another that opens its text is worth much more; SIZE_MAX if none stands by itself. */
static size_t best_opening(struct tm__coverage *s, enum tm__guard kind, bool *wanted)
{
    const size_t other = best(s, kind, OPENS, 0, wanted);

    if (other == SIZE_MAX || s->out[0] || s->passages->passage[0].guard != kind ||
        !is_up_to(s, 0, OPENS) || !tm__coverage_fits(s, 0, 0) ||
        tm__coverage_value(s, 0, 0) < LEAST_OF_BEST * tm__coverage_value(s, other, 0))
        return other;
    return 0;
}

/* The next of a kind; the first of a self-contained summary opens a text, if one is so. */
static size_t next(struct tm__coverage *s, enum tm__guard kind, size_t chosen, bool *wanted)
{
    size_t i;

    if (!s->task->self_contained)
        return best(s, kind, ANY, chosen, wanted);
    if (chosen)
        return best(s, kind, STANDS, chosen, wanted);
    i = best_opening(s, kind, wanted);
    if (i == SIZE_MAX)
        i = best(s, kind, STANDS, chosen, wanted);
    return i == SIZE_MAX ? best(s, kind, ANY, chosen, wanted) : i;
}

/* Greedily, until nothing fits. */
static tm_status fill(struct tm__coverage *s, struct tm__selection *selection, size_t most,
                      const tm_run *run, tm_error *err)
{
    enum tm__guard kind = s->ranking->kind;
    bool wanted = false;

    while (selection->count < most) {
        const size_t i = next(s, kind, selection->count, &wanted);
        const tm_status status = tm__progress(run, "choose", selection->count, most, err);
        if (status != TM_OK)
            return status;
        if (i != SIZE_MAX) {
            tm__coverage_choose(s, i, selection->count);
            selection->chosen[selection->count++] = i;
        } else if (kind == TM__GUARD_SENTENCE && !wanted) {
            kind = TM__GUARD_FRAGMENT;
        } else {
            break;
        }
    }
    return TM_OK;
}

/* The passage that makes the most of the choice, SIZE_MAX if none makes it worth more than least.
 */
static size_t best_replacement(const struct tm__coverage *s, size_t chosen, double least)
{
    size_t found = SIZE_MAX;

    for (size_t i = 0; i < s->passages->count; i++) {
        double v;
        if (s->out[i] || s->passages->passage[i].guard != s->ranking->kind ||
            tm__coverage_has(s, i) || !tm__coverage_fits(s, i, chosen))
            continue;
        v = tm__coverage_worth_with(s, i) * keeps(s, i);
        if (v > least && !strays(s, i, chosen, v)) {
            least = v;
            found = i;
        }
    }
    return found;
}

/* Exchange each chosen passage for a better one while there is one. */
static bool exchange(struct tm__coverage *s, struct tm__selection *selection)
{
    const double more = 1 + 1e-9; /* than rounding */
    bool changed = false;

    for (size_t j = 0; j < selection->count; j++) {
        const size_t others = selection->count - 1, i = selection->chosen[j];
        const double before = tm__coverage_worth(s);
        size_t better;
        tm__coverage_drop(s, i, others);
        better = best_replacement(s, others, before * more);
        selection->chosen[j] = better == SIZE_MAX ? i : better;
        tm__coverage_choose(s, selection->chosen[j], others);
        changed |= better != SIZE_MAX;
    }
    return changed;
}

/* Greedy choices are reconsidered, which pays for few sentences of one text. */
static tm_status improve(struct tm__coverage *s, struct tm__selection *selection, size_t most,
                         const tm_run *run, tm_error *err)
{
    enum { ROUNDS = 4 };
    tm_status status = TM_OK;

    for (unsigned k = 0; status == TM_OK && k < ROUNDS && exchange(s, selection); k++)
        status = fill(s, selection, most, run, err);
    return status;
}

/* Bring the passages of a document to the front; all are in order. */
static void begin_with(struct tm__selection *selection, const struct tm__passages *passages,
                       size_t document)
{
    size_t at = 0;

    for (size_t i = 0; i < selection->count; i++) {
        const size_t chosen = selection->chosen[i];
        if (passages->passage[chosen].document != document)
            continue;
        memmove(selection->chosen + at + 1, selection->chosen + at,
                (i - at) * sizeof *selection->chosen);
        selection->chosen[at++] = chosen;
    }
}

static tm_status search(struct tm__coverage *s, struct tm__selection *selection, const tm_run *run,
                        tm_error *err)
{
    const size_t most = s->task->budget.sentences < s->passages->count ? s->task->budget.sentences
                                                                       : s->passages->count;
    const size_t alone = best_alone(s);
    const double alone_mass = alone == SIZE_MAX ? 0 : s->gain[alone];
    size_t first;
    tm_status status;

    selection->chosen = tm__alloc_array(most, sizeof *selection->chosen);
    if (!selection->chosen)
        return tm__fail_memory(err, "choosing sentences");
    status = fill(s, selection, most, run, err);
    if (status == TM_OK && s->task->exchange)
        status = improve(s, selection, most, run, err);
    if (s->task->objective == TM__OBJECTIVE_COST &&
        alone_mass * (s->task->self_contained ? LEAST_OF_BEST : 1) > s->mass) {
        selection->chosen[0] = alone;
        selection->count = 1;
        s->mass = alone_mass;
    }
    selection->covered = s->mass;
    first = selection->count ? s->passages->passage[selection->chosen[0]].document : 0;
    qsort(selection->chosen, selection->count, sizeof *selection->chosen, rising);
    if (s->task->self_contained)
        begin_with(selection, s->passages, first);
    return status;
}

tm_status tm__select(struct tm__selection *selection, const struct tm__passages *passages,
                     const struct tm__concepts *concepts, const struct tm__ranking *ranking,
                     const struct tm__task *task, const tm_run *run, tm_error *err)
{
    struct tm__coverage s = {
        .passages = passages, .concepts = concepts, .ranking = ranking, .task = task};
    tm_status status = tm__coverage_start(&s);

    if (status == TM_ENOMEM)
        tm__fail_memory(err, "choosing sentences");
    if (status == TM_EOVERFLOW)
        tm__fail(err, status, "%zu sentences are too many", passages->count);
    if (status == TM_OK)
        tm__coverage_add_known(&s);
    if (status == TM_OK)
        status = search(&s, selection, run, err);
    tm__coverage_release(&s);
    return status;
}

void tm__selection_release(struct tm__selection *selection)
{
    tm__free(selection->chosen);
    memset(selection, 0, sizeof *selection);
}

size_t tm__select_beginning(double *covered, const struct tm__passages *passages,
                            const struct tm__concepts *concepts, const struct tm__ranking *ranking,
                            const struct tm__budget *budget, const tm_text *documents)
{
    size_t found = 0;
    double highest = -1;

    for (size_t i = 0; i < passages->own; i++) {
        const struct tm__passage *p = &passages->passage[i];
        const tm_text text = tm__passage_text(p, documents);
        double mass = 0;
        size_t shown;
        if (p->guard != ranking->kind || p->repeated)
            continue;
        shown = tm__count_words(
            (tm_text){text.data, tm__excerpt_size(text, budget->words, budget->bytes)});
        for (uint64_t e = concepts->start[i]; e < concepts->start[i + 1]; e++)
            if (concepts->occurrence[e].words <= shown)
                mass += ranking->weight[concepts->occurrence[e].concept];
        if (mass > highest) {
            highest = mass;
            found = i;
        }
    }
    *covered = highest;
    return found;
}
