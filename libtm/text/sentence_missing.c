#include "text/sentence_missing.h"

#include "text/sentence_word.h"

#include <string.h>

/*
 * The word at `at` in lower case, if it looks like the first of a sentence: a capital and small
 * letters, and behind it a small letter, so that it is not part of a name or a title ("El Salvador",
 * "The Script"). Where nouns are capitals, any letter will do.
 */
static size_t read_first(char word[TM__SENTENCE_WORD], const char *text, size_t size, size_t at,
                         bool nouns)
{
    size_t end, second;
    int32_t c;

    second = at + tm__read(&c, text + at, size - at);
    if (!tm__is_upper(c))
        return 0;
    if (second < size) {
        tm__read(&c, text + second, size - second);
        if (tm__is_letter(c) && !tm__is_lower(c))
            return 0;
    }
    end = tm__sentence_word_end(text, size, at);
    if (end + 1 >= size || text[end] != ' ')
        return 0;
    tm__read(&c, text + end + 1, size - end - 1);
    return (nouns ? tm__is_letter(c) : tm__is_lower(c))
               ? tm__sentence_lower(word, text + at, end - at)
               : 0;
}

/*
 * The word that ends at `end`, in lower case, and whether it is a name: two letters or more, or digits; of "Baden-Baden" the
 * second half. 0 if there is something else.
 */
static size_t read_last(char word[TM__SENTENCE_WORD], bool *name, const char *text, size_t sentence,
                        size_t end)
{
    size_t at = end, letters = 0, digits = 0;
    int32_t c = 0;

    *name = false;
    while (at > sentence && end - at < TM__SENTENCE_WORD) {
        size_t start;

        c = tm__read_before(text, at, &start);
        if (tm__is_letter(c)) {
            letters++;
            *name = tm__is_upper(c); /* in the end of the first letter */
        } else if (tm__is_digit(c))
            digits++;
        else if (c != '\'' && c != 0x2019)
            break;
        at = start;
    }
    if (at > sentence && c != ' ' && c != '-' && !tm__is_bracket(c))
        return 0;
    if (letters > 0 ? letters < 2 || digits > 0 : digits == 0)
        return 0;
    return tm__sentence_lower(word, text + at, end - at);
}

static bool is_collocation(const char *last, size_t last_size, const char *first, size_t first_size,
                           const struct tm__sentence_language *l)
{
    char pair[2 * TM__SENTENCE_WORD];

    memcpy(pair, last, last_size);
    pair[last_size] = ' ';
    memcpy(pair + last_size + 1, first, first_size);
    return tm__sentence_words_find(l->words, pair, last_size + 1 + first_size) & TM__COLLOCATION;
}

bool tm__end_is_missing(const char *text, size_t size, size_t sentence, size_t at,
                        const struct tm__sentence_language *l)
{
    char first[TM__SENTENCE_WORD], last[TM__SENTENCE_WORD];
    size_t end = at - 1, start, first_size, last_size;
    unsigned kind;
    bool name;
    int32_t c;

    if (at <= sentence + 1 || text[end] != ' ')
        return false;
    first_size = read_first(first, text, size, at, l->words->nouns);
    kind = first_size ? tm__sentence_words_find(l->words, first, first_size) : 0;
    if (!(kind & TM__STARTER))
        return false;
    for (;;) {
        c = tm__read_before(text, end, &start);
        if (!tm__is_closer(c) || start <= sentence)
            break;
        end = start;
    }
    if (c == ';')
        return true;
    last_size = read_last(last, &name, text, sentence, end);
    if (!last_size || tm__sentence_words_find(l->words, last, last_size) & TM__STOPWORD)
        return false;
    if (name && !(kind & TM__SURE_STARTER && kind & TM__STOPWORD))
        return false; /* "the University Library of", "We Will Rock You is" */
    return !is_collocation(last, last_size, first, first_size, l);
}
