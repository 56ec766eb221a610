/*
 * Small days: stories and loners drawn from larger sets, so that there are few texts to learn from.
 * The mean over many draws is what counts; a single one says little.
 */
#include "corpus.h"
#include "draws.h"

enum { DRAWS = 20 };

/* Half of the stories are in a day with one document, the others with two or more, four on average.
 */
static size_t reports(struct random *r)
{
    size_t count = 1;

    if (next(r) < 0.5)
        return count;
    for (count = 2; next(r) < 2.0 / 3;)
        count++;
    return count;
}

/* A day of so many documents of `from`; documents are not copied. */
static struct corpus draw(const struct corpus *from, size_t documents, struct random *r)
{
    const size_t stories = json_object_size(from->numbers);
    size_t *story = malloc(stories * sizeof *story),
           *of_story = malloc(from->count * sizeof *story);
    struct corpus day = {.document = malloc(documents * sizeof *day.document),
                         .label = malloc(documents * sizeof *day.label)};

    for (size_t i = 0; i < stories; i++)
        story[i] = i;
    shuffle(story, stories, r);
    for (size_t s = 0; s < stories && day.count < documents; s++) {
        const size_t wanted = reports(r);
        size_t there = 0;
        for (size_t i = 0; i < from->count; i++)
            if (from->label[i] == story[s])
                of_story[there++] = i;
        shuffle(of_story, there, r);
        for (size_t i = 0; i < wanted && i < there && day.count < documents; i++) {
            day.document[day.count] = from->document[of_story[i]];
            day.label[day.count++] = from->label[of_story[i]];
        }
    }
    free(story);
    free(of_story);
    return day;
}

static bool days_of(const struct corpus *from, size_t documents, double floor)
{
    struct random r = {0x9e3779b97f4a7c15U + documents};
    double bcubed = 0;
    char what[64];

    for (int i = 0; i < DRAWS; i++) {
        struct corpus day = draw(from, documents, &r);
        bcubed += story_scores(&day).bcubed_f1 / DRAWS;
        free(day.document);
        free(day.label);
    }
    snprintf(what, sizeof what, "  BCubed F1, days of %zu", documents);
    return quality_floor(what, bcubed, floor);
}

/* Floors of days of 20, 50 and 200 documents; 0: not asked. */
static bool days(const char *folder, const char *name, double of20, double of50, double of200)
{
    struct corpus c = read_corpus(folder, name);
    bool ok;

    printf("%s\n", name);
    ok = days_of(&c, 20, of20);
    ok = days_of(&c, 50, of50) && ok;
    if (of200 > 0)
        ok = days_of(&c, 200, of200) && ok;
    corpus_free(&c);
    return ok;
}

int main(int argc, char **argv)
{
    const char *folder = argc > 1 ? argv[1] : ".";
    bool ok = days(folder, "cluster/googlenews_t.jsonl.gz", 0.895, 0.9, 0.88);

    ok = days(folder, "cluster/uci_news.jsonl.gz", 0.87, 0.878, 0.843) && ok;
    ok = days(folder, "cluster/day_leads.jsonl.gz", 0.951, 0.938, 0.912) && ok;
    ok = days(folder, "cluster/day_articles.jsonl.gz", 0.96, 0.95, 0.92) && ok;
    return ok ? 0 : 1;
}
