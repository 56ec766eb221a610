#include "summarize/features.h"

#include "base/memory.h"
#include "base/status.h"

#include <math.h>
#include <string.h>

/* What is gathered of a concept on the way over the passages. */
struct tm__feature_tally {
    double quoted, length, lexrank_mean; /* sums */
    double centroid, lexrank_max;        /* the highest */
    double relative;                     /* the least */
    uint32_t count, capitals, documents, leads;
    uint32_t first;        /* the least position */
    size_t sentence;       /* the first that holds it */
    size_t document, lead; /* 1 + the last document that holds it; in its lead */
};

struct gatherer {
    struct tm__features *f;
    const tm_text *documents;
    const double *lexrank;
    double *centroid; /* [passages] */
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

/* Is there what may be a mark? */
static bool may_be_quoted(tm_text text)
{
    return text.size && (memchr(text.data, '"', text.size) || memchr(text.data, 0xE2, text.size));
}

double tm__quoted(tm_text text)
{
    size_t quoted = 0, from = 0, size;
    bool inside = true; /* until the first mark says otherwise */
    bool seen = false;

    if (!may_be_quoted(text))
        return 0;
    for (size_t at = 0; at < text.size; at += size) {
        const enum mark mark =
            text.data[at] == '"' || text.data[at] == '\xE2' ? mark_at(text, at, &size) : NO_MARK;
        if (mark == NO_MARK) {
            size = 1;
            continue;
        }
        if (mark == CLOSES && inside)
            quoted += at + size - from;
        if (mark == OPENS && (!inside || !seen))
            from = at;
        inside = mark == OPENS;
        seen = true;
    }
    if (seen && inside)
        quoted += text.size - from;
    return (double)quoted / (double)text.size;
}

static bool looks_at(const struct gatherer *g, size_t passage)
{
    return g->f->passages->passage[passage].guard == g->f->kind;
}

/* Cosines to the sum of the rows looked at. */
static tm_status find_centroid(struct gatherer *g)
{
    const tm_sparse *m = g->f->concepts->rows;
    double *sum = tm__calloc(m->cols, sizeof *sum), length = 0;

    if (!sum)
        return TM_ENOMEM;
    for (size_t i = 0; i < g->f->passages->own; i++)
        for (uint64_t e = m->row_start[i]; looks_at(g, i) && e < m->row_start[i + 1]; e++)
            sum[m->column[e]] += m->value[e];
    for (size_t t = 0; t < m->cols; t++)
        length += sum[t] * sum[t];
    length = sqrt(length);
    for (size_t i = 0; i < g->f->passages->own && length > 0; i++) {
        double cosine = 0;
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            cosine += m->value[e] * sum[m->column[e]] / length;
        g->centroid[i] = cosine;
    }
    tm__free(sum);
    return TM_OK;
}

/* What is the same for all occurrences in a sentence. */
struct sentence {
    uint32_t position;
    size_t passage, document; /* the latter from 1 */
    double relative, quoted, length, lexrank, centroid;
};

/* The first occurrence of a concept. */
static struct tm__feature_tally begin_tally(const struct tm__occurrence *o,
                                            const struct sentence *s)
{
    const bool leads = s->position < 3;

    return (struct tm__feature_tally){
        .quoted = s->quoted,
        .length = s->length,
        .lexrank_mean = s->lexrank,
        .centroid = s->centroid,
        .lexrank_max = s->lexrank,
        .relative = s->relative,
        .count = o->count,
        .capitals = o->capitals,
        .documents = 1,
        .leads = leads,
        .first = s->position,
        .sentence = s->passage,
        .document = s->document,
        .lead = leads ? s->document : 0,
    };
}

static void add_occurrence(struct gatherer *g, const struct tm__occurrence *o,
                           const struct sentence *s)
{
    struct tm__feature_tally *t = &g->f->tally[o->concept];

    if (g->f->sentences[o->concept]++ == 0) {
        *t = begin_tally(o, s);
        return;
    }
    /* Positions begin anew in each document. */
    t->first = s->position < t->first ? s->position : t->first;
    t->relative = s->relative < t->relative ? s->relative : t->relative;
    t->lexrank_max = s->lexrank > t->lexrank_max ? s->lexrank : t->lexrank_max;
    t->centroid = s->centroid > t->centroid ? s->centroid : t->centroid;
    t->lexrank_mean += s->lexrank;
    t->quoted += s->quoted;
    t->length += s->length;
    t->count += o->count;
    t->capitals += o->capitals;
    t->documents += t->document != s->document;
    t->document = s->document;
    if (s->position < 3) {
        t->leads += t->lead != s->document;
        t->lead = s->document;
    }
}

/* Where the passages of the document that starts at `from` end, and how many are looked at. */
static size_t document_end(const struct gatherer *g, size_t from, size_t *length)
{
    const struct tm__passage *p = g->f->passages->passage;
    size_t i = from;

    *length = 0;
    for (; i < g->f->passages->own && p[i].document == p[from].document; i++)
        *length += looks_at(g, i);
    return i;
}

static void gather_document(struct gatherer *g, size_t from, size_t to, size_t length)
{
    const double n = (double)g->f->passages->own, least = .05;
    const struct tm__concepts *c = g->f->concepts;
    uint32_t position = 0;

    for (size_t i = from; i < to; i++) {
        struct sentence s = {.position = position,
                             .passage = i,
                             .document = g->f->passages->passage[i].document + 1,
                             .centroid = g->centroid[i]};
        if (!looks_at(g, i))
            continue;
        s.relative = (double)position++ / (double)length;
        s.quoted = tm__quoted(tm__passage_text(&g->f->passages->passage[i], g->documents));
        s.length = log(1 + (double)c->size[i]);
        s.lexrank = log(fmax(least, n * g->lexrank[i]));
        for (uint64_t e = c->start[i]; e < c->start[i + 1]; e++)
            add_occurrence(g, &c->occurrence[e], &s);
    }
    g->f->looked_at += (double)length;
    g->f->texts += length > 0;
}

/* Most counts are small; what is in no sentence has 0, too. */
static float log_of(struct tm__features *f, uint32_t count)
{
    if (count < 2)
        return 0;
    if (count >= TM__SMALL_LOGS)
        return (float)log(count);
    if (f->log_of[count] == 0)
        f->log_of[count] = log(count);
    return (float)f->log_of[count];
}

/* Where a feature goes. */
#define AT(j) x[(size_t)(j)*TM__FEATURE_STEP]

static void fill_common(struct tm__features *f, float *x, const struct tm__feature_tally *t,
                        uint32_t sentences)
{
    AT(TM__LOG_COUNT) = log_of(f, t->count);
    AT(TM__LOG_SENTENCES) = log_of(f, sentences);
    AT(TM__SHARE) = (float)(sentences / f->looked_at);
    AT(TM__EARLY) = 1 / (1 + (float)t->first);
    AT(TM__FIRST) = t->first == 0;
    AT(TM__SECOND) = t->first == 1 || t->first == 2;
    AT(TM__FOURTH) = t->first >= 3 && t->first <= 5;
    AT(TM__RELATIVE) = (float)t->relative;
    AT(TM__CENTROID) = (float)t->centroid;
    AT(TM__LEXRANK_MAX) = (float)t->lexrank_max;
    AT(TM__LEXRANK_MEAN) = (float)(t->lexrank_mean / sentences);
    AT(TM__QUOTED) = (float)(t->quoted / sentences);
    AT(TM__LENGTH) = (float)(t->length / sentences);
    AT(TM__DOCUMENTS) = (float)(t->documents / f->texts);
    AT(TM__SHARED) = t->documents > 1;
    AT(TM__LOG_DOCUMENTS) = log_of(f, t->documents);
    AT(TM__LEADS) = (float)(t->leads / f->texts);
}

/* The same of what one sentence holds. */
static void fill_shared(struct tm__features *f, float *x, const struct tm__feature_tally *t)
{
    if (f->shared_by != t->sentence + 1) {
        fill_common(f, x, t, 1);
        for (size_t j = 0; j < TM__COMMON; j++)
            f->shared[j] = AT(j);
        f->shared_by = t->sentence + 1;
        return;
    }
    for (size_t j = 0; j < TM__COMMON; j++)
        AT(j) = f->shared[j];
    AT(TM__LOG_COUNT) = log_of(f, t->count);
}

static void fill_word(struct tm__features *f, float *x, size_t concept)
{
    const struct tm__concept *c = &f->concepts->of[concept];
    const struct tm__feature_tally *t = &f->tally[concept];
    const float capitals = t->capitals ? (float)((double)t->capitals / t->count) : 0;

    f->capital[concept] = capitals; /* its pairs come later */
    AT(TM__STOP) = c->stop;
    AT(TM__CAPITAL) = capitals;
    AT(TM__NUMBER) = c->digits;
    AT(TM__STOP_LOG_SENTENCES) = (float)c->stop * AT(TM__LOG_SENTENCES);
    AT(TM__STOP_SHARE) = (float)c->stop * AT(TM__SHARE);
    AT(TM__CAPITAL_LOG_SENTENCES) = capitals * AT(TM__LOG_SENTENCES);
    AT(TM__CAPITAL_FIRST) = capitals * AT(TM__FIRST);
    for (size_t j = TM__WORD_FEATURES; j < TM__FEATURES; j++)
        AT(j) = 0;
}

static void fill_pair(struct tm__features *f, float *x, size_t concept)
{
    const struct tm__concept *of = f->concepts->of, *c = &of[concept];
    const float one = f->capital[c->part[0]], two = f->capital[c->part[1]];

    AT(TM__PAIR_STOP) = c->stop;
    AT(TM__PAIR_STOPS) = (float)of[c->part[0]].stop + (float)of[c->part[1]].stop;
    AT(TM__PAIR_CAPITALS) = one * two;
    AT(TM__PAIR_CAPITAL) = one > two ? one : two;
    AT(TM__PAIR_NUMBER) = c->digits;
    AT(TM__PAIR_LOG_SENTENCES_1) = log_of(f, f->sentences[c->part[0]]);
    AT(TM__PAIR_LOG_SENTENCES_2) = log_of(f, f->sentences[c->part[1]]);
    AT(TM__PAIR_CAPITALS_LOG_SENTENCES) = one * two * AT(TM__LOG_SENTENCES);
}

bool tm__features_row(struct tm__features *f, float *row, size_t concept)
{
    const uint32_t sentences = f->sentences[concept];

    if (sentences == 0)
        return false;
    if (sentences == 1)
        fill_shared(f, row, &f->tally[concept]);
    else
        fill_common(f, row, &f->tally[concept], sentences);
    if (f->concepts->of[concept].pair)
        fill_pair(f, row, concept);
    else
        fill_word(f, row, concept);
    return true;
}

static void gather(struct gatherer *g)
{
    for (size_t i = 0, end, length; i < g->f->passages->own; i = end) {
        end = document_end(g, i, &length);
        gather_document(g, i, end, length);
    }
}

tm_status tm__features_start(struct tm__features *f, const struct tm__passages *passages,
                             const struct tm__concepts *concepts, const tm_text *documents,
                             const double *lexrank, enum tm__guard kind, tm_error *err)
{
    struct gatherer g = {.f = f, .documents = documents, .lexrank = lexrank};
    tm_status status = TM_OK;

    f->passages = passages;
    f->concepts = concepts;
    f->kind = kind;
    f->sentences = tm__calloc(concepts->count, sizeof *f->sentences);
    f->tally = tm__alloc_array(concepts->count, sizeof *f->tally);
    g.centroid = tm__calloc(passages->count, sizeof *g.centroid);
    f->capital = tm__calloc(concepts->count, sizeof *f->capital);
    if (!f->sentences || !f->tally || !f->capital || !g.centroid || find_centroid(&g) != TM_OK) {
        status = tm__fail_memory(err, "describing concepts");
    } else {
        gather(&g);
    }
    tm__free(g.centroid);
    return status;
}

void tm__features_release(struct tm__features *f)
{
    tm__free(f->sentences);
    tm__free(f->tally);
    tm__free(f->capital);
    memset(f, 0, sizeof *f);
}
