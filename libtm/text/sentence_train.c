#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "text/language_model.h"
#include "text/sentence_counts.h"
#include "text/sentence_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Nouns are capitals if this share of words inside sentences are: German .29, English .05. */
static const double NOUNS = 0.2;
static const double ABBREVIATION = 0.3, STARTER = 100;
static const double SURE = 8; /* times the ratio of other starters */
enum { LEAST = 20, LEAST_PAIRS = 2 };

/* A word that goes into the model. */
struct entry {
    size_t at; /* in the bytes of all */
    const char *data;
    uint32_t size;
    uint8_t kind;
};

struct trainer {
    const tm_language_sample *sample;
    size_t count;
    tm_sentence_options options;
    struct tm__sentence_counts counts; /* of the language at hand */
    uint8_t *kind;                     /* [counts.word.count] */
    struct tm__sentence_stored *language;
    size_t languages, language_capacity;
    struct tm__buffer bytes; /* of the words of all languages, not yet in order */
    struct entry *entry;
    size_t entries, entry_capacity;
    tm_sentence_report report;
};

static double log_likelihood(double a, double b, double ab, double n)
{
    const double p1 = b / n, p2 = 0.99;
    const double null = ab * log(p1) + (a - ab) * log(1 - p1);
    const double alternative = ab * log(p2) + (a - ab) * log(1 - p2);

    return 2 * (alternative - null);
}

/*
 * How much more a full stop belongs to the word than chance says; less for long words, and much
 * less for words that are also seen without it (Kiss & Strunk 2006, 3.1).
 */
static double abbreviation_score(const struct tm__sentence_counts *counts, uint32_t id)
{
    const struct tm__sentence_count *const c = &counts->count[id];
    const tm_text word = tm__strings_get(&counts->word, id);
    double letters = 0;

    if ( counts->stops == 0 || counts->stops >= counts->words)
        return 0;
    for (size_t i = 0; i < word.size; i++)
        letters += ((unsigned char)word.data[i] & 0xC0) != 0x80;
    if (letters < 2) /* initials have a rule */
        return 0;
    return log_likelihood((double)c->stopped + c->plain, (double)counts->stops, c->stopped,
                          (double)counts->words) *
           exp(-letters) * pow(letters, -(double)c->plain);
}

/* How much likelier the word is behind a sure end than as a capital inside a sentence. */
static double starter_ratio(const struct tm__sentence_counts *counts, uint32_t id)
{
    const struct tm__sentence_count *const c = &counts->count[id];

    if (counts->starts == 0 || counts->insides == 0)
        return 0;
    return (double)c->starting / (double)counts->starts /
           ((c->inside + 0.5) / (double)counts->insides);
}

static bool add_entry(struct trainer *t, tm_text word, unsigned kind)
{
    const struct entry entry = {t->bytes.size, NULL, (uint32_t)word.size, (uint8_t)kind};

    if (!tm__grow(&t->entry, &t->entry_capacity, t->entries + 1, sizeof *t->entry) ||
        !tm__buffer_append(&t->bytes, word.data, word.size))
        return false;
    t->entry[t->entries++] = entry;
    t->report.abbreviations += (kind & TM__ABBREVIATION) != 0;
    t->report.starters += (kind & TM__STARTER) != 0;
    t->report.collocations += (kind & TM__COLLOCATION) != 0;
    return true;
}

/* Mark the words of a language and keep those that are something. */
static bool judge_words(struct trainer *t)
{
    const struct tm__sentence_counts *const counts = &t->counts;

    t->kind = tm__calloc(counts->word.count, 1);
    for (uint32_t i = 0; t->kind && i < counts->word.count; i++) {
        const struct tm__sentence_count *const c = &counts->count[i];
        const double ratio = starter_ratio(counts, i);

        if (c->stopped >= t->options.least &&
            abbreviation_score(counts, i) >= t->options.abbreviation)
            t->kind[i] |= TM__ABBREVIATION;
        if (c->starting >= t->options.least && ratio >= t->options.starter)
            t->kind[i] |= ratio >= SURE * t->options.starter ? TM__STARTER | TM__SURE_STARTER
                                                             : TM__STARTER;
        if (t->kind[i] && !add_entry(t, tm__strings_get(&counts->word, i), t->kind[i]))
            return false;
    }
    return t->kind;
}

static bool keep_pairs(struct trainer *t)
{
    for (uint32_t i = 0; i < t->counts.pair.count; i++)
        if (t->counts.pair_count[i] >= LEAST_PAIRS &&
            !add_entry(t, tm__strings_get(&t->counts.pair, i), TM__COLLOCATION))
            return false;
    return true;
}

static double capitals_inside(const struct tm__sentence_counts *counts)
{
    double inside = 0;

    for (size_t i = 0; i < counts->word.count; i++)
        inside += counts->count[i].inside;
    return counts->insides > 0 ? inside / (double)counts->insides : 0;
}

static tm_status count_samples(struct trainer *t, const char *code, int pass, const tm_run *run,
                               tm_error *err)
{
    const struct tm__word_list *const stop = tm__stopword_list(code);
    tm_status status = TM_OK;

    for (size_t i = 0; i < t->count && status == TM_OK; i++) {
        const tm_text text = t->sample[i].text;

        if (strcmp(t->sample[i].code, code) != 0)
            continue;
        if (!(pass == 0 ? tm__sentence_count_words(&t->counts, text.data, text.size, stop)
                        : tm__sentence_count_pairs(&t->counts, text.data, text.size, stop,
                                                   t->kind)))
            status = tm__fail_memory(err, "counting words");
        if (status == TM_OK && i % 1024 == 0)
            status = tm__progress(run, code, i, t->count, err);
    }
    return status;
}

/* One language: count its words, judge them, count what comes before those that start sentences. */
static tm_status learn(struct trainer *t, struct tm__sentence_stored *language, const tm_run *run,
                       tm_error *err)
{
    const size_t first = t->entries;
    tm_status status = tm__sentence_counts_init(&t->counts) ? TM_OK
                                                            : tm__fail_memory(err, "counting words");

    for (int pass = 0; pass < 2 && status == TM_OK; pass++) {
        status = count_samples(t, language->code, pass, run, err);
        if (status == TM_OK && !(pass == 0 ? judge_words(t) : keep_pairs(t)))
            status = tm__fail_memory(err, "learning where sentences end");
    }
    language->nouns = status == TM_OK && capitals_inside(&t->counts) >= NOUNS;
    language->first = (uint32_t)first;
    language->words = (uint32_t)(t->entries - first);
    tm__free(t->kind);
    t->kind = NULL;
    tm__sentence_counts_release(&t->counts);
    return status;
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *const a = left, *const b = right;
    const int order = memcmp(a->data, b->data, a->size < b->size ? a->size : b->size);

    return order ? order : (a->size > b->size) - (a->size < b->size);
}

/* Put the words of each language in order and write all. */
static tm_status save(struct trainer *t, const char *path, tm_error *err)
{
    tm_sentence_model model = {.languages = t->languages,
                               .words = t->entries,
                               .language = t->language};
    uint32_t *const offset = tm__alloc_array(t->entries + 1, sizeof *offset);
    char *const bytes = tm__malloc(t->bytes.size);
    uint8_t *const kind = tm__malloc(t->entries);
    tm_status status = TM_OK;

    if (!offset || !bytes || !kind) {
        status = tm__fail_memory(err, "writing a sentence model");
    } else {
        for (size_t i = 0; i < t->entries; i++)
            t->entry[i].data = t->bytes.data + t->entry[i].at;
        for (size_t i = 0; i < t->languages; i++)
            if (t->language[i].words > 1)
                qsort(t->entry + t->language[i].first, t->language[i].words, sizeof *t->entry,
                      compare_entries);
        offset[0] = 0;
        for (size_t i = 0; i < t->entries; i++) {
            memcpy(bytes + offset[i], t->entry[i].data, t->entry[i].size);
            offset[i + 1] = offset[i] + t->entry[i].size;
            kind[i] = t->entry[i].kind;
        }
        model.offset = offset;
        model.bytes = bytes;
        model.kind = kind;
        status = tm__sentence_model_save(&model, path, err);
    }
    tm__free(offset);
    tm__free(bytes);
    tm__free(kind);
    return status;
}

/* The languages of the samples, sorted. */
static tm_status find_languages(struct trainer *t, tm_error *err)
{
    for (size_t i = 0; i < t->count; i++) {
        struct tm__sentence_stored stored = {{0}, 0, 0, 0, 0};
        const char *const code = t->sample[i].code;
        size_t at = 0;

        if (strlen(code) < sizeof stored.code)
            memcpy(stored.code, code, strlen(code));
        if (!tm__language_code_ok(stored.code))
            return tm__fail(err, TM_EINVAL, "language code '%.20s' is not 2 to 7 of a-z", code);
        while (at < t->languages && strcmp(t->language[at].code, code) < 0)
            at++;
        if (at < t->languages && strcmp(t->language[at].code, code) == 0)
            continue;
        if (!tm__grow(&t->language, &t->language_capacity, t->languages + 1, sizeof *t->language))
            return tm__fail_memory(err, "learning where sentences end");
        memmove(t->language + at + 1, t->language + at, (t->languages - at) * sizeof *t->language);
        t->language[at] = stored;
        t->languages++;
    }
    return t->count > 0 ? TM_OK : tm__fail(err, TM_EINVAL, "no samples to learn from");
}

static tm_status train(struct trainer *t, const char *path, const tm_run *run, tm_error *err)
{
    tm_status status = find_languages(t, err);

    for (size_t i = 0; i < t->languages && status == TM_OK; i++)
        status = learn(t, &t->language[i], run, err);
    if (status == TM_OK && (t->entries > UINT32_MAX - 1 || t->bytes.size > UINT32_MAX))
        status = tm__fail(err, TM_EINVAL, "more than 2^32 bytes of words");
    if (status == TM_OK)
        status = save(t, path, err);
    t->report.languages = t->languages;
    t->report.samples = t->count;
    return status;
}

static tm_status choose(tm_sentence_options *out, const tm_sentence_options *options, tm_error *err)
{
    static const tm_sentence_options defaults = TM_SENTENCE_INIT;

    *out = defaults;
    if (options) {
        if (options->size < sizeof options->size || options->size > sizeof *out)
            return tm__fail(err, TM_EINVAL, "options of %zu bytes; this library knows %zu",
                            options->size, sizeof *out);
        memcpy(out, options, options->size);
    }
    if (!(out->abbreviation >= 0) || !(out->starter >= 0))
        return tm__fail(err, TM_EINVAL, "a score below 0");
    if (out->abbreviation == 0)
        out->abbreviation = ABBREVIATION;
    if (out->starter == 0)
        out->starter = STARTER;
    if (out->least == 0)
        out->least = LEAST;
    return TM_OK;
}

tm_status tm_sentence_train(const char *path, tm_sentence_report *report,
                            const tm_language_sample *samples, size_t count,
                            const tm_sentence_options *options, const tm_run *run, tm_error *err)
{
    struct trainer t = {.sample = samples, .count = count};
    tm_status status = choose(&t.options, options, err);

    if (status == TM_OK)
        status = train(&t, path, run, err);
    if (status == TM_OK && report)
        *report = t.report;
    tm__free(t.language);
    tm__free(t.entry);
    tm__buffer_release(&t.bytes);
    return status;
}
