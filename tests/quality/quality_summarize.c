/* ROUGE of summaries beside what people wrote, and a scraped page. */
#include "quality.h"

#include <jansson.h>
#include <tm.h>

struct rouge {
    double f1, f2;
};

/* How the weights of a set's summaries were learned. */
enum weights {
    OWN,   /* the library's */
    HALVES /* from the other half of the set, and from `beside` */
};

struct set {
    const char *name, *language;
    tm_summary_options budget; /* none: as many words as the reference */
    enum weights weights;
    const char *beside;
    double beside_weight;
    tm_summary_mode mode; /* of the training; summaries find theirs */
    double rouge1, rouge2;
};

#define SENTENCES(n)                                                                               \
    {                                                                                              \
        .sentences = n                                                                             \
    }
#define WORDS(n)                                                                                   \
    {                                                                                              \
        .words = n                                                                                 \
    }

/*
 * The floors are what was measured, less .004; of the first, what is asked for. With our sentences LEAD has .285/.106 on cnndm_val.
 * The library's own weights were learned from cnndm_* and multinews_a, so that only the halves of
 * those say something; opinosis, temario_a and bbc_a were not learned from.
 */
static const struct set sets[] = {
    {"cnndm_val", "en", SENTENCES(3), HALVES, "cnndm_train", 1, TM_SUMMARY_ARTICLE, .322, .119},
    {"cnndm_val", "en", SENTENCES(1), HALVES, "cnndm_train", 1, TM_SUMMARY_ARTICLE, .294, .099},
    {"cnndm_val", "en", WORDS(50), HALVES, "cnndm_train", 1, TM_SUMMARY_ARTICLE, .316, .108},
    {"cnndm_val", "en", WORDS(15), HALVES, "cnndm_train", 1, TM_SUMMARY_ARTICLE, .242, .082},
    {"cnndm_val", "en", WORDS(25), HALVES, "cnndm_train", 1, TM_SUMMARY_ARTICLE, .290, .098},
    {"cnndm_train", "en", SENTENCES(3), HALVES, "cnndm_val", 1, TM_SUMMARY_ARTICLE, .375, .149},
    {"multinews_a", "en", SENTENCES(9), HALVES, "cnndm_val", .03, TM_SUMMARY_DOCUMENTS, .462, .163},
    {"opinosis", "en", SENTENCES(2), OWN, NULL, 0, TM_SUMMARY_AUTO, .328, .109},
    {"temario_a", "pt", {0}, OWN, NULL, 0, TM_SUMMARY_AUTO, .482, .167},
    {"bbc_a", "en", {.ratio = .4}, OWN, NULL, 0, TM_SUMMARY_AUTO, .800, .739},
};

static size_t count_words(tm_text t)
{
    size_t words = 0;

    for (size_t i = 0; i < t.size; i++)
        words += !strchr(" \t\r\n", t.data[i]) && (i == 0 || strchr(" \t\r\n", t.data[i - 1]));
    return words;
}

/* Records in memory. */
struct records {
    json_t **object; /* the texts are borrowed from them */
    tm_summary_record *record;
    size_t count, capacity;
};

static tm_text *texts_of(json_t *list, size_t *count)
{
    tm_text *text = malloc((json_array_size(list) + 1) * sizeof *text);
    json_t *value;
    size_t i;

    *count = json_array_size(list);
    json_array_foreach(list, i, value) text[i] =
        (tm_text){json_string_value(value), json_string_length(value)};
    return text;
}

static struct records read_records(const char *folder, const char *name, const char *language)
{
    struct records r = {NULL, NULL, 0, 0};
    struct quality_file f;
    char path[64];

    snprintf(path, sizeof path, "summary/%s.jsonl.gz", name);
    f = quality_open(folder, path);
    while (quality_line(&f)) {
        tm_summary_record *one;
        if (r.count == r.capacity) {
            r.capacity = 2 * r.capacity + 64;
            r.object = realloc(r.object, r.capacity * sizeof *r.object);
            r.record = realloc(r.record, r.capacity * sizeof *r.record);
        }
        r.object[r.count] = json_loads(f.line, 0, NULL);
        one = &r.record[r.count];
        one->document = texts_of(json_object_get(r.object[r.count], "documents"), &one->documents);
        one->reference =
            texts_of(json_object_get(r.object[r.count++], "references"), &one->references);
        one->language = language;
        one->weight = 1;
    }
    return r;
}

static void free_records(struct records *r)
{
    for (size_t i = 0; i < r->count; i++) {
        free((void *)(uintptr_t)r->record[i].document);
        free((void *)(uintptr_t)r->record[i].reference);
        json_decref(r->object[i]);
    }
    free(r->object);
    free(r->record);
}

/* Weights from the half of the records that `half` (0 or 1) does not name, and those beside. */
static tm_summary_model *train(const struct set *set, const struct records *records, size_t half,
                               const struct records *beside)
{
    const size_t middle = records->count / 2;
    tm_summary_record *learn = malloc((records->count + beside->count) * sizeof *learn);
    tm_summary_model *model = NULL;
    size_t n = 0;

    for (size_t i = half ? 0 : middle; i < (half ? middle : records->count); i++)
        learn[n++] = records->record[i];
    for (size_t i = 0; i < beside->count; i++) {
        learn[n] = beside->record[i];
        learn[n++].weight = set->beside_weight;
    }
    if (tm_summary_train(&model, learn, n, set->mode, NULL, NULL) != TM_OK)
        model = NULL;
    free(learn);
    return model;
}

/* Add a record's scores, the mean over its references. False if it could not be summarised. */
static bool score_record(const struct set *set, const tm_summary_record *r,
                         const tm_summary_model *model, struct rouge *sum)
{
    tm_rouge_score score[TM_ROUGE_MEASURES];
    tm_summary_options o = set->budget;
    tm_summary *s;
    size_t words = 0;
    bool ok;

    for (size_t i = 0; i < r->references; i++)
        words += count_words(r->reference[i]);
    o.size = sizeof o;
    o.language = set->language;
    o.model = model;
    if (!o.sentences && !o.words && o.ratio == 0)
        o.words = words / r->references;
    if (tm_summarize(&s, r->document, r->documents, &o, NULL, NULL) != TM_OK)
        return false;
    ok = (!o.words || count_words((tm_text){s->text, s->text_size}) <= o.words) &&
         tm_evaluate_rouge(score, (tm_text){s->text, s->text_size}, r->reference, r->references,
                           NULL, NULL) == TM_OK;
    sum->f1 += score[TM_ROUGE_1].f;
    sum->f2 += score[TM_ROUGE_2].f;
    tm_summary_free(s);
    return ok;
}

static bool score_half(const struct set *set, const struct records *records, size_t half,
                       const struct records *beside, struct rouge *sum)
{
    const size_t middle = records->count / 2;
    tm_summary_model *model = set->weights == HALVES ? train(set, records, half, beside) : NULL;
    bool ok = model || set->weights == OWN;

    for (size_t i = half ? middle : 0; ok && i < (half ? records->count : middle); i++)
        ok = score_record(set, &records->record[i], model, sum);
    tm_summary_model_free(model);
    return ok;
}

static bool score_set(const char *folder, const struct set *set)
{
    const tm_summary_options *b = &set->budget;
    struct records records = read_records(folder, set->name, set->language);
    struct records beside = {NULL, NULL, 0, 0};
    struct rouge sum = {0, 0};
    char name[96];
    bool ok;

    if (set->beside)
        beside = read_records(folder, set->beside, "en");
    ok = score_half(set, &records, 0, &beside, &sum) && score_half(set, &records, 1, &beside, &sum);
    snprintf(name, sizeof name, "%s %zu sentences %zu words %.1f ROUGE-1", set->name, b->sentences,
             b->words, b->ratio);
    ok &= quality_floor(name, sum.f1 / (double)records.count, set->rouge1);
    ok &= quality_floor("  ROUGE-2", sum.f2 / (double)records.count, set->rouge2);
    free_records(&records);
    free_records(&beside);
    return ok;
}

/* The article is lines 3 to 40 of the page; teasers stand before it, teasers and chrome behind. */
static bool check_page(const char *folder)
{
    struct quality_file f = quality_open(folder, "anewz-page.txt");
    char *page = malloc(1 << 20);
    size_t size = 0, from = 0, to = 0, lines = 0;
    tm_summary *s;
    bool ok = page != NULL;

    while (ok && quality_line(&f) && size + strlen(f.line) + 2 < 1 << 20) {
        lines++;
        from = lines == 3 ? size : from;
        size += (size_t)sprintf(page + size, "%s\n", f.line);
        to = lines == 40 ? size : to;
    }
    ok = ok && tm_summarize(&s, &(tm_text){page, size}, 1, NULL, NULL, NULL) == TM_OK;
    if (!ok)
        return false;
    for (size_t i = 0; i < s->count; i++)
        ok &= s->sentence[i].start >= from && s->sentence[i].end < to;
    ok &= s->count == 3 && !s->cut;
    printf("a page: %s\n", ok ? "three sentences of its article" : s->text);
    tm_summary_free(s);
    free(page);
    return ok;
}

int main(int argc, char **argv)
{
    const char *folder = argc > 1 ? argv[1] : ".";
    bool ok = check_page(folder);

    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        ok &= score_set(folder, &sets[i]);
    return !ok;
}
