#include "fault_alloc.h"

#include <string.h>

#define TEXT(s)                                                                                    \
    {                                                                                              \
        s, sizeof s - 1                                                                            \
    }

/* A partition of `rows` documents as a caller could hand it over; medoids are first rows. */
struct partition {
    tm_clustering c;
    uint32_t cluster[40], size[40], medoid[40];
};

static const tm_clustering *partition(struct partition *p, const uint32_t *cluster, size_t rows)
{
    memset(p, 0, sizeof *p);
    for (size_t i = rows; i-- > 0;) {
        p->cluster[i] = cluster[i];
        p->size[cluster[i]]++;
        p->medoid[cluster[i]] = (uint32_t)i;
        if (cluster[i] >= p->c.clusters)
            p->c.clusters = cluster[i] + 1;
    }
    p->c.rows = rows;
    p->c.cluster = p->cluster;
    p->c.size = p->size;
    p->c.medoid = p->medoid;
    return &p->c;
}

static tm_labels *labels_of(const tm_text *documents, const uint32_t *cluster, size_t rows)
{
    struct partition p;
    tm_labels *l;

    cr_assert_eq(tm_labels_new(&l, partition(&p, cluster, rows), documents, "en", NULL, NULL, NULL),
                 TM_OK, "labels");
    return l;
}

static const tm_text news[] = {
    TEXT("Iran returns to nuclear talks in Geneva"),
    TEXT("Nuclear talks: what Iran wants"),
    TEXT("Geneva hosts nuclear talks with Iran"),
    TEXT("Gaza Strip hit by air strikes"),
    TEXT("Air strikes kill eleven in the Gaza Strip"),
    TEXT("Talks on Gaza Strip stall"),
    TEXT("A cat that was stuck in a very tall tree for three days is down\nIt is well."),
};
static const uint32_t news_cluster[] = {0, 0, 0, 1, 1, 1, 2};

Test(labels, name_clusters_by_phrases_and_loners_by_their_first_line)
{
    tm_labels *l;

    l = labels_of(news, news_cluster, 7);
    cr_assert_eq(l->clusters, 3, "clusters");
    cr_expect_str_eq(l->label[0], "nuclear talks", "longer than Iran, as frequent");
    cr_expect_str_eq(l->label[1], "Gaza Strip", "in all three");
    cr_expect_str_eq(l->label[2],
                     "A cat that was stuck in a very tall tree for three days is\xe2\x80\xa6",
                     "cut");
    tm_labels_free(l);
}

Test(labels, no_stop_word_of_ones_own_at_an_edge)
{
    static const tm_text own = TEXT("Nuclear");
    struct partition p;
    tm_stop_list *list;
    tm_labels *l;

    cr_assert_eq(tm_stop_list_new(&list, &own, 1, false, NULL), TM_OK, "list");
    cr_assert_eq(tm_labels_new(&l, partition(&p, news_cluster, 7), news, "en", list, NULL, NULL),
                 TM_OK, "labels");
    tm_stop_list_free(list);
    cr_expect_null(strstr(l->label[0], "nuclear"), "%s", l->label[0]);
    cr_expect_str_eq(l->label[1], "Gaza Strip", "the other as before");
    tm_labels_free(l);
}

Test(labels, siblings_never_share_one)
{
    static const tm_text same[] = {TEXT("peace talks"), TEXT("peace talks"), TEXT("peace talks"),
                                   TEXT("peace talks fail"), TEXT("peace talks fail")};
    static const uint32_t cluster[] = {0, 0, 0, 1, 1};
    tm_labels *l;

    l = labels_of(same, cluster, 5);
    cr_expect_str_eq(l->label[0], "peace talks", "first come, first served");
    cr_expect_str_eq(l->label[1], "peace talks fail", "something else");
    tm_labels_free(l);
}

Test(labels, fall_back_on_the_medoid)
{
    static const tm_text unlike[] = {TEXT("the same"), TEXT("of it"), TEXT(""), TEXT("\n \n")};
    static const uint32_t cluster[] = {0, 0, 1, 2};
    struct partition p;
    tm_labels *l;

    cr_assert_eq(tm_labels_new(&l, partition(&p, cluster, 4), unlike, NULL, NULL, NULL, NULL),
                 TM_OK, "labels");
    cr_expect_str_eq(l->label[0], "the same", "no phrase: the medoid's first line");
    cr_expect_str_eq(l->label[1], "", "nothing can be said");
    cr_expect_str_eq(l->label[2], "", "nothing can be said");
    tm_labels_free(l);
}

Test(labels, of_groups_that_share_little_are_headlines)
{
    /* "things" is in both of the first, and mostly elsewhere; "late tram" in 2 of the 7 others */
    static const tm_text little[] = {
        TEXT("Odd things about rain"), TEXT("Seven things to see"),
        TEXT("The late tram is here"), TEXT("A late tram with things"),
        TEXT("Things of paper"),       TEXT("Wild things, wild wind"),
        TEXT("Small things matter"),   TEXT("Good things come"),
        TEXT("Snow in May"),
    };
    static const uint32_t cluster[] = {1, 1, 0, 0, 0, 0, 0, 0, 0};
    struct partition p;
    tm_labels *l;

    cr_assert_eq(tm_labels_new(&l, partition(&p, cluster, 9), little, "en", NULL, NULL, NULL),
                 TM_OK, "labels");
    cr_expect_str_eq(l->label[1], "Odd things about rain", "explains less than a document");
    cr_expect_str_eq(l->label[0], "The late tram is here", "in less than a third");
    tm_labels_free(l);
}

Test(labels, of_few_that_share_little_are_the_name_they_share)
{
    /* Geneva and the tram are elsewhere too; only one is a name. */
    static const tm_text talks[] = {
        TEXT("geneva sleeps late"),     TEXT("odd things near geneva"), TEXT("tram runs late"),
        TEXT("odd things near a tram"), TEXT("rain over geneva"),       TEXT("geneva counts bees"),
        TEXT("no tram in snow"),        TEXT("tram over a bridge"),
    };
    static const uint32_t cluster[] = {0, 0, 1, 1, 2, 3, 4, 5};
    tm_labels *l;

    l = labels_of(talks, cluster, 8);
    cr_expect_str_eq(l->label[0], "geneva", "the name");
    cr_expect_str_eq(l->label[1], "tram runs late", "the headline");
    tm_labels_free(l);
}

Test(labels, leave_the_name_of_somebody_once)
{
    static const tm_text two[] = {
        TEXT("they say that director Bryan Singer left"), TEXT("we hear of director Bryan Singer"),
        TEXT("they say that founder Bryan Singer came"), TEXT("we hear of founder Bryan Singer")};
    static const uint32_t cluster[] = {0, 0, 1, 1};
    tm_labels *l;

    l = labels_of(two, cluster, 4);
    cr_expect_str_eq(l->label[0], "Bryan Singer", "by the name");
    cr_expect_str_eq(l->label[1], "founder Bryan Singer", "which is taken");
    tm_labels_free(l);
}

/* Eighteen of one topic, in thirds; some others. */
Test(labels, of_a_topic_join_what_names_its_parts)
{
    static const char *const part[] = {"a hockey final", "the hockey cup", "new skis",
                                       "skis again",     "late chess",     "chess at night"};
    tm_text documents[27];
    uint32_t cluster[27] = {0};
    tm_labels *l;

    for (size_t i = 0; i < 27; i++) {
        const char *text = i < 18 ? part[i % 6] : i % 2 ? "rain in May" : "rain";
        documents[i] = (tm_text){text, strlen(text)};
        cluster[i] = i >= 18;
    }
    l = labels_of(documents, cluster, 27);
    cr_expect_str_eq(l->label[0], "hockey, skis", "two of three parts are more than half");
    cr_expect_str_eq(l->label[1], "rain", "one word for all");
    tm_labels_free(l);
}

Test(labels, of_two_texts_are_no_plain_word_nor_a_piece_of_a_sentence)
{
    static const tm_text two[] = {TEXT("Ferry agreed to wait"), TEXT("Snow: buses agreed on it"),
                                  TEXT("He can pursue an appeal"),
                                  TEXT("Lawyers pursue an appeal too")};
    static const uint32_t cluster[] = {0, 0, 1, 1};
    tm_labels *l;

    l = labels_of(two, cluster, 4);
    cr_expect_str_eq(l->label[0], "Ferry agreed to wait", "the headline");
    cr_expect_str_eq(l->label[1], "He can pursue an appeal", "the headline");
    tm_labels_free(l);
}

Test(labels, of_one_word_say_more_where_a_phrase_does)
{
    /* Search for "missing" and "missing plane"; Sprint and a price war; Sbarro, which files. */
    static const tm_text news_of_three[] = {
        TEXT("crews look for missing plane"),  TEXT("search for the missing plane goes on"),
        TEXT("still missing after a week"),    TEXT("nothing found: missing for days"),
        TEXT("we hear that Sprint is late"),   TEXT("a price war as Sprint cuts"),
        TEXT("a price war of Sprint and two"), TEXT("no one joins Sprint now"),
        TEXT("chain of Sbarro files again"),   TEXT("as Sbarro files once more"),
        TEXT("why Sbarro shuts its doors"),    TEXT("the rise and fall of Sbarro"),
    };
    static const uint32_t cluster[] = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2};
    struct partition p;
    tm_labels *l;

    cr_assert_eq(
        tm_labels_new(&l, partition(&p, cluster, 12), news_of_three, "en", NULL, NULL, NULL), TM_OK,
        "labels");
    cr_expect_str_eq(l->label[0], "missing plane", "has the word in it");
    cr_expect_str_eq(l->label[1], "Sprint, price war", "stands beside it");
    cr_expect_str_eq(l->label[2], "Sbarro", "half a sentence");
    tm_labels_free(l);
}

Test(labels, of_copies_are_their_headline_not_a_piece_of_it)
{
    static const tm_text copies[] = {TEXT("Network puts kids front row centre stage"),
                                     TEXT("Network puts kids front row centre stage"),
                                     TEXT("Rain in May"), TEXT("Snow in May")};
    static const uint32_t cluster[] = {0, 0, 1, 2};
    struct partition p;
    tm_labels *l;

    cr_assert_eq(tm_labels_new(&l, partition(&p, cluster, 4), copies, "en", NULL, NULL, NULL),
                 TM_OK, "labels");
    cr_expect_str_eq(l->label[0], "Network puts kids front row centre stage", "all of it");
    tm_labels_free(l);
}

Test(labels, take_any_bytes)
{
    static const tm_text bytes[] = {
        TEXT("\xff\xfe\0 \xc3"), TEXT("\xff\xfe\0 \xc3"), TEXT("a\0b\xe4\xb8"),
        TEXT("\xe4\xb8\xad\xe6\x96\x87\xe5\xad\x97"), TEXT("\xe4\xb8\xad\xe6\x96\x87\xe5\xad\x97")};
    static const uint32_t cluster[] = {0, 0, 2, 1, 1};
    struct partition p;
    tm_labels *l;

    cr_assert_eq(tm_labels_new(&l, partition(&p, cluster, 5), bytes, "und", NULL, NULL, NULL),
                 TM_OK, "labels");
    for (size_t j = 0; j < 3; j++)
        cr_expect(tm_utf8_valid(l->label[j], strlen(l->label[j])), "label %zu", j);
    cr_expect_str_eq(l->label[1], "\xe4\xb8\xad\xe6\x96\x87\xe5\xad\x97", "pairs that overlap");
    tm_labels_free(l);
}

Test(labels, reject_what_does_not_fit)
{
    struct partition p;
    tm_labels *l = (tm_labels *)&p;
    tm_error err = {0};

    cr_expect_eq(tm_labels_new(&l, NULL, news, "en", NULL, NULL, &err), TM_EINVAL, "no clustering");
    cr_expect_null(l, "no clustering");
    cr_expect_eq(tm_labels_new(&l, partition(&p, news_cluster, 7), NULL, "en", NULL, NULL, &err),
                 TM_EINVAL, "no documents");
    cr_expect_eq(tm_labels_new(&l, &p.c, news, "xx", NULL, NULL, &err), TM_ENOTFOUND,
                 "no language");
    p.size[1] = 2;
    cr_expect_eq(tm_labels_new(&l, &p.c, news, "en", NULL, NULL, &err), TM_EINVAL, "sizes");
    p.size[1] = 3;
    p.cluster[1] = 3;
    cr_expect_eq(tm_labels_new(&l, &p.c, news, "en", NULL, NULL, &err), TM_EINVAL, "cluster");
    p.c.rows = p.c.clusters = 0;
    cr_assert_eq(tm_labels_new(&l, &p.c, NULL, "en", NULL, NULL, &err), TM_OK, "nothing");
    cr_expect_eq(l->clusters, 0, "no labels");
    tm_labels_free(l);
    tm_labels_free(NULL);
}

static int stop_at_once(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    (void)ctx;
    (void)stage;
    cr_expect_leq(done, total, "progress");
    return 1;
}

Test(labels, can_be_cancelled)
{
    const tm_run run = {sizeof run, 1, 0, stop_at_once, NULL};
    struct partition p;
    tm_labels *l;

    cr_expect_eq(tm_labels_new(&l, partition(&p, news_cluster, 7), news, "en", NULL, &run, NULL),
                 TM_ECANCELLED, "cancelled");
}

Test(labels, survive_allocation_failure)
{
    struct partition p;
    tm_labels *l;

    fault_install();
    partition(&p, news_cluster, 7);
    FAULT_LOOP(tm_labels_new(&l, &p.c, news, "en", NULL, &fault_run, NULL));
    tm_labels_free(l);
    cr_expect_eq(fault_live, 0, "nothing left");
}
