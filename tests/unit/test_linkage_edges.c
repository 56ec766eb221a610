#include "linkage_links.h"

Test(linkage_edges, the_best_is_the_highest_and_the_lower_end)
{
    struct links_by_hand h;

    links_start(&h, 0.1);
    cr_expect_eq(h.node[0].edge[h.node[0].best].to, 1, "20 degrees away");
    cr_expect_float_eq(h.value[0], 0.940, 1e-3, "its cosine");
    h.node[1].edge[0].value = h.node[1].edge[1].value = 0.7;
    tm__linkage_find_best(&h.l, 1);
    cr_expect_eq(h.node[1].edge[h.node[1].best].to, 0, "of equal ones");
    h.node[1].edges = 0;
    tm__linkage_find_best(&h.l, 1);
    cr_expect_lt(h.value[1], 0, "none");
    links_end(&h);
}

Test(linkage_edges, ends_are_followed_inside_the_group_only)
{
    struct links_by_hand h;
    struct tm__linkage_group g;

    links_start(&h, 0.1);
    g = links_group(&h);
    h.into[2] = 1;
    cr_expect_eq(tm__linkage_end(&g, 2), 1, "merged just now");
    h.group[2] = 7;
    cr_expect_eq(tm__linkage_end(&g, 2), 2, "what others do is not seen in this round");
    links_end(&h);
}

Test(linkage_edges, exact_until_the_end_grows)
{
    struct links_by_hand h;
    struct tm__linkage_group g;

    links_start(&h, 0.1);
    g = links_group(&h);
    cr_expect(tm__linkage_is_exact(&g, &h.node[0].edge[0], 1), "as it was made");
    h.version[1]++;
    cr_expect_not(tm__linkage_is_exact(&g, &h.node[0].edge[0], 1), "others came to it");
    links_end(&h);
}

/* An edge that led to row 1 leads to the cluster of 1 and 2; the edge to 2 says nothing more. */
Test(linkage_edges, refreshed_to_the_mean_of_the_pairs)
{
    struct links_by_hand h;
    struct tm__sum both;

    links_start(&h, 0.1);
    cr_assert(tm__sum_both(&both, &h.pool, &h.node[1].sum, &h.node[2].sum), "memory");
    tm__sum_release(&h.node[1].sum, &h.pool);
    h.node[1].sum = both;
    h.into[2] = 1;
    h.version[1] = 1;
    cr_assert_eq(h.node[0].edges, 2, "1 and 2; 3 is below the stop");
    tm__linkage_refresh(&h.l, 0, &h.node[0].edge[0], (struct tm__linkage_start){1, 1});
    cr_expect_float_eq(h.value[0], (0.940 + 0.5) / 2, 1e-3, "the mean");
    tm__linkage_refresh(&h.l, 0, &h.node[0].edge[1], (struct tm__linkage_start){1, 1});
    cr_expect_eq(h.node[0].edges, 1, "known already");
    links_end(&h);
}

Test(linkage_edges, refreshed_below_the_stop_goes)
{
    struct links_by_hand h;

    links_start(&h, 0.1);
    h.l.stop = 0.95;
    tm__linkage_refresh(&h.l, 0, &h.node[0].edge[0], (struct tm__linkage_start){1, 1});
    cr_expect_eq(h.node[0].edges, 1, "one less");
    links_end(&h);
}

/* 1 and 2 know 0 and 3. */
Test(linkage_edges, joined_edges_are_means_where_both_are_exact)
{
    struct links_by_hand h;
    struct tm__linkage_group g;

    links_start(&h, 0.1);
    g = links_group(&h);
    h.into[2] = 1;
    cr_assert_eq(tm__linkage_join(&g, 1, 2), 2, "to 0 and 3");
    for (size_t e = 0; e < 2; e++) {
        cr_expect_eq(h.joined[e].to, e * 3, "by their ends");
        cr_expect_float_eq(h.joined[e].value, e ? (0.342 + 0.866) / 2 : (0.940 + 0.5) / 2, 1e-3,
                           "the mean");
        cr_expect_eq(h.joined[e].version, 0, "exact");
    }
    h.version[0]++; /* their edges to 0 are bounds now */
    cr_assert_eq(tm__linkage_join(&g, 1, 2), 2, "the same ends");
    cr_expect_float_eq(h.joined[0].value, 0.940, 1e-3, "the better bound");
    cr_expect_eq(h.joined[0].version, TM__A_BOUND, "a bound");
    links_end(&h);
}
