#include "text/stem.h"

#include <criterion/criterion.h>
#include <string.h>

Test(stem, every_language_has_its_algorithm)
{
    size_t count = 0;

    for (const char *const *code = tm_stemmer_languages(); *code; code++, count++) {
        struct tm__stemmer *stemmer;

        if (count)
            cr_expect_lt(strcmp(code[-1], code[0]), 0, "sorted: %s", *code);
        cr_expect_eq(tm__stemmer_new(&stemmer, *code, NULL), TM_OK, "%s", *code);
        tm__stemmer_free(stemmer);
    }
    cr_expect_eq(count, 28, "languages: %zu", count);
}

Test(stem, known_stems)
{
    static const char *const cases[][3] = {
        {"en", "running", "run"},
        {"de", "h\u00E4user", "haus"},
        {"fr", "continuer", "continu"},
        {"ru", "\u043A\u043D\u0438\u0433\u0438", "\u043A\u043D\u0438\u0433"},
        {"sv", "flickorna", "flick"},
        {"en", "", ""},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tm__stemmer *stemmer;
        tm_text stem;

        cr_assert_eq(tm__stemmer_new(&stemmer, cases[i][0], NULL), TM_OK, "%s", cases[i][0]);
        cr_assert(tm__stem(stemmer, &stem, cases[i][1], strlen(cases[i][1])), "memory");
        cr_expect(stem.size == strlen(cases[i][2]) &&
                      memcmp(stem.data, cases[i][2], stem.size) == 0,
                  "%s: got %.*s", cases[i][1], (int)stem.size, stem.data);
        tm__stemmer_free(stemmer);
    }
}

Test(stem, unknown_language)
{
    struct tm__stemmer *stemmer;
    tm_error err;

    cr_expect_eq(tm__stemmer_new(&stemmer, "vi", &err), TM_ENOTFOUND, "status");
    cr_expect_null(stemmer, "nothing made");
    cr_expect_str_eq(err.message, "no stemmer for language 'vi'", "got '%s'", err.message);
}
