#include "text/stop_set.h"

#include "base/string_key.h"

#include <string.h>

/* Most words are no stop words: a glance at a bit spares most of them the search. */
static unsigned filter_bit(tm_text word)
{
    const uint64_t head = tm__load_short(word.data, word.size);

    return (unsigned)((head ^ (uint64_t)word.size << 56) * 0x9fb21c651e98df25u >>
                      (64 - TM__STOP_FILTER_BITS));
}

static void mark(struct tm__stop_set *set, tm_text word)
{
    const unsigned bit = filter_bit(word);

    set->filter[bit / 64] |= (uint64_t)1 << bit % 64;
}

static bool maybe(const struct tm__stop_set *set, tm_text word)
{
    const unsigned bit = filter_bit(word);

    return set->filter[bit / 64] >> bit % 64 & 1;
}

void tm__stop_set_start(struct tm__stop_set *set, const struct tm__word_list *listed)
{
    set->listed = listed;
    for (size_t i = 0; listed && i < listed->count; i++)
        mark(set, (tm_text){listed->word[i], strlen(listed->word[i])});
}

bool tm__stop_set_add(struct tm__stop_set *set, tm_text term)
{
    if (term.size == 0)
        return true;
    if (set->own.slots == 0 && !tm__strings_init(&set->own))
        return false;
    mark(set, term);
    return tm__strings_add(&set->own, term.data, term.size) != UINT32_MAX;
}

void tm__stop_set_release(struct tm__stop_set *set)
{
    if (set->own.slots)
        tm__strings_release(&set->own);
}

static bool listed(const struct tm__stop_set *set, tm_text word)
{
    return tm__word_list_find(set->listed, word.data, word.size) != NULL;
}

bool tm__stop_set_listed(const struct tm__stop_set *set, tm_text word)
{
    return word.size > 0 && maybe(set, word) && listed(set, word);
}

bool tm__stop_set_has(const struct tm__stop_set *set, tm_text word)
{
    if (word.size == 0 || !maybe(set, word))
        return false;
    return (!set->alone && listed(set, word)) ||
           (set->own.slots && tm__strings_find(&set->own, word.data, word.size) != UINT32_MAX);
}
