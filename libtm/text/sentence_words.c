#include "text/sentence_words.h"

#include "base/memory.h"
#include "text/word_list.h"

#include <string.h>

/* Titles that cross languages, and signs for "number". */
static const char *const common[] = {"dr",   "mr", "mrs",     "ms",
                                     "prof", "st", "n\u00B0", "n\u00BA"};
enum { COMMON = sizeof common / sizeof *common };

/* Of an entry of the list of abbreviations, which may end in a tab and a mark. */
static unsigned listed(const char *entry)
{
    const char *const tab = strchr(entry, '\t');

    return TM__LISTED | (!tab            ? 0u
                         : tab[1] == 't' ? TM__LISTED_TITLE
                                         : TM__LISTED_MONTH);
}

static bool add_lists(struct tm__sentence_words *w, const char *language)
{
    const struct tm__word_list *const stopwords = tm__stopword_list(language);
    const struct tm__word_list *const abbreviations = tm__abbreviation_list(language);

    for (size_t i = 0; stopwords && i < stopwords->count; i++)
        if (!tm__sentence_words_add(w, stopwords->word[i], strlen(stopwords->word[i]),
                                    TM__STOPWORD))
            return false;
    for (size_t i = 0; abbreviations && i < abbreviations->count; i++) {
        const char *const entry = abbreviations->word[i];

        if (!tm__sentence_words_add(w, entry, strcspn(entry, "\t"), listed(entry)))
            return false;
    }
    for (size_t i = 0; i < COMMON; i++)
        if (!(tm__sentence_words_find(w, common[i], strlen(common[i])) & TM__LISTED) &&
            !tm__sentence_words_add(w, common[i], strlen(common[i]), TM__LISTED_TITLE))
            return false;
    return true;
}

bool tm__sentence_words_init(struct tm__sentence_words *words, const char *language)
{
    memset(words, 0, sizeof *words);
    if (tm__strings_init(&words->word) && add_lists(words, language))
        return true;
    tm__sentence_words_release(words);
    return false;
}

void tm__sentence_words_release(struct tm__sentence_words *words)
{
    tm__strings_release(&words->word);
    tm__free(words->kind);
    memset(words, 0, sizeof *words);
}

static void let_pass(struct tm__starter_filter *starters, const char *word, size_t size)
{
    char four[4] = {' ', ' ', ' ', ' '};
    uint32_t bit;

    memcpy(four, word, size < sizeof four ? size : sizeof four);
    bit = tm__starter_key(four) * 2654435761u >> 20;
    starters->bit[bit / 64] |= (uint64_t)1 << bit % 64;
}

bool tm__sentence_words_add(struct tm__sentence_words *words, const char *word, size_t size,
                            unsigned kind)
{
    const size_t count = words->word.count;
    uint32_t id;

    if (!tm__grow(&words->kind, &words->capacity, count + 1, sizeof *words->kind))
        return false;
    id = tm__strings_add(&words->word, word, size);
    if (id == UINT32_MAX)
        return false;
    if (id == count)
        words->kind[id] = 0;
    words->kind[id] |= (uint8_t)kind;
    if (kind & TM__STARTER)
        let_pass(&words->starters, word, size);
    return true;
}

unsigned tm__sentence_words_find(const struct tm__sentence_words *words, const char *word,
                                 size_t size)
{
    const uint32_t id = tm__strings_find(&words->word, word, size);

    return id == UINT32_MAX ? 0 : words->kind[id];
}

unsigned tm__sentence_lists_find(const struct tm__word_list *stopwords,
                                 const struct tm__word_list *abbreviations, const char *word,
                                 size_t size)
{
    const char *const entry = tm__word_list_find(abbreviations, word, size);
    unsigned kind = tm__word_list_find(stopwords, word, size) ? TM__STOPWORD : 0;

    if (entry)
        return kind | listed(entry);
    for (size_t i = 0; i < COMMON; i++)
        if (strlen(common[i]) == size && memcmp(common[i], word, size) == 0)
            return kind | TM__LISTED_TITLE;
    return kind;
}
