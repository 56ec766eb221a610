#include "fault_alloc.h"

#include <string.h>

static const char *const day[] = {
    "Storm hits the coast - Reuters",
    "Bank raises its rate - Reuters",
    "Team wins the cup \xe2\x80\x94 Reuters",
    "Court frees the editor | World news | The Guardian",
    "Ministers meet in Geneva | World news | The Guardian",
    "Quake shakes the north | World news | The Guardian",
    "Snow closes two airports | UK news | The Guardian",
    "Storm hits the coast - Daily Copy",
    "Storm hits the coast - Daily Copy",
    "Storm hits the coast - Daily Copy",
    "Talks fail again - sources",
    "Strike called off - sources",
    "Bridge to be closed - sources",
    "Price of bread up - example.com",
    "Price of milk up - example.com",
    "Price of eggs up - example.com",
    "Prime-minister resigns over a well-known affair",
};
enum { DAY = sizeof day / sizeof *day };

static void fill(tm_text *title)
{
    for (size_t i = 0; i < DAY; i++)
        title[i] = (tm_text){day[i], strlen(day[i])};
}

static void expect_left(const tm_outlets *o, const char *title, const char *left)
{
    size_t size;

    cr_assert_eq(tm_outlets_strip(&size, o, title, strlen(title), NULL), TM_OK, "strip");
    cr_expect(size == strlen(left) && memcmp(title, left, size) == 0, "%.*s, not %s", (int)size,
              title, left);
}

Test(outlets, are_learnt_from_different_headlines)
{
    tm_text title[DAY];
    tm_outlets *o;

    fill(title);
    cr_assert_eq(tm_outlets_learn(&o, title, DAY, NULL), TM_OK, "learn");
    cr_expect_eq(tm_outlets_count(o), 4, "Reuters, The Guardian, World news, example.com");
    expect_left(o, "Storm hits the coast - Reuters", "Storm hits the coast");
    expect_left(o, "A headline never seen before \xe2\x80\x93 REUTERS \n",
                "A headline never seen before");
    expect_left(o, "Court frees the editor | World news | The Guardian", "Court frees the editor");
    expect_left(o, "Snow closes two airports | UK news | The Guardian",
                "Snow closes two airports | UK news");
    expect_left(o, "Price of bread up - example.com", "Price of bread up");
    tm_outlets_free(o);
}

Test(outlets, are_not_what_one_headline_says)
{
    tm_text title[DAY];
    tm_outlets *o;

    fill(title);
    cr_assert_eq(tm_outlets_learn(&o, title, DAY, NULL), TM_OK, "learn");
    expect_left(o, "Storm hits the coast - Daily Copy", "Storm hits the coast - Daily Copy");
    expect_left(o, "Talks fail again - sources", "Talks fail again - sources");
    expect_left(o, "Thomson Reuters", "Thomson Reuters");
    expect_left(o, "On strike - Reuters", "On strike - Reuters");
    expect_left(o, "", "");
    expect_left(o, " - Reuters", " - Reuters");
    expect_left(o, "a|", "a|");
    expect_left(o, "\xff\xff - \xff", "\xff\xff - \xff");
    tm_outlets_free(o);
    cr_assert_eq(tm_outlets_learn(&o, NULL, 0, NULL), TM_OK, "no headlines");
    expect_left(o, "Storm hits the coast - Reuters", "Storm hits the coast - Reuters");
    tm_outlets_free(o);
    tm_outlets_free(NULL);
}

Test(outlets, names_can_be_read)
{
    tm_text title[DAY], name;
    tm_outlets *o;

    fill(title);
    cr_assert_eq(tm_outlets_learn(&o, title, 3, NULL), TM_OK, "learn");
    cr_assert_eq(tm_outlets_count(o), 1, "one");
    name = tm_outlets_name(o, 0);
    cr_expect(name.size == 7 && memcmp(name.data, "reuters", 7) == 0, "folded");
    tm_outlets_free(o);
}

Test(outlets, survive_allocation_failure)
{
    tm_text title[DAY];
    tm_outlets *o;
    size_t size;

    fill(title);
    fault_install();
    FAULT_LOOP(tm_outlets_learn(&o, title, DAY, NULL));
    FAULT_LOOP(tm_outlets_strip(&size, o, day[0], strlen(day[0]), NULL));
    tm_outlets_free(o);
    cr_expect_eq(fault_live, 0, "nothing left");
    tm_set_allocator(NULL);
}
