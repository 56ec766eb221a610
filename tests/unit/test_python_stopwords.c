#include "text/python_words.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *find(const char *word)
{
    return tm__word_list_find(&tm__python_stopwords, word, strlen(word));
}

/* Words are found by bisection, and each must be one that the rules can cut. */
Test(python_stopwords, are_sorted_words_of_small_letters)
{
    const struct tm__word_list *const list = &tm__python_stopwords;

    cr_expect_eq(list->count, 318, "as many as scikit-learn has");
    for (size_t i = 0; i < list->count; i++) {
        const char *const word = list->word[i];

        cr_expect_eq(strspn(word, "abcdefghijklmnopqrstuvwxyz"), strlen(word), "'%s'", word);
        cr_expect_eq(find(word), word, "'%s'", word);
        if (i > 0)
            cr_expect_lt(strcmp(list->word[i - 1], word), 0, "'%s' in order, once", word);
    }
}

/* The oddities by which the list is known, which no other list has or lacks. */
Test(python_stopwords, are_those_of_scikit_learn)
{
    static const char *const in[] = {"amoungst", "bill", "cry",  "fire",   "system", "un",
                                     "thick",    "mine", "hasnt", "couldnt", "a",     "i"};
    static const char *const out[] = {"among us", "don", "s", "t", "did", "does", "having", "The", ""};

    for (size_t i = 0; i < sizeof in / sizeof *in; i++)
        cr_expect_not_null(find(in[i]), "'%s' is in it", in[i]);
    for (size_t i = 0; i < sizeof out / sizeof *out; i++)
        cr_expect_null(find(out[i]), "'%s' is not in it", out[i]);
    cr_expect_str_eq(tm__python_stopwords.language, "en", "English");
}
