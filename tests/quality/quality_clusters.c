/* Stories and k-means on labelled texts, with floors a little below what they reach. */
#include "corpus.h"

static size_t of_three(const uint32_t *label, size_t rows)
{
    uint32_t *size = calloc(rows + 1, sizeof *size);
    size_t count = 0;

    for (size_t i = 0; i < rows; i++)
        count += ++size[label[i]] == 3;
    free(size);
    return count;
}

/* What stories have to reach; 0: not asked. */
struct floors {
    double nmi, accuracy, bcubed;
    double ratio; /* the number of clusters is within this factor of the truth */
    double three; /* the same for clusters of three rows or more */
};

/* The first words of every document. */
static void shorten(struct corpus *c, size_t words)
{
    for (size_t i = 0; i < c->count; i++) {
        const char *text = c->document[i].data;
        size_t at = 0;
        for (size_t w = 0; w < words && at < c->document[i].size; w++) {
            at += strspn(text + at, " \n");
            at += strcspn(text + at, " \n");
        }
        c->document[i].size = at;
    }
}

/* words 0: whole documents */
static bool stories_of(const char *folder, const char *name, size_t words, struct floors f)
{
    struct corpus c = read_corpus(folder, name);
    if (words)
        shorten(&c, words);
    tm_sparse *m = vectors(&c, 0, 0.5, true);
    tm_clustering *found;
    tm_partition_scores s;
    bool ok;

    if (tm_stories(&found, m, NULL, NULL, NULL) != TM_OK)
        exit(1);
    s = score(&c, found);
    printf("%s", name);
    if (words)
        printf(", the first %zu words", words);
    printf(": %zu documents, %zu stories, %zu found\n", c.count, s.gold, s.predicted);
    ok = quality_floor("  NMI", s.nmi, f.nmi);
    ok = quality_floor("  ACC", s.accuracy, f.accuracy) && ok;
    ok = quality_floor("  BCubed F1", s.bcubed_f1, f.bcubed) && ok;
    ok = near("stories", s.predicted, s.gold, f.ratio) && ok;
    ok = near("stories of three or more", of_three(found->cluster, c.count),
              of_three(c.label, c.count), f.three) &&
         ok;
    tm_clustering_free(found);
    tm_sparse_free(m);
    corpus_free(&c);
    return ok;
}

static bool stories(const char *folder, const char *name, struct floors f)
{
    return stories_of(folder, name, 0, f);
}

/* Rows from the last to the first. */
static tm_sparse *turned(const tm_sparse *m)
{
    uint32_t *row = malloc((m->rows + 1) * sizeof *row);
    tm_sparse *out;

    for (size_t i = 0; i < m->rows; i++)
        row[i] = (uint32_t)(m->rows - 1 - i);
    if (tm_sparse_select(&out, m, row, m->rows, NULL) != TM_OK)
        exit(1);
    free(row);
    return out;
}

/* Another order of rows moves only documents that are as near to another story, within 1e-6. */
static bool order(const char *folder, const char *name)
{
    struct corpus c = read_corpus(folder, name);
    tm_sparse *m = vectors(&c, 0, 0.5, true), *other = turned(m);
    tm_clustering *a, *b;
    size_t moved = 0;

    if (tm_stories(&a, m, NULL, NULL, NULL) != TM_OK ||
        tm_stories(&b, other, NULL, NULL, NULL) != TM_OK)
        exit(1);
    for (size_t i = 0; i < c.count; i++) {
        const uint32_t here = a->cluster[i], there = b->cluster[c.count - 1 - i];
        bool same = true;
        for (size_t j = 0; j < c.count; j++)
            same = same && (a->cluster[j] == here) == (b->cluster[c.count - 1 - j] == there);
        moved += !same && (double)a->margin[i] >= 1e-6;
    }
    printf("%s: %zu documents lie elsewhere when the order is turned round\n", name, moved);
    tm_clustering_free(a);
    tm_clustering_free(b);
    tm_sparse_free(m);
    tm_sparse_free(other);
    corpus_free(&c);
    return moved == 0;
}

/* The mean over three seeds. */
static bool kmeans(const char *folder, const char *name, unsigned restarts, double nmi)
{
    struct corpus c = read_corpus(folder, name);
    tm_sparse *m = vectors(&c, 2, 0.5, false);
    tm_kmeans_options o = TM_KMEANS_INIT;
    tm_run run = TM_RUN_INIT;
    double sum = 0;

    o.restarts = restarts;
    o.clusters = json_object_size(c.numbers);
    for (run.seed = 0; run.seed < 3; run.seed++) {
        tm_clustering *found;
        if (tm_kmeans(&found, m, &o, &run, NULL) != TM_OK)
            exit(1);
        sum += score(&c, found).nmi / 3;
        tm_clustering_free(found);
    }
    tm_sparse_free(m);
    corpus_free(&c);
    printf("%s: k-means\n", name);
    return quality_floor("  NMI, mean of 3 seeds", sum, nmi);
}

int main(int argc, char **argv)
{
    const char *folder = argc > 1 ? argv[1] : ".";
    bool ok =
        stories(TM_SOURCE_DIR "/data", "day.jsonl",
                (struct floors){.nmi = 0.98, .accuracy = 0.93, .bcubed = 0.955, .ratio = 1.1});

    ok =
        stories(folder, "cluster/day_leads.jsonl.gz",
                (struct floors){.nmi = 0.959, .accuracy = 0.770, .bcubed = 0.860, .ratio = 1.25}) &&
        ok;
    ok =
        stories(folder, "cluster/day_articles.jsonl.gz",
                (struct floors){.nmi = 0.966, .accuracy = 0.803, .bcubed = 0.892, .ratio = 1.25}) &&
        ok;
    ok = stories_of(
             folder, "cluster/day_articles.jsonl.gz", 25,
             (struct floors){.nmi = 0.952, .accuracy = 0.735, .bcubed = 0.832, .ratio = 1.25}) &&
         ok;
    ok =
        stories(folder, "cluster/googlenews_t.jsonl.gz",
                (struct floors){.nmi = 0.940, .accuracy = 0.905, .bcubed = 0.885, .three = 1.15}) &&
        ok;
    ok = stories(folder, "cluster/uci_news.jsonl.gz",
                 (struct floors){.nmi = 0.912, .accuracy = 0.822, .bcubed = 0.828, .three = 1.3}) &&
         ok;
    ok = order(folder, "cluster/day_leads.jsonl.gz") && ok;
    ok = order(folder, "cluster/day_articles.jsonl.gz") && ok;
    ok = kmeans(folder, "cluster/bbc_news.jsonl.gz", 0, 0.85) && ok;
    /* two restarts instead of eight on the large sets: a debug build has to bear it */
    ok = kmeans(folder, "cluster/googlenews_t.jsonl.gz", 2, 0.83) && ok;
    ok = kmeans(folder, "cluster/20newsgroups.jsonl.gz", 2, 0.36) && ok;
    return ok ? 0 : 1;
}
