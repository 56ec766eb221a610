#include "base/memory.h"
#include "base/status.h"
#include "summarize/summary_work.h"
#include "text/words.h"

#include <stdlib.h>
#include <string.h>

/* Where each word of a passage is, within its span. */
static tm_span *find_words(const struct tm__summary_work *w, size_t passage)
{
    const tm_text text = tm__passage_text(&w->passages.passage[passage], w->texts);
    tm_span *span = NULL, word;
    struct tm__words words;
    size_t count = 0, capacity = 0;

    if (!tm__grow(&span, &capacity, 1, sizeof *span))
        return NULL;
    tm__words_start(&words, text.data, text.size, TM_WORDS_NEWS);
    while (tm__words_next(&words, &word)) {
        if (!tm__grow(&span, &capacity, count + 1, sizeof *span)) {
            tm__free(span);
            return NULL;
        }
        span[count++] = word;
    }
    return span;
}

static int heavier(const void *a, const void *b)
{
    const tm_summary_concept *x = a, *y = b;

    if (x->weight != y->weight)
        return x->weight < y->weight ? 1 : -1;
    return x->start != y->start ? (x->start > y->start ? 1 : -1)
                                : (x->end > y->end) - (x->end < y->end);
}

static tm_status explain_sentence(tm_summary_sentence *s, const struct tm__summary_work *w,
                                  size_t passage, bool *covered)
{
    const struct tm__concepts *c = &w->concepts;
    const size_t base = w->passages.passage[passage].span.start;
    tm_span *word = find_words(w, passage);

    s->concept = tm__alloc_array(c->start[passage + 1] - c->start[passage], sizeof *s->concept);
    for (uint64_t e = c->start[passage]; word && s->concept && e < c->start[passage + 1]; e++) {
        const struct tm__occurrence *o = &c->occurrence[e];
        const uint32_t last = o->words - 1, first = last - c->of[o->concept].pair;
        if (covered[o->concept] || base + word[last].end > s->end)
            continue;
        covered[o->concept] = true;
        s->concept[s->concepts++] =
            (tm_summary_concept){base + word[first].start, base + word[last].end,
                                 w->ranking.weight[o->concept], c->of[o->concept].stop};
    }
    if (s->concept)
        qsort(s->concept, s->concepts, sizeof *s->concept, heavier);
    tm__free(word);
    return word && s->concept ? TM_OK : TM_ENOMEM;
}

tm_status tm__explain(tm_summary *s, const struct tm__summary_work *w, tm_error *err)
{
    bool *covered = tm__calloc(w->concepts.count, sizeof *covered);
    tm_status status = covered ? TM_OK : TM_ENOMEM;

    for (size_t i = 0; status == TM_OK && i < s->count; i++)
        status = explain_sentence(&s->sentence[i], w, w->selection.chosen[i], covered);
    tm__free(covered);
    return status == TM_OK ? TM_OK : tm__fail_memory(err, "explaining a summary");
}
