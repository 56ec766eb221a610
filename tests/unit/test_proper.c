#include "cluster/proper.h"

#include "base/memory.h"
#include "fault_alloc.h"

#include <string.h>

#define TEXT(s)                                                                                    \
    {                                                                                              \
        s, sizeof s - 1                                                                            \
    }

static const tm_text news[] = {
    TEXT("the bank of Carney sees a rise"),
    TEXT("Missing Plane Found Near Perth"),
    TEXT("we hear they look for a missing plane, Carney says"),
    TEXT("Rain again and again in the valley"),
    TEXT("flood in moscow near kremlin wall"),
};
enum { COUNT = sizeof news / sizeof *news };

/* Is a word a name, where it is found first? */
static bool is_name(const bool *name, const struct tm__tokens *t, const char *word)
{
    for (uint32_t d = 0; d < t->documents; d++)
        for (uint64_t at = t->first[d]; at < t->first[d + 1]; at++)
            if (t->token[at].size == strlen(word) &&
                memcmp(news[d].data + t->token[at].start, word, strlen(word)) == 0)
                return name[t->token[at].term];
    cr_assert_fail("no such word: %s", word);
    return false;
}

Test(proper, capitals_count_where_nothing_asks_for_them)
{
    struct tm__tokens t;
    bool name[40];

    cr_assert_eq(tm__tokens_read(&t, news, COUNT, "en", NULL, false, NULL, NULL), TM_OK, "tokens");
    cr_assert_leq(t.terms, 40, "room");
    cr_assert_eq(tm__proper_find(name, &t, news), TM_OK, "names");
    cr_expect(is_name(name, &t, "Carney"), "within sentences");
    cr_expect(is_name(name, &t, "Perth"), "nowhere else, and with one");
    cr_expect_not(is_name(name, &t, "Missing"), "without one where it is free");
    cr_expect_not(is_name(name, &t, "Plane"), "without one where it is free");
    cr_expect_not(is_name(name, &t, "bank"), "never with one");
    cr_expect(is_name(name, &t, "moscow"), "known, in a text without capitals");
    cr_expect_not(is_name(name, &t, "wall"), "known as something else");
    tm__tokens_release(&t);
}

Test(proper, reports_that_memory_is_out)
{
    struct tm__tokens t;
    bool name[40];

    fault_install();
    cr_assert_eq(tm__tokens_read(&t, news, COUNT, "en", NULL, false, NULL, NULL), TM_OK, "tokens");
    FAULT_LOOP(tm__proper_find(name, &t, news));
    tm__tokens_release(&t);
    cr_expect_eq(fault_live, 0, "nothing left");
}
