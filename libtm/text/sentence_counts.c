#include "text/sentence_counts.h"

#include "base/memory.h"
#include "text/sentence_char.h"
#include "text/sentence_model.h"
#include "text/sentence_word.h"

#include <string.h>

/* What stands before a word. */
enum before { START, LAST, OTHER };

struct reader {
    const char *text;
    size_t size, at;
    const struct tm__word_list *stopwords;
    enum before before; /* LAST: a small word and a space, with which a sentence may end */
    char last[TM__SENTENCE_WORD], word[TM__SENTENCE_WORD];
    size_t last_size, word_size;
    bool capital; /* a first letter that is one, and no more of them */
    bool small;   /* a first letter that is small */
    bool stopped; /* a full stop and white space, or the end, follow */
};

bool tm__sentence_counts_init(struct tm__sentence_counts *counts)
{
    memset(counts, 0, sizeof *counts);
    return tm__strings_init(&counts->word) && tm__strings_init(&counts->pair);
}

void tm__sentence_counts_release(struct tm__sentence_counts *counts)
{
    tm__strings_release(&counts->word);
    tm__strings_release(&counts->pair);
    tm__free(counts->count);
    tm__free(counts->pair_count);
}

static void read_letters(struct reader *r, size_t end)
{
    size_t letters = 0;
    int32_t c = 0;

    r->capital = r->small = false;
    for (size_t i = r->at; i < end; letters++) {
        i += tm__read(&c, r->text + i, end - i);
        if (letters == 0) {
            r->capital = tm__is_upper(c);
            r->small = tm__is_lower(c);
        } else if (letters == 1 && tm__is_letter(c) && !tm__is_lower(c)) {
            r->capital = false;
        }
    }
    r->word_size = tm__sentence_lower(r->word, r->text + r->at, end - r->at);
    r->stopped = end < r->size && r->text[end] == '.' &&
                 (end + 1 == r->size || tm__space(r->text, r->size, end + 1));
    r->at = end;
}

/* What the word that was just read is to the next one. */
static void move_on(struct reader *r)
{
    size_t letters = 0;

    for (size_t i = 0; i < r->word_size; i++)
        letters += ((unsigned char)r->word[i] & 0xC0) != 0x80;
    if (r->stopped) {
        r->before = r->small && letters > 2 ? START : OTHER; /* short ones may be abbreviations */
        r->at++;
    } else if (r->small && letters >= 2 && r->at + 1 < r->size && r->text[r->at] == ' ' &&
               !tm__word_list_find(r->stopwords, r->word, r->word_size)) {
        r->before = LAST;
        memcpy(r->last, r->word, r->word_size + 1);
        r->last_size = r->word_size;
        r->at++;
    } else {
        r->before = OTHER;
    }
}

/* The next word; false at the end. `before` says what came before it. */
static bool next_word(struct reader *r)
{
    while (r->at < r->size) {
        int32_t c;
        const size_t n = tm__read(&c, r->text + r->at, r->size - r->at);

        if (tm__is_letter(c)) {
            read_letters(r, tm__sentence_word_end(r->text, r->size, r->at));
            return true;
        }
        if (tm__end_mark(c) != TM__END_NONE)
            r->before = tm__end_mark(c) == TM__END_STRONG ? START : OTHER;
        else if (!tm__space(r->text, r->size, r->at))
            r->before = OTHER;
        r->at += n;
    }
    return false;
}

static struct reader start(const char *text, size_t size, const struct tm__word_list *stopwords)
{
    return (struct reader){.text = text, .size = size, .stopwords = stopwords, .before = START};
}

static bool count_word(struct tm__sentence_counts *counts, const struct reader *r)
{
    const uint32_t id = tm__strings_add(&counts->word, r->word, r->word_size);
    struct tm__sentence_count *count;
    const size_t known = counts->capacity;

    if (id == UINT32_MAX ||
        !tm__grow(&counts->count, &counts->capacity, counts->word.count, sizeof *counts->count))
        return false;
    if (counts->capacity > known)
        memset(counts->count + known, 0, (counts->capacity - known) * sizeof *counts->count);
    count = &counts->count[id];
    counts->words++;
    counts->stops += r->stopped;
    count->stopped += r->stopped;
    count->plain += !r->stopped;
    counts->starts += r->before == START && r->capital;
    count->starting += r->before == START && r->capital;
    counts->insides += r->before == LAST;
    count->inside += r->before == LAST && r->capital;
    return true;
}

bool tm__sentence_count_words(struct tm__sentence_counts *counts, const char *text, size_t size,
                              const struct tm__word_list *stopwords)
{
    struct reader r = start(text, size, stopwords);

    while (next_word(&r)) {
        if (r.word_size > 0 && !count_word(counts, &r))
            return false;
        move_on(&r);
    }
    return true;
}

static bool count_pair(struct tm__sentence_counts *counts, const struct reader *r)
{
    char pair[2 * TM__SENTENCE_WORD];
    const size_t size = r->last_size + 1 + r->word_size, known = counts->pair_capacity;
    uint32_t id;

    memcpy(pair, r->last, r->last_size);
    pair[r->last_size] = ' ';
    memcpy(pair + r->last_size + 1, r->word, r->word_size);
    id = tm__strings_add(&counts->pair, pair, size);
    if (id == UINT32_MAX || !tm__grow(&counts->pair_count, &counts->pair_capacity,
                                      counts->pair.count, sizeof *counts->pair_count))
        return false;
    if (counts->pair_capacity > known)
        memset(counts->pair_count + known, 0,
               (counts->pair_capacity - known) * sizeof *counts->pair_count);
    counts->pair_count[id]++;
    return true;
}

bool tm__sentence_count_pairs(struct tm__sentence_counts *counts, const char *text, size_t size,
                              const struct tm__word_list *stopwords, const uint8_t *kind)
{
    struct reader r = start(text, size, stopwords);

    while (next_word(&r)) {
        if (r.word_size > 0 && r.before == LAST && r.capital) {
            const uint32_t id = tm__strings_find(&counts->word, r.word, r.word_size);

            if (id != UINT32_MAX && kind[id] & TM__STARTER && !count_pair(counts, &r))
                return false;
        }
        move_on(&r);
    }
    return true;
}
