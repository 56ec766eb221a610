#include "fault_alloc.h"
#include "vector/lexicon.h"

#include <string.h>

static const tm_analyzer_options english = TM_ANALYZER_INIT;

Test(lexicon, gives_forms_of_one_term_the_same_term)
{
    struct tm__lexicon lexicon;
    uint32_t upper, lower, stop, again;

    cr_assert_eq(tm__lexicon_init(&lexicon, &english, NULL, false, NULL), TM_OK, "init");
    cr_assert_eq(tm__lexicon_term(&lexicon, &upper, "GAZA", 4), TM_OK, "form");
    cr_assert_eq(tm__lexicon_term(&lexicon, &lower, "Gaza", 4), TM_OK, "form");
    cr_assert_eq(tm__lexicon_term(&lexicon, &stop, "the", 3), TM_OK, "form");
    cr_assert_eq(tm__lexicon_term(&lexicon, &again, "GAZA", 4), TM_OK, "form");
    cr_expect_eq(upper, lower, "one term");
    cr_expect_eq(upper, again, "and again");
    cr_expect_eq(stop, TM__NO_TERM, "stop words have none");
    cr_expect_eq(lexicon.forms.count, 4, "three forms, and a term that was not read");
    cr_expect_eq(tm__lexicon_terms(&lexicon), 1, "one term in all");
    tm__lexicon_release(&lexicon);
}

Test(lexicon, finds_several_at_once)
{
    static const char *const forms[] = {"GAZA", "Gaza", "the", "Gaza", "baku", "BAKU", "gaza"};
    enum { FORMS = sizeof forms / sizeof *forms };
    struct tm__form_key key[FORMS];
    struct tm__wanted wanted[FORMS];
    struct tm__lexicon lexicon;
    uint32_t term[FORMS];

    cr_assert_eq(tm__lexicon_init(&lexicon, &english, NULL, false, NULL), TM_OK, "init");
    for (size_t i = 0; i < FORMS; i++) {
        const size_t size = strlen(forms[i]);

        tm__form_key(&key[i], forms[i], size, size);
        wanted[i] = (struct tm__wanted){&key[i], forms[i], (uint32_t)size, &term[i]};
    }
    for (int again = 0; again < 2; again++) {
        cr_assert_eq(tm__lexicon_find(&lexicon, wanted, FORMS), TM_OK);
        cr_expect_eq(term[2], TM__NO_TERM, "a stop word");
        cr_expect(term[0] == term[1] && term[1] == term[3] && term[3] == term[6], "one term");
        cr_expect_eq(term[4], term[5], "and another");
        cr_expect_neq(term[0], term[4], "which differs");
        cr_expect_eq(tm__lexicon_terms(&lexicon), 2, "there are no more");
        cr_expect_eq(lexicon.forms.count, 6, "each form once");
    }
    tm__lexicon_release(&lexicon);
}

Test(lexicon, drops_what_a_vocabulary_does_not_hold)
{
    static const uint64_t offset[] = {0, 4};
    static const uint32_t df[] = {1};
    const struct tm__vocabulary v = {1, "gaza", offset, df, NULL};
    struct tm__lexicon lexicon;
    uint32_t known, unknown;

    cr_assert_eq(tm__lexicon_init(&lexicon, &english, &v, false, NULL), TM_OK, "init");
    cr_assert_eq(tm__lexicon_term(&lexicon, &known, "Gaza", 4), TM_OK, "form");
    cr_assert_eq(tm__lexicon_term(&lexicon, &unknown, "Baku", 4), TM_OK, "form");
    cr_expect_eq(known, 0, "the vocabulary's id");
    cr_expect_eq(unknown, TM__NO_TERM, "not in it");
    tm__lexicon_release(&lexicon);
}

static tm_status some_forms(void)
{
    static const char *const words[] = {"Baku", "Tehran", "the", "Qırmızı", "Qəsəbə", "ﬁnance"};
    struct tm__lexicon lexicon;
    tm_status status = tm__lexicon_init(&lexicon, &english, NULL, false, NULL);
    uint32_t term;

    if (status != TM_OK)
        return status;
    for (size_t i = 0; i < sizeof words / sizeof *words && status == TM_OK; i++)
        status = tm__lexicon_term(&lexicon, &term, words[i], strlen(words[i]));
    tm__lexicon_release(&lexicon);
    return status;
}

Test(lexicon, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(some_forms());
    cr_expect_eq(fault_live, 0, "nothing left");
}
