#include "summarize/concepts.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "base/strings.h"
#include "text/analyzer.h"
#include "text/stem.h"
#include "text/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define NO_TERM UINT32_MAX /* of a word that is dropped */

/* A row's entry while rows are collected. */
struct entry {
    uint32_t term, tf;
};

/* What is known of a word as written. */
struct form {
    uint32_t term; /* or NO_TERM */
    bool content, capital, digits;
};

struct finder {
    struct tm__concepts *concepts;
    tm_analyzer *analyzer; /* keeps stop words */
    struct tm__strings forms, terms;
    struct form *form; /* [forms] */
    size_t form_capacity;
    struct tm__strings ids; /* concepts: 4 bytes of a term's id, or 8 of two */
    uint64_t *seen;         /* [concepts] 1 + its occurrence, if that is of the current passage */
    size_t seen_capacity;
    struct entry *entry; /* of all rows, one behind the other */
    size_t entries, entry_capacity;
    uint64_t *row_start; /* [passages + 1] */
    uint32_t *df;        /* [terms] passages that hold the term */
    size_t *at;          /* [terms] 1 + its entry, if that is of the current passage */
    size_t df_capacity, at_capacity;
};

static tm_status start(struct finder *f, const char *language, size_t passages, tm_error *err)
{
    tm_analyzer_options o = TM_ANALYZER_INIT;
    tm_status status;

    o.language = language;
    o.keep_stopwords = true;
    o.stem = tm__has_stemmer(language);
    status = tm_analyzer_new(&f->analyzer, &o, err);
    if (status != TM_OK)
        return status;
    f->row_start = tm__calloc(passages + 1, sizeof *f->row_start);
    f->concepts->start = tm__calloc(passages + 1, sizeof *f->concepts->start);
    f->concepts->size = tm__calloc(passages, sizeof *f->concepts->size);
    if (!tm__strings_init(&f->ids) || !tm__strings_init(&f->forms) ||
        !tm__strings_init(&f->terms) || !f->row_start || !f->concepts->start || !f->concepts->size)
        return tm__fail_memory(err, "finding concepts");
    return TM_OK;
}

static void finish(struct finder *f)
{
    tm_analyzer_free(f->analyzer);
    tm__strings_release(&f->forms);
    tm__strings_release(&f->terms);
    tm__free(f->form);
    tm__strings_release(&f->ids);
    tm__free(f->seen);
    tm__free(f->entry);
    tm__free(f->row_start);
    tm__free(f->df);
    tm__free(f->at);
}

/* Zeroed room for element `index` of a growing array, if it is new. */
static bool room(void *array, size_t *capacity, size_t index, size_t element)
{
    const size_t before = *capacity;

    if (!tm__grow(array, capacity, index + 1, element))
        return false;
    if (*capacity > before)
        memset(*(char **)array + before * element, 0, (*capacity - before) * element);
    return true;
}

/* A word of a passage: its concept, and what is known of it. */
struct place {
    size_t passage;
    uint32_t words; /* read of the passage, this one included */
    uint32_t concept;
    struct form form;
};

/* The concept of key in the passage; of its properties only `pair` is set if it is new. */
static tm_status add_concept(struct finder *f, uint32_t *concept, const struct place *place,
                             const uint32_t *key, size_t size)
{
    struct tm__concepts *c = f->concepts;
    const size_t known = f->ids.count;
    const uint32_t id = tm__strings_add(&f->ids, (const char *)key, size * sizeof *key);
    uint64_t *const end = &c->start[place->passage + 1];

    if (id == UINT32_MAX || !room(&f->seen, &f->seen_capacity, id, sizeof *f->seen) ||
        !room(&c->of, &c->of_capacity, id, sizeof *c->of))
        return TM_ENOMEM;
    if (id == known)
        c->of[id].pair = size == 2;
    *concept = id;
    if (f->seen[id] > c->start[place->passage]) {
        c->occurrence[f->seen[id] - 1].count++;
        return TM_OK;
    }
    if (!tm__grow(&c->occurrence, &c->occurrence_capacity, *end + 1, sizeof *c->occurrence))
        return TM_ENOMEM;
    c->occurrence[(*end)++] = (struct tm__occurrence){id, place->words, 1, 0};
    f->seen[id] = *end;
    return TM_OK;
}

static tm_status add_word(struct finder *f, struct place *place)
{
    struct tm__concepts *c = f->concepts;
    const tm_status status = add_concept(f, &place->concept, place, &place->form.term, 1);

    if (status != TM_OK)
        return status;
    c->of[place->concept].part[0] = c->of[place->concept].part[1] = place->concept;
    c->of[place->concept].stop = !place->form.content;
    c->of[place->concept].digits = place->form.digits;
    if (place->form.capital && place->words > 1)
        c->occurrence[f->seen[place->concept] - 1].capitals++;
    return TM_OK;
}

static tm_status add_pair(struct finder *f, const struct place *before, const struct place *place)
{
    struct tm__concepts *c = f->concepts;
    const uint32_t key[2] = {before->form.term, place->form.term};
    uint32_t id;
    const tm_status status = add_concept(f, &id, place, key, 2);

    if (status != TM_OK)
        return status;
    c->of[id].part[0] = before->concept;
    c->of[id].part[1] = place->concept;
    c->of[id].stop = !before->form.content && !place->form.content;
    c->of[id].digits = before->form.digits || place->form.digits;
    return TM_OK;
}

/* Count a content word of the passage. */
static tm_status add_entry(struct finder *f, size_t passage, uint32_t term)
{
    if (!room(&f->df, &f->df_capacity, term, sizeof *f->df) ||
        !room(&f->at, &f->at_capacity, term, sizeof *f->at))
        return TM_ENOMEM;
    if (f->at[term] > f->row_start[passage]) {
        f->entry[f->at[term] - 1].tf++;
        return TM_OK;
    }
    if (!tm__grow(&f->entry, &f->entry_capacity, f->entries + 1, sizeof *f->entry))
        return TM_ENOMEM;
    f->entry[f->entries++] = (struct entry){term, 1};
    f->at[term] = f->entries;
    f->df[term]++;
    return TM_OK;
}

/* Capitalised; digits without letters. */
static struct form look_at(const char *word, size_t size)
{
    struct form form = {NO_TERM, false, false, false};
    bool letters = false;
    int32_t c;

    for (size_t at = 0; at < size;) {
        const bool first = at == 0;
        utf8proc_category_t k;
        at += tm_utf8_decode(&c, word + at, size - at);
        k = utf8proc_category(c);
        form.capital |= first && (k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LT);
        form.digits |= k == UTF8PROC_CATEGORY_ND;
        letters |= k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
    }
    form.digits &= !letters;
    return form;
}

/* What is known of a word met for the first time. */
static tm_status resolve(struct finder *f, struct form *form, const char *word, size_t size)
{
    tm_text term;
    tm_status status = tm_analyzer_term(f->analyzer, &term, word, size, NULL);

    *form = look_at(word, size);
    if (status != TM_OK || term.size == 0)
        return status;
    form->content = !tm__analyzer_met_stopword(f->analyzer);
    form->term = tm__strings_add(&f->terms, term.data, term.size);
    return form->term == UINT32_MAX ? TM_ENOMEM : TM_OK;
}

/* The form of a word; its term is NO_TERM if it has none. */
static tm_status look_up(struct finder *f, struct place *place, const char *word, size_t size)
{
    const size_t known = f->forms.count;
    const uint32_t form = tm__strings_add(&f->forms, word, size);
    tm_status status = TM_OK;

    if (form == UINT32_MAX ||
        !tm__grow(&f->form, &f->form_capacity, f->forms.count, sizeof *f->form))
        return TM_ENOMEM;
    if (form == known)
        status = resolve(f, &f->form[form], word, size);
    place->form = f->form[form];
    return status;
}

static tm_status read_passage(struct finder *f, size_t passage, tm_text text)
{
    struct place place = {.passage = passage, .form = {.term = NO_TERM}}, before;
    struct tm__words words;
    tm_span word;
    tm_status status = TM_OK;

    f->concepts->start[passage + 1] = f->concepts->start[passage];
    f->row_start[passage] = f->entries;
    tm__words_start(&words, text.data, text.size, TM_WORDS_NEWS);
    while (status == TM_OK && tm__words_next(&words, &word)) {
        before = place;
        place.words++;
        status = look_up(f, &place, text.data + word.start, word.end - word.start);
        if (status != TM_OK || place.form.term == NO_TERM)
            continue;
        status = add_word(f, &place);
        if (status == TM_OK && before.form.term != NO_TERM)
            status = add_pair(f, &before, &place);
        if (status == TM_OK && place.form.content)
            status = add_entry(f, passage, place.form.term);
    }
    f->concepts->size[passage] = place.words;
    f->row_start[passage + 1] = f->entries;
    return status;
}

static int by_term(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;

    return (x->term > y->term) - (x->term < y->term);
}

/* tf * ln((n + 1) / (df + 1/2)), not below a trace for a word of every sentence. */
static tm_status make_rows(struct finder *f, size_t passages, tm_error *err)
{
    const double n = (double)passages;
    tm_sparse *m;
    const tm_status status =
        tm_sparse_new(&f->concepts->rows, passages, f->terms.count, f->entries, err);

    if (status != TM_OK)
        return status;
    m = f->concepts->rows;
    memcpy(m->row_start, f->row_start, (passages + 1) * sizeof *m->row_start);
    for (size_t i = 0; i < passages && f->entries; i++) /* no array without entries */
        qsort(f->entry + f->row_start[i], f->row_start[i + 1] - f->row_start[i], sizeof *f->entry,
              by_term);
    for (size_t e = 0; e < f->entries; e++) {
        const double idf = log((n + 1) / (f->df[f->entry[e].term] + .5));
        m->column[e] = f->entry[e].term;
        m->value[e] = (float)(f->entry[e].tf * fmax(idf, .05));
    }
    tm_sparse_normalize(m);
    return TM_OK;
}

tm_status tm__concepts_find(struct tm__concepts *concepts, const struct tm__passages *passages,
                            const tm_text *documents, const char *language, const tm_run *run,
                            tm_error *err)
{
    struct finder f = {.concepts = concepts};
    tm_status status = start(&f, language, passages->count, err);
    bool memory = status == TM_OK;

    concepts->passages = passages->count;
    for (size_t i = 0; status == TM_OK && i < passages->count; i++) {
        if (i % 1024 == 0)
            status = tm__progress(run, "read", i, passages->count, err);
        if (status == TM_OK &&
            read_passage(&f, i, tm__passage_text(&passages->passage[i], documents)) != TM_OK)
            status = tm__fail_memory(err, "finding concepts");
    }
    concepts->count = memory ? f.ids.count : 0;
    if (status == TM_OK)
        status = make_rows(&f, passages->count, err);
    finish(&f);
    return status;
}

void tm__concepts_release(struct tm__concepts *concepts)
{
    tm__free(concepts->of);
    tm__free(concepts->start);
    tm__free(concepts->occurrence);
    tm__free(concepts->size);
    tm_sparse_free(concepts->rows);
    memset(concepts, 0, sizeof *concepts);
}
