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
    struct tm__linkage_edge edge;

    links_start(&h, 0.1);
    g = links_group(&h);
    edge = h.node[0].edge[0];
    cr_expect(tm__linkage_is_exact(edge, tm__linkage_known(&g, 1)), "as it was made");
    h.weight[1]++;
    cr_expect_not(tm__linkage_is_current(edge, tm__linkage_known(&g, 1)), "others came to it");
    edge.weight = 2 | TM__A_BOUND;
    cr_expect(tm__linkage_is_current(edge, tm__linkage_known(&g, 1)), "of both");
    cr_expect_not(tm__linkage_is_exact(edge, tm__linkage_known(&g, 1)), "but a bound");
    links_end(&h);
}

/* Cluster 1 takes 2 in. */
static void merge_1_and_2(struct links_by_hand *h)
{
    struct tm__sum both;

    cr_assert(tm__sum_both(&both, &h->pool, &h->node[1].sum, &h->node[2].sum), "memory");
    tm__sum_release(&h->node[1].sum, &h->pool);
    h->node[1].sum = both;
    h->into[2] = 1;
    h->weight[1] = 2;
}

/* What is known of all parts is known of the whole: no cosine is computed. */
Test(linkage_edges, edges_to_both_parts_are_an_edge_to_the_whole)
{
    struct links_by_hand h;
    struct tm__linkage_group g;

    links_start(&h, 0.1);
    g = links_group(&h);
    merge_1_and_2(&h);
    cr_assert_eq(h.node[0].edges, 2, "1 and 2; 3 is below the stop");
    tm__linkage_refresh(&g, 0, tm__linkage_known(&g, 1));
    cr_assert_eq(h.node[0].edges, 1, "one of both");
    cr_expect_float_eq(h.value[0], (0.940 + 0.5) / 2, 1e-3, "the mean");
    cr_expect(tm__linkage_is_exact(h.node[0].edge[0], tm__linkage_known(&g, 1)), "exact");
    links_end(&h);
}

/* 0 knows 1 only: that is a bound of both, and then a cosine is computed. */
Test(linkage_edges, refreshed_to_a_bound_and_then_to_the_mean_of_the_pairs)
{
    struct links_by_hand h;
    struct tm__linkage_group g;

    links_start(&h, 0.1);
    g = links_group(&h);
    merge_1_and_2(&h);
    h.node[0].edges = 1;
    tm__linkage_refresh(&g, 0, tm__linkage_known(&g, 1));
    cr_expect_float_eq(h.value[0], 0.940, 1e-3, "a bound");
    cr_expect_eq(h.node[0].edge[0].weight, 2 | TM__A_BOUND, "of both");
    tm__linkage_refresh(&g, 0, tm__linkage_known(&g, 1));
    cr_expect_float_eq(h.value[0], (0.940 + 0.5) / 2, 1e-3, "the mean");
    cr_expect_eq(h.node[0].edge[0].weight, 2, "exact");
    links_end(&h);
}

Test(linkage_edges, refreshed_below_the_stop_goes)
{
    struct links_by_hand h;
    struct tm__linkage_group g;

    links_start(&h, 0.1);
    g = links_group(&h);
    merge_1_and_2(&h);
    h.l.stop = 0.8;
    tm__linkage_refresh(&g, 0, tm__linkage_known(&g, 1));
    cr_expect_eq(h.node[0].edges, 0, ".72 with both");
    cr_expect_lt(h.value[0], 0, "none is left");
    links_end(&h);
}

/* An end that is the cluster itself now. */
Test(linkage_edges, an_edge_to_itself_goes)
{
    struct links_by_hand h;
    struct tm__linkage_group g;

    links_start(&h, 0.1);
    g = links_group(&h);
    merge_1_and_2(&h);
    h.node[1].edge[0] = (struct tm__linkage_edge){2, 1, 0.95};
    tm__linkage_find_best(&h.l, 1);
    tm__linkage_refresh(&g, 1, tm__linkage_known(&g, 1));
    for (uint32_t e = 0; e < h.node[1].edges; e++)
        cr_expect_eq(h.node[1].edge[e].to, 3, "the only other one: that to 2 took its place");
    links_end(&h);
}

/* 1 and 2 know 0 and 3. */
Test(linkage_edges, joined_edges_are_means_and_exact_where_both_are)
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
        cr_expect_eq(h.joined[e].weight, 1, "exact");
    }
    h.weight[0]++; /* their edges to 0 are bounds now */
    cr_assert_eq(tm__linkage_join(&g, 1, 2), 2, "the same ends");
    cr_expect_float_eq(h.joined[0].value, (0.940 + 0.5) / 2, 1e-3, "the mean of bounds");
    cr_expect_eq(h.joined[0].weight, 2 | TM__A_BOUND, "a bound");
    h.l.stop = 0.61;
    cr_assert_eq(tm__linkage_join(&g, 1, 2), 1, "that to 3 is below the stop: .604");
    cr_expect_eq(h.joined[0].to, 0, "that to 0 is left");
    links_end(&h);
}

/* Of the other part's cosine nothing is known but that it is no nearer. */
Test(linkage_edges, joined_edges_that_one_part_has_are_bounds)
{
    struct links_by_hand h;
    struct tm__linkage_group g;

    links_start(&h, 0.1);
    g = links_group(&h);
    h.into[2] = 1;
    h.node[1].edges = 1; /* to 0 */
    cr_assert_eq(tm__linkage_join(&g, 1, 2), 2, "to 0 and 3");
    cr_expect_float_eq(h.joined[1].value, 0.866, 1e-3, "that of 2");
    cr_expect_eq(h.joined[1].weight, 1 | TM__A_BOUND, "a bound");
    links_end(&h);
}

/* Values 0 to 9: of 60 edges the best 30 are those from 5 on, of 45 some from 3 on, the first. */
Test(linkage_edges, the_best_are_kept_in_their_order)
{
    static const uint32_t edges[] = {30, 31, 45, 60};
    struct links_by_hand h;

    links_start(&h, 0.1);
    for (size_t c = 0; c < 4; c++) {
        size_t kept;

        for (uint32_t e = 0; e < edges[c]; e++)
            h.joined[e] = (struct tm__linkage_edge){e, 0, e * 7 % 10};
        kept = tm__linkage_keep_best(&h.scratch, edges[c]);
        cr_assert_eq(kept, TM__MOST_EDGES);
        for (size_t e = 0; e < kept; e++) {
            size_t better = 0;
            const struct tm__linkage_edge one = h.joined[e];

            cr_expect(e == 0 || h.joined[e - 1].to < one.to, "in order");
            for (uint32_t x = 0; x < edges[c]; x++)
                better += x * 7 % 10 > one.value || (x * 7 % 10 == one.value && x < one.to);
            cr_expect_lt(better, TM__MOST_EDGES, "%u edges: %u stays", edges[c], one.to);
        }
    }
    links_end(&h);
}
