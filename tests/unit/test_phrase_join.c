#include "fault_alloc.h"

#include <string.h>

static const tm_text list[] = {{"new york", 8}, {"white house", 11}, {"york city", 9}};
static const tm_text texts[] = {
    {"In New York City, the White\nHouse's aide", 40}, {"", 0}, {"new, york; white-house New", 26}};

Test(phrase_join, makes_one_word_of_two)
{
    static const char *const wanted[] = {"In new_york City, the white_house aide", "",
                                         "new, york; white_house New"};
    tm_phrases *phrases;
    tm_text joined[3];
    char *bytes;

    cr_assert_eq(tm_phrases_of_list(&phrases, list, 3, NULL, NULL), TM_OK);
    cr_assert_eq(tm_phrases_join(&bytes, joined, phrases, texts, 3, NULL), TM_OK);
    for (size_t i = 0; i < 3; i++)
        cr_expect(joined[i].size == strlen(wanted[i]) &&
                      memcmp(joined[i].data, wanted[i], joined[i].size) == 0,
                  "%.*s", (int)joined[i].size, joined[i].data);
    tm_free(bytes);
    cr_assert_eq(tm_phrases_join(&bytes, joined, phrases, NULL, 0, NULL), TM_OK, "no texts");
    tm_free(bytes);
    tm_phrases_free(phrases);
}

Test(phrase_join, survives_allocation_failure)
{
    tm_phrases *phrases;
    tm_text joined[3];
    char *bytes;

    fault_install();
    cr_assert_eq(tm_phrases_of_list(&phrases, list, 3, NULL, NULL), TM_OK);
    FAULT_LOOP(tm_phrases_join(&bytes, joined, phrases, texts, 3, NULL));
    tm_free(bytes);
    tm_phrases_free(phrases);
    cr_expect_eq(fault_live, 0, "nothing left");
}
