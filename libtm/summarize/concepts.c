#include "summarize/concepts.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "text/words.h"
#include "vector/lexicon.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A row's entry while rows are collected. */
struct entry {
    uint32_t term, tf;
};

/* What is known of a word as written. */
struct form {
    uint32_t term; /* or TM__NO_TERM */
    bool is_content;
};

struct finder {
    struct tm__concepts *concepts;
    struct tm__lexicon lexicon; /* keeps stop words */
    tm_analyzer *content;       /* drops them */
    struct tm__strings forms;
    struct form *form; /* [forms] */
    size_t form_capacity;
    struct tm__strings ids; /* concepts: 4 bytes of a term's id, or 8 of two */
    size_t *seen;           /* [concepts] 1 + the passage that holds it last */
    size_t seen_capacity;
    struct entry *entry; /* of all rows, one behind the other */
    size_t entries, entry_capacity;
    uint64_t *row_start; /* [passages + 1] */
    uint32_t *df;        /* [terms] passages that hold the term */
    size_t *at;          /* [terms] 1 + its entry, if that is of the current passage */
    size_t df_capacity, at_capacity;
};

static bool has_stemmer(const char *language)
{
    for (const char *const *l = tm_stemmer_languages(); *l; l++)
        if (strcmp(*l, language) == 0)
            return true;
    return false;
}

static tm_status start(struct finder *f, const char *language, size_t passages, tm_error *err)
{
    tm_analyzer_options o = TM_ANALYZER_INIT;
    tm_status status;

    o.language = language;
    o.stem = has_stemmer(language);
    status = tm_analyzer_new(&f->content, &o, err);
    o.keep_stopwords = true;
    if (status == TM_OK)
        status = tm__lexicon_init(&f->lexicon, &o, NULL, err);
    if (status != TM_OK)
        return status;
    f->row_start = tm__calloc(passages + 1, sizeof *f->row_start);
    f->concepts->start = tm__calloc(passages + 1, sizeof *f->concepts->start);
    f->concepts->size = tm__calloc(passages, sizeof *f->concepts->size);
    if (!tm__strings_init(&f->ids) || !tm__strings_init(&f->forms) || !f->row_start ||
        !f->concepts->start || !f->concepts->size)
        return tm__fail_memory(err, "finding concepts");
    return TM_OK;
}

static void finish(struct finder *f)
{
    tm__lexicon_release(&f->lexicon);
    tm_analyzer_free(f->content);
    tm__strings_release(&f->forms);
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

/* The passage holds concept `key` once its first `words` words are read. */
static tm_status add_concept(struct finder *f, size_t passage, const uint32_t *key, size_t size,
                             uint32_t words)
{
    struct tm__concepts *c = f->concepts;
    const uint32_t id = tm__strings_add(&f->ids, (const char *)key, size * sizeof *key);
    const uint64_t at = c->start[passage + 1];

    if (id == UINT32_MAX || !room(&f->seen, &f->seen_capacity, id, sizeof *f->seen) ||
        !room(&c->pair, &c->pair_capacity, id, sizeof *c->pair))
        return TM_ENOMEM;
    if (f->seen[id] == passage + 1)
        return TM_OK;
    if (!tm__grow(&c->concept, &c->concept_capacity, at + 1, sizeof *c->concept) ||
        !tm__grow(&c->words, &c->words_capacity, at + 1, sizeof *c->words))
        return TM_ENOMEM;
    f->seen[id] = passage + 1;
    c->pair[id] = size == 2;
    c->concept[at] = id;
    c->words[at] = words;
    c->start[passage + 1]++;
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

/* The term of a word, TM__NO_TERM if it has none, and whether it is a content word. */
static tm_status look_up(struct finder *f, uint32_t *term, bool *content, const char *word,
                         size_t size)
{
    const size_t known = f->forms.count;
    const uint32_t form = tm__strings_add(&f->forms, word, size);
    tm_text kept;
    tm_status status = TM_OK;

    if (form == UINT32_MAX ||
        !tm__grow(&f->form, &f->form_capacity, f->forms.count, sizeof *f->form))
        return TM_ENOMEM;
    if (form == known) {
        status = tm__lexicon_term(&f->lexicon, &f->form[form].term, word, size);
        if (status == TM_OK)
            status = tm_analyzer_term(f->content, &kept, word, size, NULL);
        f->form[form].is_content = status == TM_OK && kept.size > 0;
    }
    *term = f->form[form].term;
    *content = f->form[form].is_content;
    return status;
}

static tm_status read_passage(struct finder *f, size_t passage, tm_text text)
{
    struct tm__words words;
    tm_span word;
    uint32_t key[2] = {0, TM__NO_TERM}, read = 0;
    tm_status status = TM_OK;
    bool content;

    f->concepts->start[passage + 1] = f->concepts->start[passage];
    f->row_start[passage] = f->entries;
    tm__words_start(&words, text.data, text.size, TM_WORDS_NEWS);
    while (status == TM_OK && tm__words_next(&words, &word)) {
        key[0] = key[1];
        status = look_up(f, &key[1], &content, text.data + word.start, word.end - word.start);
        read++;
        if (status != TM_OK || key[1] == TM__NO_TERM)
            continue;
        status = add_concept(f, passage, key + 1, 1, read);
        if (status == TM_OK && key[0] != TM__NO_TERM)
            status = add_concept(f, passage, key, 2, read);
        if (status == TM_OK && content)
            status = add_entry(f, passage, key[1]);
    }
    f->concepts->size[passage] = read;
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
        tm_sparse_new(&f->concepts->rows, passages, f->lexicon.terms.count, f->entries, err);

    if (status != TM_OK)
        return status;
    m = f->concepts->rows;
    memcpy(m->row_start, f->row_start, (passages + 1) * sizeof *m->row_start);
    for (size_t i = 0; i < passages; i++)
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
    tm__free(concepts->pair);
    tm__free(concepts->start);
    tm__free(concepts->concept);
    tm__free(concepts->words);
    tm__free(concepts->size);
    tm_sparse_free(concepts->rows);
    memset(concepts, 0, sizeof *concepts);
}
