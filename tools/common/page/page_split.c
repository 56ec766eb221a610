/*
 * A line in the midst of a run that looks like a headline may be a subheading or open another
 * article. Below a subheading the text goes on about what it spoke of above; another article, also
 * one on the same subject, speaks in words of its own, drops some that were often said, and its
 * headline is told again by its first paragraph. So the paragraphs above and below are asked how
 * much they know of each other's terms, beside what each side knows of its own (Hearst's
 * TextTiling, with places to cut given by the headlines).
 */
#include "page/page_split.h"

#include <stdlib.h>
#include <string.h>

enum {
    WINDOW = 8,      /* paragraphs looked at on each side */
    LEAST_LINES = 3, /* paragraphs of an article */
    LEAST_WORDS = 80,
    LEAST_TITLE = 5, /* words of a headline */
    LEAST_OWN = 2,   /* terms often said on one side and never on the other */
    OFTEN = 3,       /* paragraphs that hold such a term */
    MOST_AROUND = 1, /* other headlines among LEAST_LINES paragraphs on each side */
    NEAR = 3         /* lines around a place that are no measure for it */
};

/* What the sides know of each other at most, as a share of what they know of themselves: below a
 * headline that its first paragraph tells again, and below another. */
static const double TOLD_AGAIN = 0.62, NOT_TOLD = 0.35;
/* The same as a share of what it is at the run's middling place. */
static const double DEPTH = 0.75;

struct splitter {
    const struct page_lines *lines;
    struct page_run run;
    uint32_t *above, *below; /* [terms] paragraphs that hold a term */
    double *bond;            /* [places] how much the sides of each place know of each other */
    size_t *place;           /* [places] a paragraph, behind what is above it */
    double *scratch;
    size_t places;
};

struct side {
    size_t line[WINDOW], count;
};

static bool is_prose(const struct page_line *line)
{
    return !line->dropped && line->counts.words >= 8;
}

static struct side side_above(const struct splitter *s, size_t end)
{
    struct side side = {.count = 0};

    for (size_t i = end; i > s->run.from && side.count < WINDOW; i--)
        if (is_prose(&s->lines->line[i - 1]))
            side.line[side.count++] = i - 1;
    return side;
}

static struct side side_below(const struct splitter *s, size_t start)
{
    struct side side = {.count = 0};

    for (size_t i = start; i < s->run.to && side.count < WINDOW; i++)
        if (is_prose(&s->lines->line[i]))
            side.line[side.count++] = i;
    return side;
}

static void count_line(const struct splitter *s, uint32_t *held, size_t line, uint32_t by)
{
    const tm_sparse *const t = s->lines->terms;

    for (uint64_t k = t->row_start[line]; k < t->row_start[line + 1]; k++)
        held[t->column[k]] += by;
}

static void count_side(const struct splitter *s, uint32_t *held, const struct side *side,
                       uint32_t by)
{
    for (size_t i = 0; i < side->count; i++)
        count_line(s, held, side->line[i], by);
}

/* Share of the terms of the side's paragraphs that more than `least` of those counted hold. */
static double known(const struct splitter *s, const struct side *side, const uint32_t *held,
                    uint32_t least)
{
    const tm_sparse *const t = s->lines->terms;
    double sum = 0;

    for (size_t i = 0; i < side->count; i++) {
        const uint64_t from = t->row_start[side->line[i]], to = t->row_start[side->line[i] + 1];
        size_t hits = 0;

        for (uint64_t k = from; k < to; k++)
            hits += held[t->column[k]] > least;
        sum += to > from ? (double)hits / (double)(to - from) : 0;
    }
    return sum;
}

/* What as many paragraphs above `end` and from `start` on know of each other, beside what they know
 * of themselves; -1 where there are too few. */
static double bond(struct splitter *s, size_t end, size_t start)
{
    struct side a = side_above(s, end), b = side_below(s, start);
    double own, other;

    a.count = b.count = a.count < b.count ? a.count : b.count;
    if (a.count < LEAST_LINES)
        return -1;
    count_side(s, s->above, &a, 1);
    count_side(s, s->below, &b, 1);
    own = known(s, &a, s->above, 1) + known(s, &b, s->below, 1);
    other = known(s, &a, s->below, 0) + known(s, &b, s->above, 0);
    count_side(s, s->above, &a, (uint32_t)-1);
    count_side(s, s->below, &b, (uint32_t)-1);
    return own > 0 ? other / own : -1;
}

static void measure_places(struct splitter *s)
{
    for (size_t i = s->run.from + 1; i < s->run.to; i++) {
        const double known = is_prose(&s->lines->line[i]) ? bond(s, i, i) : -1;

        if (known < 0)
            continue;
        s->bond[s->places] = known;
        s->place[s->places++] = i;
    }
}

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The bond at the middling place of the run, without those near the line. */
static double middling(struct splitter *s, size_t line)
{
    size_t count = 0;

    for (size_t i = 0; i < s->places; i++)
        if (s->place[i] > line + NEAR || s->place[i] + NEAR < line)
            s->scratch[count++] = s->bond[i];
    if (count == 0)
        return 1;
    qsort(s->scratch, count, sizeof *s->scratch, by_value);
    return s->scratch[count / 2];
}

/* The lines [from, to) are enough for an article. */
static bool is_enough(const struct splitter *s, size_t from, size_t to)
{
    size_t count = 0, words = 0;

    for (size_t i = from; i < to; i++)
        if (is_prose(&s->lines->line[i])) {
            count++;
            words += s->lines->line[i].counts.words;
        }
    return count >= LEAST_LINES && words >= LEAST_WORDS;
}

/* Both the lines [from, line) and those behind the line often say what the others never do. */
static bool both_have_own(struct splitter *s, size_t from, size_t line)
{
    const size_t terms = s->lines->terms->cols;
    size_t above = 0, below = 0;

    for (size_t i = from; i < s->run.to; i++)
        if (i != line && is_prose(&s->lines->line[i]))
            count_line(s, i < line ? s->above : s->below, i, 1);
    for (size_t t = 0; t < terms; t++) {
        above += s->above[t] >= OFTEN && s->below[t] == 0;
        below += s->below[t] >= OFTEN && s->above[t] == 0;
    }
    memset(s->above, 0, terms * sizeof *s->above);
    memset(s->below, 0, terms * sizeof *s->below);
    return above >= LEAST_OWN && below >= LEAST_OWN;
}

/* Headlines among the nearest paragraphs on both sides of the line: a list has one above each. */
static size_t headlines_around(const struct splitter *s, size_t line, const struct side *above,
                               const struct side *below)
{
    const size_t last = above->count < LEAST_LINES ? above->count : LEAST_LINES;
    const size_t next = below->count < LEAST_LINES ? below->count : LEAST_LINES;
    size_t count = 0;

    for (size_t i = above->line[last - 1]; i < below->line[next - 1]; i++)
        count += i != line && !s->lines->line[i].dropped && s->lines->line[i].headline;
    return count;
}

/* How well the line serves as the headline of another article than [from, line): 0 not at all, over
 * 1 if what is below tells it again. */
static double rate(struct splitter *s, size_t from, size_t line)
{
    const struct page_line *const title = &s->lines->line[line];
    const struct side above = side_above(s, line), below = side_below(s, line + 1);
    bool told;
    double known;

    if (title->dropped || !title->headline || title->counts.words < LEAST_TITLE ||
        above.count == 0 || below.count == 0 || s->lines->line[below.line[0]].headline ||
        headlines_around(s, line, &above, &below) > MOST_AROUND)
        return 0;
    told = page_run_heads(s->lines, line, below.line[0]);
    known = bond(s, line, line + 1);
    if (known < 0 || known >= (told ? TOLD_AGAIN : NOT_TOLD) ||
        known >= DEPTH * middling(s, line) || !is_enough(s, from, line) ||
        !is_enough(s, line + 1, s->run.to) || !both_have_own(s, from, line))
        return 0;
    return (told ? 2 : 1) - known;
}

/* The first headline of another article behind `from`, the best of those near each other; to: none.
 */
static size_t next_article(struct splitter *s, size_t from)
{
    double best = 0;
    size_t found = s->run.to;

    for (size_t i = from + 1; i < s->run.to && (best == 0 || i <= found + NEAR); i++) {
        const double rated = rate(s, from, i);

        if (rated > best) {
            best = rated;
            found = i;
        }
    }
    return found;
}

tm_status page_split_find(bool *opens, const struct page_lines *lines, struct page_run run)
{
    struct splitter s = {.lines = lines, .run = run};
    const size_t room = run.to - run.from + 1;
    size_t from = run.from;
    bool complete;

    if (run.to - run.from > PAGE_MAX_LINES)
        return TM_OK;
    s.above = calloc(lines->terms->cols + 1, sizeof *s.above);
    s.below = calloc(lines->terms->cols + 1, sizeof *s.below);
    s.bond = malloc(room * sizeof *s.bond);
    s.place = malloc(room * sizeof *s.place);
    s.scratch = malloc(room * sizeof *s.scratch);
    complete = s.above && s.below && s.bond && s.place && s.scratch;
    if (complete) {
        measure_places(&s);
        while (s.places > 0 && (from = next_article(&s, from)) < run.to)
            opens[from] = true;
    }
    free(s.above);
    free(s.below);
    free(s.bond);
    free(s.place);
    free(s.scratch);
    return complete ? TM_OK : TM_ENOMEM;
}
