#include "vector/count_block.h"

#include "base/memory.h"
#include "text/word_batch.h"

#include <string.h>

/*
 * Words are handled in batches of four steps: cut them; make their keys and ask for their slots;
 * find their terms and ask for the terms' places; count. Each memory access is asked for a whole
 * batch ahead of its use, so the processor waits for none of them, and no step branches on what a
 * word is. Batches run on over documents, because a headline has few words.
 */
enum { BATCH = 192, SPANS = BATCH };

struct word {
    struct tm__form_key key;
    const char *data;
    uint32_t size;
    uint32_t document; /* within the block */
};

struct batch {
    struct word word[BATCH];
    uint32_t term[BATCH], document[BATCH]; /* of the words that are terms */
    tm_span span[SPANS];
    size_t words, terms;
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
    tm__free(counted->entry);
    memset(counted, 0, sizeof *counted);
}

/* Places for all terms there are. */
static bool make_places(struct tm__counter *c)
{
    const size_t terms = tm__lexicon_terms(&c->lexicon);

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

/* Words that are no terms, such as stop words, are left out. */
static tm_status find_terms(struct tm__counter *c, struct batch *b)
{
    b->terms = 0;
    for (size_t i = 0; i < b->words; i++) {
        const struct word *w = &b->word[i];
        const struct tm__form_slot *slot = tm__forms_home(&c->lexicon.forms, &w->key);
        uint32_t term = slot->term;

        if (!tm__form_is(slot, &w->key, w->size)) {
            const tm_status status =
                tm__lexicon_term_key(&c->lexicon, &term, &w->key, w->data, w->size);

            if (status != TM_OK)
                return status;
        }
        b->term[b->terms] = term;
        b->document[b->terms] = w->document;
        b->terms += term != TM__NO_TERM;
    }
    if (!make_places(c))
        return TM_ENOMEM;
    for (size_t i = 0; i < b->terms; i++)
        ask_for(&c->place[b->term[i]]);
    return TM_OK;
}

static tm_status count_terms(struct tm__counter *c, struct tm__counted *out, const struct batch *b)
{
    uint32_t size = (uint32_t)out->size;

    if (out->size > UINT32_MAX - BATCH)
        return TM_EOVERFLOW;
    if (!tm__grow(&out->entry, &out->capacity, out->size + BATCH, sizeof *out->entry))
        return TM_ENOMEM;
    for (size_t i = 0; i < b->terms; i++) {
        const uint32_t term = b->term[i], document = b->document[i], row = c->rows + document + 1;
        struct tm__place *place = &c->place[term];
        const uint32_t fresh = place->row != row, at = fresh ? size : place->at;

        out->entry[size].term = term; /* of the next one if this one is there */
        out->entry[size].tf = 0;
        out->entry[at].tf++;
        place->row = row;
        place->at = at;
        place->df += fresh;
        size += fresh;
        out->length[document] += fresh;
    }
    out->size = size;
    return TM_OK;
}

static tm_status flush(struct tm__counter *c, struct tm__counted *out, struct batch *b)
{
    tm_status status = find_terms(c, b);

    if (status == TM_OK)
        status = count_terms(c, out, b);
    b->words = 0;
    return status;
}

static void make_keys(const struct tm__forms *forms, struct batch *b, tm_text text, size_t document,
                      size_t spans)
{
    for (size_t i = 0; i < spans; i++) {
        const size_t start = b->span[i].start, size = b->span[i].end - start;
        struct word *w = &b->word[b->words++];

        w->data = text.data + start;
        w->size = size < UINT32_MAX ? (uint32_t)size : UINT32_MAX;
        w->document = (uint32_t)document;
        tm__form_key(&w->key, w->data, w->size, text.size - start);
        ask_for(tm__forms_home(forms, &w->key));
    }
}

static tm_status cut(struct tm__counter *c, struct tm__counted *out, struct batch *b, tm_text text,
                     size_t document, tm_word_rules rules)
{
    struct tm__words words;

    tm__words_start(&words, text.data, text.size, rules);
    for (;;) {
        const size_t spans = tm__words_batch(&words, b->span, BATCH - b->words);

        if (spans == 0)
            return TM_OK;
        make_keys(&c->lexicon.forms, b, text, document, spans);
        if (b->words > BATCH - TM__MASK_BYTES) {
            const tm_status status = flush(c, out, b);

            if (status != TM_OK)
                return status;
        }
    }
}

/* News has a new term in 15 bytes; memory that is not needed is given back. */
static bool reserve(struct tm__counted *out, const tm_text *documents, size_t count)
{
    size_t bytes = 0;

    for (size_t d = 0; d < count; d++)
        bytes += documents[d].size;
    return tm__grow(&out->entry, &out->capacity, bytes / 12 + BATCH, sizeof *out->entry);
}

static void shrink(struct tm__counted *out)
{
    struct tm__entry *const entry = tm__realloc(out->entry, out->size * sizeof *entry);

    if (entry) {
        out->entry = entry;
        out->capacity = out->size;
    }
}

tm_status tm__count_block(struct tm__counter *counter, struct tm__counted *out,
                          const tm_text *documents, size_t count, tm_word_rules rules)
{
    struct batch batch;
    tm_status status = TM_OK;

    batch.words = 0;
    out->length = tm__calloc(count, sizeof *out->length);
    if (!out->length || !reserve(out, documents, count))
        return TM_ENOMEM;
    for (size_t d = 0; d < count && status == TM_OK; d++)
        status = cut(counter, out, &batch, documents[d], d, rules);
    if (status == TM_OK)
        status = flush(counter, out, &batch);
    counter->rows += (uint32_t)count;
    if (status == TM_OK)
        shrink(out);
    return status;
}
