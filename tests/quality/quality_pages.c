/*
 * Pages about few events: articles on 16 events, cut into pages of so many words. A page comes back
 * to its own words, which says nothing of whether it tells the same event as another.
 */
#include "corpus.h"
#include "draws.h"

enum { EVENTS = 16, DRAWS = 4, FEWEST_PAGES = 6 };

/* Up to so many words from `at` on; what is less than half of a page is no page. */
static tm_text page_at(const char *text, size_t *at, size_t words)
{
    tm_text page;
    size_t count = 0;

    *at += strspn(text + *at, " \n\t");
    page = (tm_text){text + *at, 0};
    while (text[*at] && count < words) {
        *at += strcspn(text + *at, " \n\t");
        page.size = (size_t)(text + *at - page.data);
        *at += strspn(text + *at, " \n\t");
        count++;
    }
    return 2 * count > words ? page : (tm_text){NULL, 0};
}

/* The pages of an event, appended; documents are not copied. */
static void add_pages(struct corpus *c, const json_t *event, uint32_t label, size_t words)
{
    const json_t *document;
    size_t i;

    json_array_foreach(json_object_get(event, "documents"), i, document)
    {
        const char *text = json_string_value(document);
        for (size_t at = 0; text[at];) {
            const tm_text page = page_at(text, &at, words);
            if (!page.data)
                continue;
            c->document = realloc(c->document, (c->count + 1) * sizeof *c->document);
            c->label = realloc(c->label, (c->count + 1) * sizeof *c->label);
            c->document[c->count] = page;
            c->label[c->count++] = label;
        }
    }
}

static double nmi_of_draw(const json_t *events, size_t words, struct random *r)
{
    const size_t count = json_array_size(events);
    size_t *order = malloc(count * sizeof *order);
    struct corpus c = {0};
    double nmi;

    for (size_t i = 0; i < count; i++)
        order[i] = i;
    shuffle(order, count, r);
    for (size_t i = 0, taken = 0; i < count && taken < EVENTS; i++) {
        const size_t before = c.count;
        add_pages(&c, json_array_get(events, order[i]), (uint32_t)taken, words);
        if (c.count - before < FEWEST_PAGES)
            c.count = before;
        else
            taken++;
    }
    nmi = story_scores(&c).nmi;
    free(c.document);
    free(c.label);
    free(order);
    return nmi;
}

static bool pages_of(const json_t *events, size_t words, double floor)
{
    struct random r = {0x9e3779b97f4a7c15U + words};
    double nmi = 0;
    char what[64];

    for (int i = 0; i < DRAWS; i++)
        nmi += nmi_of_draw(events, words, &r) / DRAWS;
    snprintf(what, sizeof what, "NMI, pages of %zu words", words);
    return quality_floor(what, nmi, floor);
}

int main(int argc, char **argv)
{
    struct quality_file f = quality_open(argc > 1 ? argv[1] : ".", "summary/multinews_a.jsonl.gz");
    json_t *events = json_array();
    bool ok;

    while (quality_line(&f))
        if (f.line[0])
            json_array_append_new(events, json_loads(f.line, 0, NULL));
    ok = pages_of(events, 120, 0.960);
    ok = pages_of(events, 300, 0.973) && ok;
    json_decref(events);
    return ok ? 0 : 1;
}
