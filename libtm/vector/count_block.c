#include "vector/count_block.h"

#include "base/memory.h"
#include "text/analyzer.h"
#include "text/word_batch.h"

#include <string.h>

enum { BATCH = TM__BATCH, MOST_EXPECTED = 650000 };
/* What is counted of as much news as brings one more string takes so many bytes. */
enum { COUNTED_A_STRING = 50 };

struct batch {
    struct tm__term_batch words;
    struct tm__chain chain; /* of runs of words, from batch to batch */
    tm_span span[BATCH];    /* words as they are cut */
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
    tm__tally_release(&counter->tally);
    tm__free(counter->place_block);
    memset(counter, 0, sizeof *counter);
}

/* Places for all terms there are. */
static bool make_places(struct tm__counter *c)
{
    enum { MORE = 4096 }; /* cleared at a time */
    const size_t terms = tm__lexicon_terms(&c->lexicon);
    size_t places;

    if (terms <= c->places)
        return true;
    if (!tm__grow_pages(&c->place, &c->place_block, &c->place_capacity, c->places, terms,
                        sizeof *c->place))
        return false;
    places = c->place_capacity < terms + MORE ? c->place_capacity : terms + MORE;
    memset(c->place + c->places, 0, (places - c->places) * sizeof *c->place);
    c->places = places;
    return true;
}

bool tm__counter_expect(struct tm__counter *counter, size_t strings)
{
    struct tm__lexicon *const lexicon = &counter->lexicon;
    const size_t terms = strings < MOST_EXPECTED ? strings : MOST_EXPECTED;

    tm__chunks_expect(&counter->tally.rest, strings * COUNTED_A_STRING);
    return tm__forms_expect(&lexicon->forms, strings) &&
           (lexicon->vocabulary || tm__term_list_expect(&lexicon->terms, terms)) &&
           tm__grow_pages(&counter->place, &counter->place_block, &counter->place_capacity,
                          counter->places, terms, sizeof *counter->place);
}

/*
 * Count terms of one row. No branch: a term that is there is counted where it is, a new one behind
 * the last. Whether a term is new cannot be predicted, so the choice is written as arithmetic,
 * which no compiler turns into a jump.
 */
static uint32_t count_terms(struct tm__place *places, struct tm__entry *entry, uint32_t size,
                            const uint32_t *term, size_t terms, uint32_t row)
{
    for (size_t i = 0; i < terms; i++) {
        struct tm__place *const place = &places[term[i]];
        const uint32_t fresh = place->row != row, choice = 0 - fresh;
        const uint32_t at = (size & choice) | (place->at & ~choice);

        entry[size] = (struct tm__entry){term[i], 0}; /* overwritten by the next if it is not new */
        entry[at].tf++;
        place->row = row;
        place->at = at;
        place->df += fresh;
        size += fresh;
    }
    return size;
}

static tm_status count_words(struct tm__counter *c, struct tm__tally *out,
                             const struct tm__term_batch *b)
{
    const tm_status status = tm__tally_room(out);
    const uint32_t *term = b->term;

    for (size_t i = 0; status == TM_OK && i < b->stretches; i++) {
        const struct tm__stretch *const s = &b->stretch[i];
        const uint32_t before = (uint32_t)out->size;
        const uint32_t size =
            count_terms(c->place, out->entry, before, term, s->terms, c->rows + 1 + s->document);

        out->length[s->document] += size - before;
        out->size = size;
        term += s->terms;
    }
    return status;
}

/* The batch is of one document then. */
static tm_status count_runs(struct tm__counter *c, struct tm__tally *out, struct batch *b)
{
    const struct tm__stretch *const s = b->words.stretch;
    const struct tm__term_run run = {b->words.term, s->terms, s->document,
                                     c->rows + 1 + s->document};

    if (tm__lexicon_terms(&c->lexicon) >= TM__GRAM)
        return TM_EOVERFLOW;
    return tm__count_grams(&c->grams, &b->chain, out, &run, tm__shortest(&c->options),
                           tm__longest(&c->options));
}

static tm_status flush(struct tm__counter *c, struct tm__tally *out, struct batch *b)
{
    const bool words = c->options.unit == TM_UNIT_WORDS;
    tm_status status = tm__batch_find(&b->words, &c->lexicon, c->place);

    if (status == TM_OK && !make_places(c))
        status = TM_ENOMEM;
    if (status == TM_OK && (!words || tm__shortest(&c->options) == 1))
        status = count_words(c, out, &b->words);
    if (status == TM_OK && words && tm__longest(&c->options) > 1 && b->words.words)
        status = count_runs(c, out, b);
    b->words.words = b->words.stretches = 0;
    return status;
}

static tm_status cut_words(struct tm__counter *c, struct tm__tally *out, struct batch *b,
                           tm_text text, size_t document)
{
    struct tm__words words;

    tm__words_start(&words, text.data, text.size, c->options.analyzer.rules);
    for (;;) {
        const size_t spans = tm__words_batch(&words, b->span, BATCH - b->words.words);

        if (spans == 0)
            break;
        tm__batch_add(&b->words, &c->lexicon.forms, text, document, b->span, spans);
        if (b->words.words > BATCH - TM__MASK_BYTES) {
            const tm_status status = flush(c, out, b);

            if (status != TM_OK)
                return status;
        }
    }
    /* Words and runs go into a row one after the other, so that a batch is of one row. */
    return tm__longest(&c->options) > 1 ? flush(c, out, b) : TM_OK;
}

/* The batch does not outlive the document, whose characters it points to. */
static tm_status cut_characters(struct tm__counter *c, struct tm__tally *out, struct batch *b,
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
        tm__batch_add(&b->words, &c->lexicon.forms, cut, document, b->span, spans);
        status = flush(c, out, b);
        if (status != TM_OK)
            return status;
    }
}

static tm_status count_documents(struct tm__counter *c, const tm_text *documents, size_t count)
{
    const bool words = c->options.unit == TM_UNIT_WORDS;
    struct batch batch;
    tm_status status = TM_OK;

    batch.words.words = batch.words.stretches = 0;
    memset(&batch.chain, 0, sizeof batch.chain);
    for (size_t d = 0; d < count && status == TM_OK; d++)
        status = words ? cut_words(c, &c->tally, &batch, documents[d], d)
                       : cut_characters(c, &c->tally, &batch, documents[d], d);
    return status == TM_OK ? flush(c, &c->tally, &batch) : status;
}

tm_status tm__count_block(struct tm__counter *counter, struct tm__counted *out,
                          const tm_text *documents, size_t count)
{
    struct tm__tally *const tally = &counter->tally;
    tm_status status;

    tally->size = 0;
    tally->length = tm__calloc(count, sizeof *tally->length);
    status = tally->length ? count_documents(counter, documents, count) : TM_ENOMEM;
    counter->rows += (uint32_t)count;
    if (status == TM_OK)
        status = tm__counted_store(out, tally);
    tm__free(tally->length);
    tally->length = NULL;
    return status;
}
