#include "cluster/word_stories.h"

#include "fault_alloc.h"

static struct tm__word_stories postings;

static void stop(void)
{
    tm__word_stories_release(&postings);
}

static void add(size_t list, uint32_t story, uint32_t count)
{
    cr_assert(tm__word_stories_reserve(&postings, list));
    tm__word_stories_add(&postings, list, story, count);
}

TestSuite(word_stories, .fini = stop);

Test(word_stories, tells_how_often_a_story_has_a_word)
{
    cr_assert(tm__word_stories_add_list(&postings));
    cr_assert(tm__word_stories_add_list(&postings));
    cr_expect_eq(tm__word_stories_count(&postings, 0, 3), 0);
    add(0, 3, 2);
    add(1, 3, 1);
    add(0, 1, 5);
    add(0, 3, 1);
    cr_expect_eq(tm__word_stories_count(&postings, 0, 3), 3);
    cr_expect_eq(tm__word_stories_count(&postings, 0, 1), 5);
    cr_expect_eq(tm__word_stories_count(&postings, 0, 2), 0);
    cr_expect_eq(tm__word_stories_count(&postings, 0, 4), 0);
    cr_expect_eq(tm__word_stories_count(&postings, 1, 3), 1);
    cr_expect_eq(postings.list[0].count, 2);
}

Test(word_stories, keeps_every_list_by_story_while_all_of_them_grow)
{
    enum { LISTS = 7, STORIES = 101 };

    for (size_t list = 0; list < LISTS; list++)
        cr_assert(tm__word_stories_add_list(&postings));
    for (uint32_t i = 0; i < STORIES; i++) /* 37 and 101 have no common factor: every story once */
        for (size_t list = 0; list < LISTS; list++)
            add(list, i * 37 % STORIES, i + 1 + (uint32_t)list);
    for (size_t list = 0; list < LISTS; list++) {
        const struct tm__story_count *const posting = postings.pool + postings.list[list].first;

        cr_assert_eq(postings.list[list].count, STORIES);
        for (uint32_t story = 0; story < STORIES; story++)
            cr_assert_eq(posting[story].story, story);
        for (uint32_t i = 0; i < STORIES; i++)
            cr_expect_eq(tm__word_stories_count(&postings, list, i * 37 % STORIES),
                         i + 1 + (uint32_t)list);
    }
    cr_expect_lt(postings.used, 4 * LISTS * STORIES, "what lists left behind is bounded");
}

static tm_status once(void)
{
    struct tm__word_stories mine = {0};
    bool ok = tm__word_stories_add_list(&mine);

    for (uint32_t story = 0; ok && story < 40; story++) {
        ok = tm__word_stories_reserve(&mine, 0);
        if (ok)
            tm__word_stories_add(&mine, 0, story, 1);
    }
    tm__word_stories_release(&mine);
    return ok ? TM_OK : TM_ENOMEM;
}

Test(word_stories, survive_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
