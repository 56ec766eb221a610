/*
 * Topics of labelled texts, with floors a little below what they reach: whole sets, and small draws
 * from them, in which there is little to learn words from.
 */
#include "corpus.h"
#include "draws.h"

enum { DRAWS = 6, CLASSES = 5 };

/* What draws have to reach: NMI where k is given, accuracy where it is found. */
struct draw_floors {
    double nmi, found;
};

/* Mean of draws of so many documents. */
struct mean {
    double nmi, accuracy;
};

/* What topics have to reach. */
struct floors {
    double nmi, accuracy;
    double ratio; /* their number is within this factor of the truth; 0: not asked */
};

/* As tm-cluster makes topics; known: with the vectors of words that come with the library. */
static tm_partition_scores score_of(const struct corpus *c, size_t k, bool known)
{
    tm_topics_options o = TM_TOPICS_INIT;
    tm_word_vectors *words = NULL;
    tm_tfidf *model;
    tm_sparse *m = fitted(&model, c, c->count < 500 ? 1 : 2, tm_stories_max_df(c->count));
    tm_clustering *found;
    tm_partition_scores s;
    tm_error err = {0};

    if (known &&
        tm_word_vectors_load(&words, TM_SOURCE_DIR "/models/words-en.tm", model, &err) != TM_OK) {
        printf("%s\n", err.message);
        exit(1);
    }
    o.clusters = k;
    o.background = words;
    if (tm_topics(&found, NULL, m, &o, NULL, NULL) != TM_OK)
        exit(1);
    s = score(c, found);
    tm_clustering_free(found);
    tm_word_vectors_free(words);
    tm_sparse_free(m);
    tm_tfidf_free(model);
    return s;
}

/* k: 0 has it found. */
static bool topics(const char *folder, const char *name, size_t k, struct floors f)
{
    struct corpus c = read_corpus(folder, name);
    const tm_partition_scores s = score_of(&c, k, true);
    bool ok;

    printf("%s: %zu topics, %zu %s\n", name, s.gold, s.predicted, k ? "wanted" : "found");
    ok = quality_floor("  NMI", s.nmi, f.nmi);
    ok = quality_floor("  ACC", s.accuracy, f.accuracy) && ok;
    ok = near("topics", s.predicted, s.gold, f.ratio) && ok;
    corpus_free(&c);
    return ok;
}

static bool all_topics(const char *folder)
{
    bool ok = topics(folder, "cluster/bbc_news.jsonl.gz", 0,
                     (struct floors){.nmi = 0.885, .accuracy = 0.96, .ratio = 1.2});

    ok = topics(folder, "cluster/stackoverflow.jsonl.gz", 0,
                (struct floors){.nmi = 0.755, .accuracy = 0.85, .ratio = 1.2}) &&
         ok;
    ok = topics(folder, "cluster/stackoverflow.jsonl.gz", 20,
                (struct floors){.nmi = 0.762, .accuracy = 0.86}) &&
         ok;
    ok = topics(folder, "cluster/searchsnippets.jsonl.gz", 0,
                (struct floors){.nmi = 0.67, .accuracy = 0.76, .ratio = 1.3}) &&
         ok;
    ok = topics(folder, "cluster/searchsnippets.jsonl.gz", 8,
                (struct floors){.nmi = 0.69, .accuracy = 0.85}) &&
         ok;
    ok = topics(folder, "cluster/googlenews_t.jsonl.gz", 152,
                (struct floors){.nmi = 0.933, .accuracy = 0.888}) &&
         ok;
    ok = topics(folder, "cluster/uci_news.jsonl.gz", 87,
                (struct floors){.nmi = 0.903, .accuracy = 0.819}) &&
         ok;
    ok = topics(folder, "cluster/20newsgroups.jsonl.gz", 0,
                (struct floors){.nmi = 0.56, .accuracy = 0.54, .ratio = 1.3}) &&
         ok;
    return topics(folder, "cluster/20newsgroups.jsonl.gz", 20,
                  (struct floors){.nmi = 0.56, .accuracy = 0.55}) &&
           ok;
}

/* So many documents of CLASSES classes, about as many of each; documents are not copied. */
static struct corpus draw(const struct corpus *from, size_t documents, struct random *r)
{
    const size_t classes = json_object_size(from->numbers);
    size_t *class = malloc(classes * sizeof *class),
           *of_class = malloc(from->count * sizeof *class);
    struct corpus c = {.document = malloc(documents * sizeof *c.document),
                       .label = malloc(documents * sizeof *c.label)};

    for (size_t i = 0; i < classes; i++)
        class[i] = i;
    shuffle(class, classes, r);
    for (size_t s = 0; s < CLASSES; s++) {
        size_t there = 0;

        for (size_t i = 0; i < from->count; i++)
            if (from->label[i] == class[s])
                of_class[there++] = i;
        shuffle(of_class, there, r);
        for (size_t i = 0; i < documents / CLASSES && i < there; i++) {
            c.document[c.count] = from->document[of_class[i]];
            c.label[c.count++] = (uint32_t)s;
        }
    }
    free(class);
    free(of_class);
    return c;
}

static void add_score(struct mean *mean, tm_partition_scores s)
{
    mean->nmi += s.nmi / DRAWS;
    mean->accuracy += s.accuracy / DRAWS;
}

static bool draws_of(const struct corpus *from, size_t documents, struct draw_floors f)
{
    struct random r = {0x9e3779b97f4a7c15U + documents};
    struct mean with = {0, 0}, without = {0, 0}, found = {0, 0};
    bool ok;

    for (int i = 0; i < DRAWS; i++) {
        struct corpus c = draw(from, documents, &r);

        add_score(&with, score_of(&c, CLASSES, true));
        add_score(&without, score_of(&c, CLASSES, false));
        add_score(&found, score_of(&c, 0, true));
        free(c.document);
        free(c.label);
    }
    printf("  %zu documents: NMI %.3f, ACC %.3f; without vectors of words %.3f, %.3f\n", documents,
           with.nmi, with.accuracy, without.nmi, without.accuracy);
    ok = quality_floor("  NMI", with.nmi, f.nmi);
    return quality_floor("  ACC, number found", found.accuracy, f.found) && ok;
}

/* Floors of draws of 60 and 200 documents. */
static bool draws(const char *folder, const char *name, struct draw_floors of60,
                  struct draw_floors of200)
{
    struct corpus c = read_corpus(folder, name);
    bool ok;

    printf("%s\n", name);
    ok = draws_of(&c, 60, of60);
    ok = draws_of(&c, 200, of200) && ok;
    corpus_free(&c);
    return ok;
}

static bool all_draws(const char *folder)
{
    bool ok = draws(folder, "cluster/bbc_news.jsonl.gz", (struct draw_floors){0.79, 0.88},
                    (struct draw_floors){0.78, 0.89});

    ok = draws(folder, "cluster/searchsnippets.jsonl.gz", (struct draw_floors){0.42, 0.49},
               (struct draw_floors){0.48, 0.69}) &&
         ok;
    ok = draws(folder, "cluster/20newsgroups.jsonl.gz", (struct draw_floors){0.45, 0.54},
               (struct draw_floors){0.53, 0.63}) &&
         ok;
    ok = draws(folder, "cluster/stackoverflow.jsonl.gz", (struct draw_floors){0.57, 0.69},
               (struct draw_floors){0.68, 0.83}) &&
         ok;
    return draws(folder, "cluster/uci_news.jsonl.gz", (struct draw_floors){0.9, 0.93},
                 (struct draw_floors){0.85, 0.89}) &&
           ok;
}

int main(int argc, char **argv)
{
    const char *folder = argc > 1 ? argv[1] : ".";
    bool ok = all_topics(folder);

    return all_draws(folder) && ok ? 0 : 1;
}
