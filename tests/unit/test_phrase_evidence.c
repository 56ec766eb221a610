#include "cluster/phrase_evidence.h"

#include "fault_alloc.h"

#include <stdio.h>
#include <string.h>

enum { LONG = 4000, COUNT = 4 };

static char page[2][LONG];
static tm_text news[COUNT];
static struct tm__tokens t;
static struct tm__phrases p;
static size_t of_pages; /* where their phrases start */
static const uint32_t document[] = {0, 1, 2, 3};

/* Two headlines; and two pages of 200 words that begin with Durst, come back to him, and have one
 * piece of a sentence in common far down. */
static void start(void)
{
    for (int i = 0; i < 2; i++) {
        strcpy(page[i], i ? "Lawyers of Robert Durst left." : "Police took Robert Durst away.");
        for (int k = 0; k < 190; k++) {
            if (k == 100)
                strcat(page[i], " they pursue an appeal now.");
            sprintf(page[i] + strlen(page[i]), k % 60 == 59 ? " Durst said w%d%d." : " w%d%d", i,
                    k);
        }
        news[2 + i] = (tm_text){page[i], strlen(page[i])};
    }
    news[0] = (tm_text){"Storm Maelis", 12};
    news[1] = (tm_text){"Storm Maelis", 12};
    cr_assert_eq(tm__tokens_read(&t, news, COUNT, "en", NULL, false, NULL, NULL), TM_OK, "tokens");
    cr_assert(tm__phrases_start(&p, &t, news, "en", NULL), "memory");
    cr_assert_eq(tm__phrases_collect(&p, document, 2), TM_OK, "headlines");
    of_pages = p.size;
    cr_assert_eq(tm__phrases_collect(&p, document + 2, 2), TM_OK, "pages");
}

static struct tm__phrase *find(const char *text)
{
    for (size_t i = 0; i < p.size; i++)
        for (uint32_t d = 0; d < COUNT; d++) {
            const uint64_t at = p.phrase[i].at, last = at + p.phrase[i].length - 1;
            const size_t from = t.token[at].start, size = strlen(text);

            if (at >= t.first[d] && at < t.first[d + 1] &&
                t.token[last].start + t.token[last].size - from == size &&
                memcmp(news[d].data + from, text, size) == 0)
                return &p.phrase[i];
        }
    cr_assert_fail("no phrase %s", text);
    return NULL;
}

static void stop(void)
{
    tm__phrases_release(&p);
    tm__tokens_release(&t);
}

Test(phrase_evidence, a_headline_is_its_words_and_a_page_what_it_comes_back_to)
{
    start();
    cr_expect_float_eq(find("Storm Maelis")->weight, 2, 1e-12, "both, wholly");
    cr_expect_lt(find("Robert Durst")->weight, 2, "a page is more than its name");
    cr_expect_gt(find("Robert Durst")->weight, find("pursue an appeal")->weight + 0.3,
                 "said at the beginning and again");
    stop();
}

Test(phrase_evidence, tells_a_piece_of_a_sentence)
{
    start();
    cr_expect(find("pursue an appeal")->loose, "a clause");
    cr_expect_not(find("Robert Durst")->loose, "a name");
    stop();
}

/* Of six lines: is the one run of two words that several have loose? */
static bool pair_is_loose(const char *const *lines)
{
    static const uint32_t every[] = {0, 1, 2, 3, 4, 5};
    tm_text line[6];
    size_t pairs = 0;
    bool loose = false;

    for (size_t i = 0; i < 6; i++)
        line[i] = (tm_text){lines[i], strlen(lines[i])};
    cr_assert_eq(tm__tokens_read(&t, line, 6, "en", NULL, false, NULL, NULL), TM_OK);
    cr_assert(tm__phrases_start(&p, &t, line, "en", NULL), "memory");
    cr_assert_eq(tm__phrases_collect(&p, every, 6), TM_OK, "phrases");
    for (size_t i = 0; i < p.size; i++)
        if (p.phrase[i].length == 2) {
            pairs++;
            loose = p.phrase[i].loose;
        }
    cr_assert_eq(pairs, 1);
    stop();
    return loose;
}

/* An adjective ends no name, unless it is one. */
Test(phrase_evidence, words_that_are_never_apart_are_a_name)
{
    static const char *const together[] = {"keith urban haircut", "keith urban shaggy",
                                           "show keith urban",    "keith urban song",
                                           "wife of keith urban", "rural area"},
                             *const apart[] = {"keith urban haircut", "keith urban shaggy",
                                               "show keith urban",    "keith urban song",
                                               "urban life",          "urban area"};

    cr_expect_not(pair_is_loose(together));
    cr_expect(pair_is_loose(apart));
}

Test(phrase_evidence, is_the_same_again_and_leaves_scratch_as_it_was)
{
    double weight;

    start();
    weight = find("Robert Durst")->weight;
    cr_assert_eq(tm__phrase_evidence(&p, of_pages, document + 2, 2), TM_OK);
    cr_expect_float_eq(find("Robert Durst")->weight, weight, 0, "again");
    for (size_t i = 0; i < t.terms; i++)
        cr_expect(!p.starts[i] && p.mentions[i] == 0, "scratch of term %zu", i);
    stop();
}

Test(phrase_evidence, survives_allocation_failure)
{
    start();
    fault_install();
    FAULT_LOOP(tm__phrase_evidence(&p, 0, document, COUNT));
    cr_expect_eq(fault_live, 0, "nothing left");
}
