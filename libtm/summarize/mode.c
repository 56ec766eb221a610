#include "base/memory.h"
#include "base/status.h"
#include "summarize/summary_work.h"

/* The largest number of own passages that share a content word. */
static tm_status most_shared(size_t *most, const struct tm__summary_work *w, tm_error *err)
{
    const tm_sparse *m = w->concepts.rows;
    uint32_t *df = tm__calloc(m->cols, sizeof *df);

    if (!df)
        return tm__fail_memory(err, "looking at a text");
    *most = 0;
    for (uint64_t e = 0; e < m->row_start[w->passages.own]; e++)
        if (++df[m->column[e]] > *most)
            *most = df[m->column[e]];
    tm__free(df);
    return TM_OK;
}

static bool is_line(const struct tm__summary_work *w, size_t i)
{
    const struct tm__passage *p = &w->passages.passage[i];

    return p->starts_line && p->ends_line;
}

static size_t count_documents(const struct tm__summary_work *w)
{
    const size_t n = w->passages.own;

    return n ? w->passages.passage[n - 1].document - w->passages.passage[0].document + 1 : 0;
}

/*
 * Sentences on one thing by many people: half of them share a word, and hardly any two stand in one
 * line, or in one document. In news the most frequent content word is in a third of the sentences.
 */
static tm_status is_opinions(bool *yes, struct tm__summary_work *w, tm_error *err)
{
    enum { LEAST = 20 };
    const size_t n = w->passages.own, documents = count_documents(w);
    size_t lines = 0, most = 0;
    tm_status status;

    *yes = false;
    for (size_t i = 0; i < n; i++)
        lines += is_line(w, i);
    if (n < LEAST || lines * 4 < n * 3 || (documents > 1 && documents * 2 < n))
        return TM_OK;
    status = tm__need_concepts(w, err);
    if (status == TM_OK)
        status = most_shared(&most, w, err);
    *yes = status == TM_OK && most * 2 >= n;
    return status;
}

/* A quarter of one text or more, of several a third; a share that is asked for, however short the
 * text. */
static bool is_digest(const struct tm__summary_work *w)
{
    enum { LEAST = 4 };
    const double share = .25;
    const size_t n = w->budget.sentences;

    return w->options->ratio >= share ||
           (n != SIZE_MAX && n >= LEAST && n * (count_documents(w) > 1 ? 3 : 4) >= w->passages.own);
}

tm_status tm__find_mode(struct tm__summary_work *w, tm_error *err)
{
    bool opinions;
    tm_status status;

    w->mode = w->options->mode;
    if (w->mode != TM_SUMMARY_AUTO)
        return TM_OK;
    status = is_opinions(&opinions, w, err);
    w->mode = is_digest(w)             ? TM_SUMMARY_DIGEST
              : opinions               ? TM_SUMMARY_OPINIONS
              : count_documents(w) > 1 ? TM_SUMMARY_DOCUMENTS
                                       : TM_SUMMARY_ARTICLE;
    return status;
}
