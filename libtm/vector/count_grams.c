#include "vector/count_grams.h"

#include "base/prefetch.h"
#include "vector/choose_terms.h"

#include <string.h>

/* before[i]: the run that ends before term i, one word shorter than what is looked for. */
struct step {
    uint32_t before[TM__BATCH], found[TM__BATCH];
    uint64_t key[TM__BATCH];
};

/* The runs that `last` and found[] end, seen from the next term of the document. */
static void move_on(struct step *s, const struct tm__term_run *run, const uint32_t *ending,
                    uint32_t last)
{
    s->before[0] = last;
    memcpy(s->before + 1, ending, (run->size - 1) * sizeof *ending);
}

/* And for its neighbour: it is the next to be looked at, and every fourth slot is on two lines. */
static void ask_for_slot(const struct tm__gram_slot *slot)
{
    TM__PREFETCH(slot);
    TM__PREFETCH((const void *)((uintptr_t)slot + 2 * sizeof *slot - 1));
}

static void ask_for_slots(struct step *s, const struct tm__grams *grams,
                          const struct tm__term_run *run)
{
    for (size_t i = 0; i < run->size; i++) {
        s->key[i] = (uint64_t)s->before[i] << 32 | run->term[i];
        ask_for_slot(&grams->slot[tm__gram_home(grams, s->key[i])]);
    }
}

static void count_one(struct tm__gram_slot *slot, struct tm__tally *out, uint32_t row,
                      uint32_t document)
{
    if (slot->row == row) {
        out->entry[slot->at].tf++;
        return;
    }
    slot->row = row;
    slot->at = (uint32_t)out->size;
    slot->df++;
    out->entry[out->size++] = (struct tm__entry){slot->id | TM__GRAM, 1};
    out->length[document]++;
}

static void find_and_count(struct step *s, struct tm__grams *grams, struct tm__tally *out,
                           const struct tm__term_run *run, bool counted)
{
    for (size_t i = 0; i < run->size; i++) {
        struct tm__gram_slot *slot;

        s->found[i] = TM__NO_TERM;
        if (s->before[i] == TM__NO_TERM)
            continue;
        slot = tm__grams_find(grams, s->key[i]);
        s->found[i] = slot->id | TM__GRAM;
        if (counted)
            count_one(slot, out, run->row, run->document);
    }
}

tm_status tm__count_grams(struct tm__grams *grams, struct tm__chain *chain, struct tm__tally *out,
                          const struct tm__term_run *run, unsigned shortest, unsigned longest)
{
    struct step s;
    struct tm__chain next;
    const uint32_t *ending = run->term;

    if (run->size == 0)
        return TM_OK;
    next.row = run->row;
    next.id[1] = run->term[run->size - 1];
    for (unsigned words = 2; words <= longest; words++) {
        const tm_status status = tm__tally_room(out);

        if (status != TM_OK)
            return status;
        if (!tm__grams_reserve(grams, run->size))
            return TM_ENOMEM;
        move_on(&s, run, ending, chain->row == run->row ? chain->id[words - 1] : TM__NO_TERM);
        ask_for_slots(&s, grams, run);
        find_and_count(&s, grams, out, run, words >= shortest);
        ending = s.found;
        next.id[words] = s.found[run->size - 1];
    }
    *chain = next;
    return TM_OK;
}
