/*
 * Key phrases beside what people wrote: of the different words of the ten best phrases, how many
 * stand in the reference (precision), and of those of the reference that are no stop words, how
 * many are in the phrases (recall). Stems are compared.
 */
#include "quality.h"

#include <jansson.h>
#include <tm.h>

enum { MOST_DOCUMENTS = 64, MOST_WORDS = 1 << 14 };

static const char *const algorithms[] = {"rarity", "textrank", "rake", "yake"};

struct set {
    const char *name, *language;
    double floor; /* F of the default; YAKE 0.6 has .278, RAKE .194, the ten words with the highest
                     TF-IDF .298 on the first 300 of cnndm_val; .119, .176, .153 on temario_a */
};

static const struct set sets[] = {
    {"cnndm_val", "en", .32},
    {"multinews_a", "en", .17},
    {"temario_a", "pt", .18},
};

/* A set of stems, as they come. */
struct stems {
    char *stem[MOST_WORDS];
    size_t count;
};

static void stems_clear(struct stems *s)
{
    while (s->count)
        free(s->stem[--s->count]);
}

static bool stems_have(const struct stems *s, const char *stem)
{
    for (size_t i = 0; i < s->count; i++)
        if (strcmp(s->stem[i], stem) == 0)
            return true;
    return false;
}

static bool stems_add(struct stems *s, tm_analyzer *analyzer, const char *text, size_t size)
{
    tm_span *word;
    size_t words;
    tm_text term;

    if (tm_words(&word, &words, text, size, TM_WORDS_NEWS, NULL) != TM_OK)
        return false;
    for (size_t i = 0; i < words && s->count < MOST_WORDS; i++) {
        char stem[256], *copy;
        if (tm_analyzer_term(analyzer, &term, text + word[i].start, word[i].end - word[i].start,
                             NULL) != TM_OK)
            return false;
        snprintf(stem, sizeof stem, "%.*s", (int)term.size, term.data);
        if (!term.size || stems_have(s, stem))
            continue;
        copy = malloc(strlen(stem) + 1);
        s->stem[s->count++] = strcpy(copy, stem);
    }
    tm_free(word);
    return true;
}

struct sums {
    double precision, recall, records;
};

static double f_of(const struct sums *s)
{
    const double p = s->precision / s->records, r = s->recall / s->records;

    return 2 * p * r / (p + r);
}

static void compare(struct sums *sums, const struct stems *phrases, const struct stems *reference)
{
    double both = 0;

    for (size_t i = 0; i < phrases->count; i++)
        both += stems_have(reference, phrases->stem[i]);
    sums->records++;
    sums->precision += phrases->count ? both / (double)phrases->count : 0;
    sums->recall += reference->count ? both / (double)reference->count : 0;
}

static bool score_record(const struct set *set, const tm_tfidf *background, tm_analyzer *analyzer,
                         json_t *record, struct sums *sums)
{
    static struct stems phrases, reference;
    json_t *documents = json_object_get(record, "documents"), *value;
    tm_text text[MOST_DOCUMENTS];
    bool ok = true;
    size_t i;

    json_array_foreach(documents, i, value) if (i < MOST_DOCUMENTS) text[i] =
        (tm_text){json_string_value(value), json_string_length(value)};
    json_array_foreach(json_object_get(record, "references"), i, value) ok =
        ok && stems_add(&reference, analyzer, json_string_value(value), json_string_length(value));
    for (int a = TM_KEYWORDS_RARITY; ok && a <= TM_KEYWORDS_YAKE; a++) {
        tm_keyword_options o = TM_KEYWORD_INIT;
        tm_keywords *k;
        o.language = set->language;
        o.algorithm = (tm_keyword_algorithm)a;
        o.background = strcmp(set->language, "en") == 0 ? background : NULL;
        ok = tm_keywords_find(&k, text, json_array_size(documents), &o, NULL, NULL) == TM_OK;
        for (i = 0; ok && i < k->count; i++)
            ok = stems_add(&phrases, analyzer, k->keyword[i].text, strlen(k->keyword[i].text));
        compare(&sums[a], &phrases, &reference);
        tm_keywords_free(k);
        stems_clear(&phrases);
    }
    stems_clear(&reference);
    return ok;
}

static bool score_set(const char *folder, const struct set *set, const tm_tfidf *background)
{
    tm_analyzer_options o = TM_ANALYZER_INIT;
    struct sums sums[4] = {{0, 0, 0}};
    tm_analyzer *analyzer;
    struct quality_file f;
    bool ok = true;
    char name[64];

    o.language = set->language;
    o.stem = true;
    if (tm_analyzer_new(&analyzer, &o, NULL) != TM_OK)
        return false;
    snprintf(name, sizeof name, "summary/%s.jsonl.gz", set->name);
    f = quality_open(folder, name);
    while (quality_line(&f)) {
        json_t *record = json_loads(f.line, 0, NULL);
        ok = ok && record && score_record(set, background, analyzer, record, sums);
        json_decref(record);
    }
    tm_analyzer_free(analyzer);
    for (size_t a = 0; a < 4; a++)
        printf("%-12s %-9s precision %.3f, recall %.3f, F %.3f\n", set->name, algorithms[a],
               sums[a].precision / sums[a].records, sums[a].recall / sums[a].records,
               f_of(&sums[a]));
    return quality_floor(set->name, f_of(&sums[0]), set->floor) && ok;
}

int main(int argc, char **argv)
{
    const char *folder = argc > 1 ? argv[1] : ".";
    tm_tfidf *background;
    tm_error err;
    bool ok = true;

    if (tm_tfidf_load(&background, TM_SOURCE_DIR "/models/background-en.tm", &err) != TM_OK) {
        printf("%s\n", err.message);
        return 1;
    }
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        ok &= score_set(folder, &sets[i], background);
    tm_tfidf_free(background);
    return !ok;
}
