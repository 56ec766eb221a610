#include "summarize/features.h"

#include "base/memory.h"
#include "base/status.h"

#include <math.h>
#include <string.h>

/* What is gathered of a concept on the way over the passages. */
struct tally {
    double count, sentences, capitals, quoted, length, centroid, lexrank_max, lexrank_mean;
    double relative;
    double documents, leads;
    size_t first;          /* the least position */
    size_t document, lead; /* 1 + the last document that holds it; in its lead */
};

struct gatherer {
    const struct tm__passages *passages;
    const struct tm__concepts *concepts;
    const tm_text *documents;
    const double *lexrank;
    enum tm__guard kind;
    struct tally *tally; /* [concepts] */
    double *centroid;    /* [passages] */
    double looked_at, texts;
};

/* Quotation marks: '"' opens after white space or a bracket and closes elsewhere. */
enum mark { NO_MARK, OPENS, CLOSES };

static enum mark mark_at(tm_text text, size_t at, size_t *size)
{
    static const char opening[] = "\xE2\x80\x9C", closing[] = "\xE2\x80\x9D";
    const char before = at ? text.data[at - 1] : ' ';

    *size = 1;
    if (text.data[at] == '"')
        return before == ' ' || before == '\n' || before == '\t' || before == '(' || before == '['
                   ? OPENS
                   : CLOSES;
    if (text.size - at < 3)
        return NO_MARK;
    *size = 3;
    if (memcmp(text.data + at, opening, 3) == 0)
        return OPENS;
    if (memcmp(text.data + at, closing, 3) == 0)
        return CLOSES;
    *size = 1;
    return NO_MARK;
}

double tm__quoted(tm_text text)
{
    size_t quoted = 0, from = 0, size;
    bool inside = true; /* until the first mark says otherwise */
    bool seen = false;

    for (size_t at = 0; at < text.size; at += size) {
        const enum mark mark = mark_at(text, at, &size);
        if (mark == CLOSES && inside)
            quoted += at + size - from;
        if (mark == OPENS && (!inside || !seen))
            from = at;
        if (mark != NO_MARK) {
            inside = mark == OPENS;
            seen = true;
        }
    }
    if (seen && inside)
        quoted += text.size - from;
    return text.size ? (double)quoted / (double)text.size : 0;
}

static bool looks_at(const struct gatherer *g, size_t passage)
{
    return g->passages->passage[passage].guard == g->kind;
}

/* Cosines to the sum of the rows looked at. */
static tm_status find_centroid(struct gatherer *g)
{
    const tm_sparse *m = g->concepts->rows;
    double *sum = tm__calloc(m->cols, sizeof *sum), length = 0;

    if (!sum)
        return TM_ENOMEM;
    for (size_t i = 0; i < g->passages->own; i++)
        for (uint64_t e = m->row_start[i]; looks_at(g, i) && e < m->row_start[i + 1]; e++)
            sum[m->column[e]] += m->value[e];
    for (size_t t = 0; t < m->cols; t++)
        length += sum[t] * sum[t];
    length = sqrt(length);
    for (size_t i = 0; i < g->passages->own && length > 0; i++)
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            g->centroid[i] += m->value[e] * sum[m->column[e]] / length;
    tm__free(sum);
    return TM_OK;
}

/* What is the same for all occurrences in a sentence. */
struct sentence {
    size_t passage, position;
    double relative, quoted, length, lexrank;
};

static void add_occurrence(struct gatherer *g, const struct tm__occurrence *o,
                           const struct sentence *s)
{
    const size_t document = g->passages->passage[s->passage].document + 1;
    struct tally *t = &g->tally[o->concept];

    if (t->sentences == 0) {
        t->first = s->position;
        t->relative = s->relative;
        t->lexrank_max = s->lexrank;
    }
    t->first = s->position < t->first ? s->position : t->first;
    t->relative = fmin(t->relative, s->relative);
    t->lexrank_max = fmax(t->lexrank_max, s->lexrank);
    t->lexrank_mean += s->lexrank;
    t->centroid = fmax(t->centroid, g->centroid[s->passage]);
    t->quoted += s->quoted;
    t->length += s->length;
    t->count += o->count;
    t->capitals += o->capitals;
    t->sentences++;
    t->documents += t->document != document;
    t->document = document;
    if (s->position < 3) {
        t->leads += t->lead != document;
        t->lead = document;
    }
}

/* Where the passages of the document that starts at `from` end, and how many are looked at. */
static size_t document_end(const struct gatherer *g, size_t from, size_t *length)
{
    const struct tm__passage *p = g->passages->passage;
    size_t i = from;

    *length = 0;
    for (; i < g->passages->own && p[i].document == p[from].document; i++)
        *length += looks_at(g, i);
    return i;
}

static void gather_document(struct gatherer *g, size_t from, size_t to, size_t length)
{
    const double n = (double)g->passages->own, least = .05;
    const struct tm__concepts *c = g->concepts;
    size_t position = 0;

    for (size_t i = from; i < to; i++) {
        struct sentence s = {.passage = i, .position = position};
        if (!looks_at(g, i))
            continue;
        s.relative = (double)position++ / (double)length;
        s.quoted = tm__quoted(tm__passage_text(&g->passages->passage[i], g->documents));
        s.length = log(1 + (double)c->size[i]);
        s.lexrank = log(fmax(least, n * g->lexrank[i]));
        for (uint64_t e = c->start[i]; e < c->start[i + 1]; e++)
            add_occurrence(g, &c->occurrence[e], &s);
    }
    g->looked_at += (double)length;
    g->texts += length > 0;
}

static double log_sentences(const struct tally *t)
{
    return t->sentences > 0 ? log(t->sentences) : 0;
}

static float capital(const struct tally *t)
{
    return t->count > 0 ? (float)(t->capitals / t->count) : 0;
}

static void fill_common(const struct gatherer *g, float *x, const struct tally *t)
{
    x[TM__LOG_COUNT] = (float)log(t->count);
    x[TM__LOG_SENTENCES] = (float)log(t->sentences);
    x[TM__SHARE] = (float)(t->sentences / g->looked_at);
    x[TM__EARLY] = 1 / (1 + (float)t->first);
    x[TM__FIRST] = t->first == 0;
    x[TM__SECOND] = t->first == 1 || t->first == 2;
    x[TM__FOURTH] = t->first >= 3 && t->first <= 5;
    x[TM__RELATIVE] = (float)t->relative;
    x[TM__CENTROID] = (float)t->centroid;
    x[TM__LEXRANK_MAX] = (float)t->lexrank_max;
    x[TM__LEXRANK_MEAN] = (float)(t->lexrank_mean / t->sentences);
    x[TM__QUOTED] = (float)(t->quoted / t->sentences);
    x[TM__LENGTH] = (float)(t->length / t->sentences);
    x[TM__DOCUMENTS] = (float)(t->documents / g->texts);
    x[TM__SHARED] = t->documents > 1;
    x[TM__LOG_DOCUMENTS] = (float)log(t->documents);
    x[TM__LEADS] = (float)(t->leads / g->texts);
}

static void fill_word(float *x, const struct tm__concept *c, const struct tally *t)
{
    x[TM__STOP] = c->stop;
    x[TM__CAPITAL] = capital(t);
    x[TM__NUMBER] = c->digits;
    x[TM__STOP_LOG_SENTENCES] = x[TM__STOP] * x[TM__LOG_SENTENCES];
    x[TM__STOP_SHARE] = x[TM__STOP] * x[TM__SHARE];
    x[TM__CAPITAL_LOG_SENTENCES] = x[TM__CAPITAL] * x[TM__LOG_SENTENCES];
    x[TM__CAPITAL_FIRST] = x[TM__CAPITAL] * x[TM__FIRST];
}

static void fill_pair(const struct gatherer *g, float *x, const struct tm__concept *c)
{
    const struct tally *one = &g->tally[c->part[0]], *two = &g->tally[c->part[1]];

    x[TM__PAIR_STOP] = c->stop;
    x[TM__PAIR_STOPS] =
        (float)g->concepts->of[c->part[0]].stop + (float)g->concepts->of[c->part[1]].stop;
    x[TM__PAIR_CAPITALS] = capital(one) * capital(two);
    x[TM__PAIR_CAPITAL] = fmaxf(capital(one), capital(two));
    x[TM__PAIR_NUMBER] = c->digits;
    x[TM__PAIR_LOG_SENTENCES_1] = (float)log_sentences(one);
    x[TM__PAIR_LOG_SENTENCES_2] = (float)log_sentences(two);
    x[TM__PAIR_CAPITALS_LOG_SENTENCES] = x[TM__PAIR_CAPITALS] * x[TM__LOG_SENTENCES];
}

static void fill(const struct gatherer *g, float *out)
{
    const struct tm__concepts *c = g->concepts;

    memset(out, 0, c->count * TM__FEATURES * sizeof *out);
    for (size_t k = 0; k < c->count; k++) {
        float *x = out + k * TM__FEATURES;
        if (g->tally[k].sentences == 0)
            continue;
        fill_common(g, x, &g->tally[k]);
        if (c->of[k].pair)
            fill_pair(g, x, &c->of[k]);
        else
            fill_word(x, &c->of[k], &g->tally[k]);
    }
}

tm_status tm__features_find(float *out, const struct tm__passages *passages,
                            const struct tm__concepts *concepts, const tm_text *documents,
                            const double *lexrank, enum tm__guard kind, tm_error *err)
{
    struct gatherer g = {.passages = passages,
                         .concepts = concepts,
                         .documents = documents,
                         .lexrank = lexrank,
                         .kind = kind};
    tm_status status = TM_OK;

    g.tally = tm__calloc(concepts->count, sizeof *g.tally);
    g.centroid = tm__calloc(passages->count, sizeof *g.centroid);
    if (!g.tally || !g.centroid || find_centroid(&g) != TM_OK)
        status = tm__fail_memory(err, "describing concepts");
    for (size_t i = 0, end, length; status == TM_OK && i < passages->own; i = end) {
        end = document_end(&g, i, &length);
        gather_document(&g, i, end, length);
    }
    if (status == TM_OK)
        fill(&g, out);
    tm__free(g.tally);
    tm__free(g.centroid);
    return status;
}
