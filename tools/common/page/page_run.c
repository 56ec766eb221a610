/*
 * An article keeps to its subject: many terms of a paragraph occur in its other paragraphs too. A
 * teaser of another story is one sentence that brings terms of its own. So a text is cut where the
 * lines beyond know clearly less of the rest than its own lines do, and where they look like
 * teasers; a text without such a place is one article, unless nothing in it hangs together.
 */
#include "page/page_run.h"
#include "page/page_split.h"

#include <stdlib.h>
#include <string.h>

enum {
    MIN_RUN_LINES = 3,  /* paragraphs of an article in a mixed page */
    MIN_RUN_WORDS = 80, /* words of one */
    TEASER_WORDS = 70,
    SETTLE_ROUNDS = 3,
    MAX_EXTEND = 2,
    LAST_LINES = 3
};

/* Share of what a typical line is known by that keeps a line in the run. */
static const double LEVEL = 0.8;
/* Mean share of a run's paragraphs that hold one of its three commonest terms, at least. */
static const double LEAST_FOCUS = 0.3;
/* How much less the lines beyond must know: in a text with chrome or cut-off lines, and without. */
static const double LESS_IN_PAGE = 0.22, LESS_IN_TEXT = 0.5;

struct finder {
    const struct page_lines *lines;
    double *known;   /* [lines] share of a line's terms that the run knows */
    uint32_t *df;    /* [terms] lines of the run that hold a term */
    size_t from, to; /* the run */
    bool page;       /* there are chrome or cut-off lines */
    bool whole;      /* a level's run took in all lines by itself */
    bool *opens;     /* [lines] scratch: headlines of further articles */
    tm_status status;
};

static bool is_prose(const struct page_line *line)
{
    return !line->dropped && line->counts.words >= 8;
}

/* A headline, or a lead of one sentence (of two in a page that has chrome). */
static bool like_teaser(const struct finder *f, const struct page_line *line)
{
    return line->headline || line->folded || line->cut_off ||
           (line->counts.words <= TEASER_WORDS && line->counts.words >= 6 && !line->continues &&
            line->sentences <= (f->page ? 2 : 1));
}

/* What the lines [from, to) know of each line, the line itself left out. */
static void measure(struct finder *f)
{
    const tm_sparse *t = f->lines->terms;

    memset(f->df, 0, (t->cols + 1) * sizeof *f->df);
    for (size_t i = f->from; i < f->to; i++)
        for (uint64_t k = t->row_start[i]; !f->lines->line[i].dropped && k < t->row_start[i + 1];
             k++)
            f->df[t->column[k]]++;
    for (size_t i = 0; i < f->lines->count; i++) {
        const bool inside = i >= f->from && i < f->to && !f->lines->line[i].dropped;
        const double terms = (double)(t->row_start[i + 1] - t->row_start[i]);
        double sum = 0;

        /* A term that many lines share says more than one that occurs once more. */
        for (uint64_t k = t->row_start[i]; k < t->row_start[i + 1]; k++) {
            const uint32_t df = f->df[t->column[k]] - inside;

            sum += df >= 3 ? 1.5 : df >= 1 ? 1.0 : 0.0;
        }
        f->known[i] = terms > 0 ? sum / terms : 0;
    }
}

struct mean {
    double known;
    size_t count, words, teasers;
};

/* Over the lines of [from, to) that say something. */
static struct mean mean_known(const struct finder *f, size_t from, size_t to, bool prose)
{
    struct mean m = {0, 0, 0, 0};

    for (size_t i = from; i < to; i++) {
        const struct page_line *line = &f->lines->line[i];

        if (line->dropped || (prose && !is_prose(line)))
            continue;
        m.known += f->known[i];
        m.count++;
        m.words += line->counts.words;
        m.teasers += like_teaser(f, line);
    }
    if (m.count > 0)
        m.known /= (double)m.count;
    return m;
}

/* True if the lines [from, to) can be cut off from the run: `least` less known, like teasers. */
static bool is_foreign(const struct finder *f, size_t from, size_t to, double least)
{
    const struct mean in = mean_known(f, f->from, f->to, true);
    const struct mean out = mean_known(f, from, to, false);

    if (out.count == 0) /* nothing but chrome */
        return true;
    return out.count >= (f->page ? 2u : 4u) && out.teasers * 10 >= out.count * 8 &&
           out.known <= (1 - least) * in.known;
}

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The stretch of lines with the largest sum of what is known over the level. */
static void best_stretch(struct finder *f, double level)
{
    double sum = 0, best = 0;
    size_t start = 0;

    f->from = f->to = 0;
    for (size_t i = 0; i < f->lines->count; i++) {
        if (is_prose(&f->lines->line[i]))
            sum += f->known[i] - level;
        if (sum <= 0) {
            sum = 0;
            start = i + 1;
        } else if (sum > best && is_prose(&f->lines->line[i])) {
            best = sum;
            f->from = start;
            f->to = i + 1;
        }
    }
    /* Headings just above the first paragraph come with it. */
    while (f->from > 0 && f->to > 0 && f->lines->line[f->from - 1].headline &&
           !f->lines->line[f->from - 1].dropped && page_run_heads(f->lines, f->from - 1, f->from))
        f->from--;
}

/* Mean share of the prose lines that hold one of the three commonest terms. */
static double focus(const struct finder *f, size_t prose)
{
    uint32_t top[3] = {0, 0, 0};

    for (size_t t = 0; t < f->lines->terms->cols; t++) {
        const uint32_t df = f->df[t];

        if (df > top[0]) {
            top[2] = top[1];
            top[1] = top[0];
            top[0] = df;
        } else if (df > top[1]) {
            top[2] = top[1];
            top[1] = df;
        } else if (df > top[2]) {
            top[2] = df;
        }
    }
    return prose ? (double)(top[0] + top[1] + top[2]) / 3 / (double)prose : 0;
}

/* Several articles one below the other: the run has no subject, but each of them has. */
static bool is_articles(struct finder *f)
{
    const struct page_run run = {.from = f->from, .to = f->to};
    bool several = false, focused = true;

    memset(f->opens, 0, (f->lines->count + 1) * sizeof *f->opens);
    if (f->status == TM_OK)
        f->status = page_split_find(f->opens, f->lines, run);
    for (f->to = f->from; f->from < run.to && f->status == TM_OK && focused; f->from = f->to) {
        do
            f->to++;
        while (f->to < run.to && !f->opens[f->to]);
        several = several || f->opens[f->from];
        measure(f);
        focused = focus(f, mean_known(f, f->from, f->to, true).count) >= LEAST_FOCUS;
    }
    f->from = run.from;
    f->to = run.to;
    measure(f);
    return several && focused && f->status == TM_OK;
}

/* The line is a headline that the next one tells again. */
static bool opens_other(const struct finder *f, size_t line)
{
    return line + 1 < f->lines->count && page_run_heads(f->lines, line, line + 1);
}

/* A paragraph that the run knows better than not, next to it, is the article's last or first. */
static void extend(struct finder *f)
{
    const double in = mean_known(f, f->from, f->to, true).known;
    const double below = mean_known(f, f->to, f->lines->count, false).known;
    const double above = mean_known(f, 0, f->from, false).known;

    for (int i = 0; i < MAX_EXTEND && f->to < f->lines->count; i++) {
        if (!is_prose(&f->lines->line[f->to]) || f->known[f->to] < (in + below) / 2 ||
            opens_other(f, f->to))
            break;
        f->to++;
    }
    for (int i = 0; i < MAX_EXTEND && f->from > 0; i++) {
        if (!is_prose(&f->lines->line[f->from - 1]) || f->known[f->from - 1] < (in + above) / 2)
            break;
        f->from--;
    }
}

/* A headline in the run's last lines and what tells it again are not the article's, if that knows
 * little of the rest. */
static void draw_in(struct finder *f)
{
    const double in = mean_known(f, f->from, f->to, true).known;
    const size_t last = f->to;

    for (size_t i = last; i > f->from && i + LAST_LINES >= last; i--)
        if (opens_other(f, i - 1) && f->known[i] < LEVEL * in)
            f->to = i - 1;
}

/* The run that a level gives, settled; false if what is beyond it does not look like teasers. */
static bool try_level(struct finder *f, double quantile, double *scratch)
{
    const size_t end = f->lines->count;
    const double least = f->page ? LESS_IN_PAGE : LESS_IN_TEXT;
    struct mean in;

    f->from = 0;
    f->to = end;
    for (int round = 0; round < SETTLE_ROUNDS; round++) {
        size_t count = 0;

        measure(f);
        for (size_t i = f->from; i < f->to; i++)
            if (is_prose(&f->lines->line[i]))
                scratch[count++] = f->known[i];
        if (count < MIN_RUN_LINES)
            return false;
        qsort(scratch, count, sizeof *scratch, by_value);
        best_stretch(f, LEVEL * scratch[(size_t)(quantile * (double)(count - 1))]);
    }
    measure(f);
    in = mean_known(f, f->from, f->to, true);
    if (in.count < MIN_RUN_LINES || in.words < MIN_RUN_WORDS || in.known < 0.3 ||
        (focus(f, in.count) < LEAST_FOCUS && !is_articles(f)))
        return false;
    extend(f);
    draw_in(f);
    f->whole = f->whole || (f->from == 0 && f->to == end);
    if (!is_foreign(f, 0, f->from, least))
        f->from = 0;
    if (!is_foreign(f, f->to, end, least))
        f->to = end;
    return f->from > 0 || f->to < end;
}

/* The levels from the middle up: the more teasers, the less the middle line is the article's. */
static tm_status cut_foreign(struct finder *f)
{
    static const double quantiles[] = {0.5, 0.7, 0.85};
    double *scratch = malloc((f->lines->count + 1) * sizeof *scratch);

    if (!scratch)
        return TM_ENOMEM;
    for (size_t i = 0; i < sizeof quantiles / sizeof *quantiles; i++) {
        if (f->status || try_level(f, quantiles[i], scratch))
            break;
        f->from = 0;
        f->to = f->lines->count;
    }
    free(scratch);
    return f->status;
}

bool page_run_heads(const struct page_lines *lines, size_t headline, size_t text)
{
    const struct page_line *h = &lines->line[headline], *t = &lines->line[text];
    const size_t shared = page_lines_shared(lines, headline, text);
    const size_t terms =
        (size_t)(lines->terms->row_start[headline + 1] - lines->terms->row_start[headline]);

    if (!h->headline || t->headline || t->counts.words <= h->counts.words)
        return false;
    return shared >= 2 && shared * 4 >= terms;
}

/* Headlines, or headlines each with its lead: the look of the lines says it. */
static bool is_headline_list(const struct page_lines *lines)
{
    size_t count = 0, headlines = 0, paired = 0;

    for (size_t i = 0; i < lines->count; i++) {
        if (lines->line[i].dropped)
            continue;
        count++;
        headlines += lines->line[i].headline;
        if (i + 1 < lines->count && !lines->line[i + 1].dropped && page_run_heads(lines, i, i + 1))
            paired += 2;
    }
    return (count >= 1 && headlines * 10 >= count * 8) ||
           (count >= 4 && headlines * 10 >= count * 4 && paired * 10 >= count * 6);
}

/* Leads that have nothing to do with each other. */
static bool is_lead_list(struct finder *f)
{
    size_t count = 0, teasers = 0, going_on = 0;
    double known, subject;

    for (size_t i = 0; i < f->lines->count; i++) {
        const struct page_line *line = &f->lines->line[i];

        if (line->dropped)
            continue;
        count++;
        going_on += line->continues && !line->headline;
        teasers += line->headline || line->cut_off ||
                   (line->counts.words <= TEASER_WORDS && line->sentences <= 3);
    }
    f->from = 0;
    f->to = f->lines->count;
    measure(f);
    known = mean_known(f, f->from, f->to, false).known;
    subject = focus(f, count);
    return count >= 4 && teasers * 10 >= count * 9 && going_on * 8 < count &&
           (subject < 0.25 || (subject < 0.3 && known < 0.35));
}

static tm_status open_finder(struct finder *f, const struct page_lines *lines)
{
    *f = (struct finder){.lines = lines, .to = lines->count};
    f->known = calloc(lines->count + 1, sizeof *f->known);
    f->df = calloc(lines->terms->cols + 1, sizeof *f->df);
    f->opens = calloc(lines->count + 1, sizeof *f->opens);
    for (size_t i = 0; i < lines->count; i++)
        f->page = f->page || lines->line[i].chrome || lines->line[i].cut_off;
    return f->known && f->df && f->opens ? TM_OK : TM_ENOMEM;
}

static void close_finder(struct finder *f)
{
    free(f->known);
    free(f->df);
    free(f->opens);
}

tm_status page_run_find(struct page_run *run, const struct page_lines *lines)
{
    struct finder f;
    tm_status status = open_finder(&f, lines);

    *run = (struct page_run){.to = lines->count};
    if (status == TM_OK && is_headline_list(lines)) {
        run->to = 0;
    } else if (status == TM_OK && lines->count <= PAGE_MAX_LINES) {
        status = cut_foreign(&f);
        run->from = f.from;
        run->to = f.to;
        run->sure = f.whole || f.from > 0 || f.to < lines->count;
        if (status == TM_OK && f.from == 0 && f.to == lines->count && is_lead_list(&f))
            run->to = 0;
    }
    close_finder(&f);
    return status;
}
