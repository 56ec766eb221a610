#include "vector/count_block.h"

#include "base/memory.h"
#include "text/analyzer.h"
#include "text/word_batch.h"

#include <string.h>

/*
 * Words are handled in batches of four steps: cut them; make their keys and ask for their slots;
 * find their terms and ask for the terms' places; count. Each memory access is asked for a whole
 * batch ahead of its use, so the processor waits for none of them, and no step branches on what a
 * word is. Batches run on over documents, because a headline has few words.
 */
enum { BATCH = TM__BATCH };

struct word {
    struct tm__form_key key;
    const char *data;
    uint32_t size;
    uint32_t document; /* within the block */
};

struct batch {
    struct word word[BATCH];
    uint32_t term[BATCH], document[BATCH]; /* of the words that are terms */
    tm_span span[BATCH];
    size_t words, terms;
    struct tm__chain chain;
};

tm_status tm__counter_init(struct tm__counter *counter, const tm_tfidf_options *options,
                           const struct tm__vocabulary *vocabulary, tm_error *err)
{
    const bool characters = options->unit != TM_UNIT_WORDS;

    memset(counter, 0, sizeof *counter);
    counter->options = *options;
    return tm__lexicon_init(&counter->lexicon, &options->analyzer, vocabulary, characters, err);
}

void tm__counter_release(struct tm__counter *counter)
{
    tm__lexicon_release(&counter->lexicon);
    tm__grams_release(&counter->grams);
    tm__char_grams_release(&counter->characters);
    tm__buffer_release(&counter->text);
    tm__free(counter->place);
    memset(counter, 0, sizeof *counter);
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
    const struct word *const end = b->word + b->words;
    size_t terms = 0;

    for (const struct word *w = b->word; w < end; w++) {
        const struct tm__form_slot *slot = tm__forms_home(&c->lexicon.forms, &w->key);
        uint32_t term = slot->term;

        if (!tm__form_is(slot, &w->key, w->size)) {
            const tm_status status =
                tm__lexicon_term_key(&c->lexicon, &term, &w->key, w->data, w->size);

            if (status != TM_OK)
                return status;
        }
        b->term[terms] = term;
        b->document[terms] = w->document;
        terms += term != TM__NO_TERM;
    }
    b->terms = terms;
    return make_places(c) ? TM_OK : TM_ENOMEM;
}

static void ask_for_places(const struct tm__counter *c, const struct batch *b)
{
    const struct tm__place *const place = c->place;

    for (size_t i = 0; i < b->terms; i++)
        ask_for(&place[b->term[i]]);
}

/* No branch: a term that is there is counted where it is, a new one behind the last. */
static void count_terms(struct tm__counter *c, struct tm__counted *out, const struct batch *b)
{
    struct tm__entry *const entry = out->entry;
    struct tm__place *const places = c->place;
    uint32_t *const length = out->length;
    const uint32_t first_row = c->rows + 1;
    uint32_t size = (uint32_t)out->size;

    for (size_t i = 0; i < b->terms; i++) {
        const uint32_t term = b->term[i], document = b->document[i], row = first_row + document;
        struct tm__place *const place = &places[term];
        const uint32_t fresh = place->row != row, at = fresh ? size : place->at;

        entry[size] = (struct tm__entry){term, 0}; /* overwritten by the next if this is not new */
        entry[at].tf++;
        place->row = row;
        place->at = at;
        place->df += fresh;
        size += fresh;
        length[document] += fresh;
    }
    out->size = size;
}

static tm_status count_words(struct tm__counter *c, struct tm__counted *out, struct batch *b)
{
    const tm_status status = tm__counted_room(out);

    if (status == TM_OK) {
        ask_for_places(c, b);
        count_terms(c, out, b);
    }
    return status;
}

static tm_status count_runs(struct tm__counter *c, struct tm__counted *out, struct batch *b)
{
    const struct tm__term_run run = {b->term, b->document, b->terms, c->rows + 1};

    if (tm__lexicon_terms(&c->lexicon) >= TM__GRAM)
        return TM_EOVERFLOW;
    return tm__count_grams(&c->grams, &b->chain, out, &run, tm__shortest(&c->options),
                           tm__longest(&c->options));
}

static tm_status flush(struct tm__counter *c, struct tm__counted *out, struct batch *b)
{
    const bool words = c->options.unit == TM_UNIT_WORDS;
    tm_status status = find_terms(c, b);

    if (status == TM_OK && (!words || tm__shortest(&c->options) == 1))
        status = count_words(c, out, b);
    if (status == TM_OK && words && tm__longest(&c->options) > 1)
        status = count_runs(c, out, b);
    b->words = 0;
    return status;
}

static void make_keys(const struct tm__forms *forms, struct batch *b, tm_text text, size_t document,
                      size_t spans)
{
    struct word *const word = b->word + b->words;
    const tm_span *const span = b->span;
    const struct tm__form_slot *const slot = forms->slot;
    const unsigned shift = forms->shift;

    for (size_t i = 0; i < spans; i++) {
        const size_t start = span[i].start, size = span[i].end - start;
        const char *const data = text.data + start;

        tm__form_key(&word[i].key, data, size, text.size - start);
        ask_for(&slot[word[i].key.hash >> shift]);
        word[i].data = data;
        word[i].size = size < UINT32_MAX ? (uint32_t)size : UINT32_MAX;
        word[i].document = (uint32_t)document;
    }
    b->words += spans;
}

static tm_status cut_words(struct tm__counter *c, struct tm__counted *out, struct batch *b,
                           tm_text text, size_t document)
{
    struct tm__words words;

    tm__words_start(&words, text.data, text.size, c->options.analyzer.rules);
    for (;;) {
        const size_t spans = tm__words_batch(&words, b->span, BATCH - b->words);

        if (spans == 0)
            break;
        make_keys(&c->lexicon.forms, b, text, document, spans);
        if (b->words > BATCH - TM__MASK_BYTES) {
            const tm_status status = flush(c, out, b);

            if (status != TM_OK)
                return status;
        }
    }
    /* Words and runs go into a row one after the other, so that a batch is of one row. */
    return tm__longest(&c->options) > 1 ? flush(c, out, b) : TM_OK;
}

/* The batch does not outlive the document, whose characters it points to. */
static tm_status cut_characters(struct tm__counter *c, struct tm__counted *out, struct batch *b,
                                tm_text text, size_t document)
{
    struct tm__char_grams *const runs = &c->characters;
    const bool in_words = c->options.unit == TM_UNIT_CHARACTERS_IN_WORDS;

    tm__buffer_clear(&c->text);
    if (!tm__analyzer_normalize(c->lexicon.analyzer, &c->text, text.data, text.size) ||
        !tm__char_grams_start(runs, c->text.data, c->text.size, in_words, tm__shortest(&c->options),
                              tm__longest(&c->options)))
        return TM_ENOMEM;
    for (;;) {
        const size_t spans = tm__char_grams_next(runs, b->span, BATCH);
        const tm_text cut = {runs->text.data, runs->text.size};
        tm_status status;

        if (spans == 0)
            return TM_OK;
        make_keys(&c->lexicon.forms, b, cut, document, spans);
        status = flush(c, out, b);
        if (status != TM_OK)
            return status;
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
                          const tm_text *documents, size_t count)
{
    const bool words = counter->options.unit == TM_UNIT_WORDS;
    struct batch batch;
    tm_status status = TM_OK;

    batch.words = 0;
    memset(&batch.chain, 0, sizeof batch.chain);
    out->length = tm__calloc(count, sizeof *out->length);
    if (!out->length || !reserve(out, documents, count))
        return TM_ENOMEM;
    for (size_t d = 0; d < count && status == TM_OK; d++)
        status = words ? cut_words(counter, out, &batch, documents[d], d)
                       : cut_characters(counter, out, &batch, documents[d], d);
    if (status == TM_OK)
        status = flush(counter, out, &batch);
    counter->rows += (uint32_t)count;
    if (status == TM_OK)
        shrink(out);
    return status;
}
