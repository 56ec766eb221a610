#include "base/memory.h"
#include "base/status.h"
#include "summarize/opening.h"
#include "summarize/summary_work.h"

/* A passage says who or what its "he" or "However" is about by the one before it. */
static unsigned marks_of(const struct tm__summary_work *w, size_t i, bool follows)
{
    const struct tm__passage *p = &w->passages.passage[i];

    return p->open && !follows ? TM_SENTENCE_UNRESOLVED : 0;
}

static tm_summary_sentence make_sentence(const struct tm__summary_work *w, size_t i, bool follows)
{
    const struct tm__passage *p = &w->passages.passage[i];
    tm_summary_sentence s = {
        p->document, p->span.start, p->span.end, w->ranking.score[i], 0, 0, NULL, 0};

    s.index = p->index;
    s.marks = marks_of(w, i, follows);
    return s;
}

/* Append the chosen sentences' text to out. */
static bool join(struct tm__buffer *out, const struct tm__summary_work *w)
{
    bool ok = true;

    for (size_t i = 0; ok && i < w->selection.count; i++)
        ok = (i == 0 || tm__buffer_byte(out, ' ')) &&
             tm__append_folded(
                 out, tm__passage_text(&w->passages.passage[w->selection.chosen[i]], w->texts));
    return ok;
}

static tm_status finish(tm_summary *s, struct tm__buffer *text, bool ok, tm_error *err)
{
    s->text_size = text->size;
    s->text = ok ? tm__buffer_detach(text) : NULL;
    tm__buffer_release(text);
    return s->text ? TM_OK : tm__fail_memory(err, "writing a summary");
}

tm_status tm__write_summary(tm_summary *s, const struct tm__summary_work *w, tm_error *err)
{
    const size_t *chosen = w->selection.chosen;
    struct tm__buffer text = {0};
    bool ok;

    s->sentence = tm__alloc_array(w->selection.count, sizeof *s->sentence);
    ok = s->sentence && join(&text, w);
    s->count = ok ? w->selection.count : 0;
    for (size_t i = 0; i < s->count; i++) {
        const bool follows =
            i && chosen[i - 1] + 1 == chosen[i] &&
            w->passages.passage[chosen[i - 1]].document == w->passages.passage[chosen[i]].document;
        s->sentence[i] = make_sentence(w, chosen[i], follows);
    }
    return finish(s, &text, ok, err);
}

tm_status tm__write_beginning(tm_summary *s, const struct tm__summary_work *w, size_t passage,
                              tm_error *err)
{
    const struct tm__budget *b = &w->budget;
    const tm_text whole = tm__passage_text(&w->passages.passage[passage], w->texts);
    struct tm__buffer text = {0};
    bool ok;

    s->sentence = tm__alloc_array(1, sizeof *s->sentence);
    ok = s->sentence && tm__append_excerpt(&text, whole, b->words, b->bytes);
    if (ok) {
        s->count = 1;
        s->cut = true;
        s->sentence[0] = make_sentence(w, passage, false);
        s->sentence[0].end = s->sentence[0].start + tm__excerpt_size(whole, b->words, b->bytes);
    }
    return finish(s, &text, ok, err);
}
