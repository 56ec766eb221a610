#include "text/word_batch.h"

#include "text/token_mask.h"

#include <string.h>

/*
 * A word that is a run with nothing at its ends that could join it to more is seen in the masks of
 * its block alone, and so are all its neighbours up to the first byte that needs a closer look. No
 * branch depends on how long a word is. What needs a closer look is left to tm__words_next().
 */

/* Bytes at which a word does not simply end. */
static uint64_t hard_places(const struct tm__token_mask *m)
{
    const uint64_t more = m->run | m->middle | m->other;
    const uint64_t before_more = more >> 1 | (uint64_t)1 << (TM__MASK_BYTES - 1);

    return m->other | (m->middle & m->run << 1 & before_more);
}

/* Words whose ends are in `ends`; their starts go from *starts, which go in step. */
static size_t write_words(tm_span *word, size_t base, uint64_t *starts, uint64_t ends)
{
    uint64_t start = *starts;
    size_t n = 0;

    for (; ends; n++) {
        word[n].start = base + tm__lowest_bit(start);
        word[n].end = base + tm__lowest_bit(ends);
        start &= start - 1;
        ends &= ends - 1;
    }
    *starts = start;
    return n;
}

static void mask_block(struct tm__token_mask *mask, const struct tm__words *w,
                       tm__token_mask_fn *fn)
{
    char tail[TM__MASK_BYTES];
    const char *const text = (const char *)w->text + w->at;

    if (w->size - w->at >= TM__MASK_BYTES) {
        fn(mask, text);
        return;
    }
    memset(tail, 0, sizeof tail);
    memcpy(tail, text, w->size - w->at);
    fn(mask, tail);
}

/* The words from w->at to the end of its block, at most one for each of its bytes. */
static size_t block_words(struct tm__words *w, tm_span *word, tm__token_mask_fn *fn)
{
    const size_t base = w->at;
    struct tm__token_mask mask;
    uint64_t hard, left = ~(uint64_t)0;
    size_t n = 0;

    mask_block(&mask, w, fn);
    hard = hard_places(&mask);
    w->block = base;
    w->mask = (struct tm__word_mask){mask.run, mask.run | mask.other};
    do {
        const uint64_t run = mask.run & left;
        const uint64_t open = (hard | (mask.under & ~(run << 1))) & left;  /* or starts with _ */
        const uint64_t ends = ~run & run << 1 & ((open & (0 - open)) - 1); /* below the first */
        uint64_t starts = run & ~(run << 1);

        n += write_words(word + n, base, &starts, ends);
        if (!open && !(starts & 1)) { /* a word that the block's end cuts is looked at again */
            w->at = base + (starts ? tm__lowest_bit(starts) : TM__MASK_BYTES);
            return n;
        }
        w->at = base + tm__lowest_bit(starts | open);
        if (!tm__words_next(w, word + n))
            return n;
        n++;
        left = w->at - base < TM__MASK_BYTES ? ~(uint64_t)0 << (w->at - base) : 0;
    } while (left);
    return n;
}

size_t tm__words_batch(struct tm__words *w, tm_span *word, size_t capacity)
{
    tm__token_mask_fn *const fn = tm__token_mask_best();
    size_t n = 0;

    if (w->rules != TM_WORDS_NEWS) {
        while (n < capacity && tm__words_next(w, word + n))
            n++;
        return n;
    }
    while (w->at < w->size && n + TM__MASK_BYTES <= capacity)
        n += block_words(w, word + n, fn);
    if (w->at > w->size)
        w->at = w->size;
    return n;
}
