#include "vector/count_block.h"

#include "base/memory.h"
#include "text/words.h"

#include <string.h>

/*
 * Words are handled in batches of four steps: cut a word, hash it and ask for its slot; find its
 * form; find its term and ask for the term's place; count. Each memory access is asked for a whole
 * batch ahead of its use, so the processor waits for none of them. Batches run on over documents,
 * because a headline has few words.
 */
enum { BATCH = 32 };

struct word {
    struct tm__string_key key;
    const char *data;
    size_t size;
    size_t document; /* within the block */
    uint32_t id;     /* of the form, then of the term */
};

struct batch {
    struct word word[BATCH];
    size_t size;
};

void tm__counter_release(struct tm__counter *counter)
{
    tm__lexicon_release(&counter->lexicon);
    tm__free(counter->place);
    memset(counter, 0, sizeof *counter);
}

void tm__counted_release(struct tm__counted *counted)
{
    tm__free(counted->length);
    tm__free(counted->term);
    tm__free(counted->tf);
    memset(counted, 0, sizeof *counted);
}

/* Places for all terms there are. */
static bool make_places(struct tm__counter *c)
{
    const size_t terms =
        c->lexicon.vocabulary ? c->lexicon.vocabulary->terms : c->lexicon.terms.count;

    if (terms <= c->places)
        return true;
    if (!tm__grow(&c->place, &c->place_capacity, terms, sizeof *c->place))
        return false;
    memset(c->place + c->places, 0, (c->place_capacity - c->places) * sizeof *c->place);
    c->places = c->place_capacity;
    return true;
}

static void ask_for(const void *address)
{
#if defined(__GNUC__)
    __builtin_prefetch(address);
#else
    (void)address;
#endif
}

static tm_status find_forms(struct tm__counter *c, struct batch *b)
{
    for (size_t i = 0; i < b->size; i++) {
        struct word *w = &b->word[i];

        w->id = tm__strings_glance(&c->lexicon.forms, &w->key, w->size);
        if (w->id == UINT32_MAX) {
            const tm_status status =
                tm__lexicon_form_key(&c->lexicon, &w->id, &w->key, w->data, w->size);

            if (status != TM_OK)
                return status;
        }
        ask_for(&c->lexicon.term_of[w->id]);
    }
    return make_places(c) ? TM_OK : TM_ENOMEM;
}

static void find_terms(struct tm__counter *c, struct batch *b)
{
    for (size_t i = 0; i < b->size; i++) {
        struct word *w = &b->word[i];

        w->id = c->lexicon.term_of[w->id];
        if (w->id != TM__NO_TERM)
            ask_for(&c->place[w->id]);
    }
}

static tm_status count_terms(struct tm__counter *c, struct tm__counted *out, const struct batch *b)
{
    if (!tm__grow(&out->term, &out->term_capacity, out->size + BATCH, sizeof *out->term) ||
        !tm__grow(&out->tf, &out->tf_capacity, out->size + BATCH, sizeof *out->tf))
        return TM_ENOMEM;
    for (size_t i = 0; i < b->size; i++) {
        const struct word *w = &b->word[i];
        const uint64_t row = c->rows + w->document + 1;
        struct tm__place *place;

        if (w->id == TM__NO_TERM)
            continue;
        place = &c->place[w->id];
        if (place->row == row) {
            out->tf[place->at]++;
            continue;
        }
        place->row = row;
        place->at = out->size;
        out->term[out->size] = w->id;
        out->tf[out->size++] = 1;
        out->length[w->document]++;
    }
    return TM_OK;
}

static tm_status flush(struct tm__counter *c, struct tm__counted *out, struct batch *b)
{
    tm_status status = find_forms(c, b);

    if (status == TM_OK) {
        find_terms(c, b);
        status = count_terms(c, out, b);
    }
    b->size = 0;
    return status;
}

static tm_status cut(struct tm__counter *c, struct tm__counted *out, struct batch *b, tm_text text,
                     size_t document, tm_word_rules rules)
{
    struct tm__words words;
    tm_span span;

    tm__words_start(&words, text.data, text.size, rules);
    while (tm__words_next(&words, &span)) {
        struct word *w = &b->word[b->size++];

        w->data = text.data + span.start;
        w->size = span.end - span.start;
        w->document = document;
        w->key = tm__string_key(w->data, w->size);
        tm__strings_prefetch(&c->lexicon.forms, &w->key);
        if (b->size == BATCH) {
            const tm_status status = flush(c, out, b);
            if (status != TM_OK)
                return status;
        }
    }
    return TM_OK;
}

tm_status tm__count_block(struct tm__counter *counter, struct tm__counted *out,
                          const tm_text *documents, size_t count, tm_word_rules rules)
{
    struct batch batch;
    tm_status status = TM_OK;

    batch.size = 0;
    out->length = tm__calloc(count, sizeof *out->length);
    if (!out->length)
        return TM_ENOMEM;
    for (size_t d = 0; d < count && status == TM_OK; d++)
        status = cut(counter, out, &batch, documents[d], d, rules);
    if (status == TM_OK)
        status = flush(counter, out, &batch);
    counter->rows += count;
    return status;
}
