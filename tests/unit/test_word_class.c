#include "phrases/word_class.h"

#include <criterion/criterion.h>
#include <string.h>

static enum tm__word_class of(const char *word)
{
    return tm__word_class(word, strlen(word));
}

Test(word_class, words_of_the_table)
{
    cr_expect_eq(of("said"), TM__VERB);
    cr_expect_eq(of("Warned"), TM__VERB);
    cr_expect_eq(of("globally"), TM__ADVERB);
    cr_expect_eq(of("part-time"), TM__ADJECTIVE);
    cr_expect_eq(of("the"), TM__BEFORE_NOUNS);
    cr_expect_eq(of("would"), TM__BEFORE_VERBS);
    cr_expect_eq(of("Monday"), TM__TIME);
    cr_expect_eq(of("missing"), TM__PARTICIPLE);
    cr_expect_eq(of("attack"), TM__NOUN_OR_VERB);
    cr_expect_eq(of("minister"), TM__NOUN);
    cr_expect_eq(of("Moscow"), TM__NAME);
    cr_expect_eq(of("moscow"), TM__NAME);
}

Test(word_class, words_that_are_in_no_table)
{
    cr_expect_eq(of("steadies"), TM__VERB, "steady is no noun");
    cr_expect_eq(of("unfriended"), TM__VERB, "an ending");
    cr_expect_eq(of("hospital"), TM__NOUN, "has the ending of adjectives");
    cr_expect_eq(of("Zx"), TM__NOUN);
    cr_expect_eq(of(""), TM__NOUN);
    cr_expect_eq(of("Vučić"), TM__NOUN);
    cr_expect_eq(of("incomprehensibilities-of-everything"), TM__NOUN, "longer than any word of it");
}

Test(word_class, every_line_is_found)
{
    const char *line = tm__word_classes_en;
    const char *const end = line + tm__word_classes_en_size;
    size_t lines = 0;

    for (; line < end; lines++) {
        const char *const tab = memchr(line, '\t', (size_t)(end - line));
        enum tm__word_class found;
        cr_assert(tab && tab + 2 < end && tab[2] == '\n', "line %zu", lines);
        cr_expect(tm__word_class_known(&found, line, (size_t)(tab - line)), "%.*s",
                  (int)(tab - line), line);
        line = tab + 3;
    }
    cr_expect_gt(lines, 5000);
}
