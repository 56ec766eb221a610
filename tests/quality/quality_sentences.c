/* Sentence ends against gold, cut by the rules and the model that comes with the library: the F1 of
 * each corpus, and the golden rules for English. */
#include "quality.h"

#include <jansson.h>
#include <tm.h>

/* Floors: what was reached, less a small margin. */
static const struct {
    const char *file, *language;
    double floor;
} corpora[] = {
    {"text/sentences_de_gsd.jsonl.gz", "de", 0.960},
    {"text/sentences_en_ewt_a.jsonl.gz", "en", 0.920},
    {"text/sentences_en_gum.jsonl.gz", "en", 0.981},
    {"text/sentences_es_gsd.jsonl.gz", "es", 0.983},
    {"text/sentences_fr_gsd.jsonl.gz", "fr", 0.981},
    {"text/sentences_pt_bosque.jsonl.gz", "pt", 0.941},
};
enum { GOLDEN_FLOOR = 52 }; /* of 52 */
static const double MEAN_FLOOR = 0.970; /* without en_ewt, whose mails have ends that nothing shows */

static tm_sentence_model *model;

struct counts {
    size_t gold, found, both;
};

static json_t *parse(const char *line)
{
    json_error_t error;
    json_t *record = json_loads(line, 0, &error);

    if (!record) {
        printf("bad line: %s\n", error.text);
        exit(1);
    }
    return record;
}

/* Offsets of code points in bytes; the last entry is the size. */
static size_t *offsets(const char *text, size_t size)
{
    size_t *at = malloc((size + 1) * sizeof *at), count = 0;

    for (size_t i = 0; i < size; i++)
        if (((unsigned char)text[i] & 0xC0) != 0x80)
            at[count++] = i;
    at[count] = size;
    return at;
}

static size_t trimmed(const char *text, size_t end)
{
    while (end > 0 && (unsigned char)text[end - 1] <= ' ')
        end--;
    return end;
}

static tm_span *split(const char *text, size_t size, const char *language, size_t *count)
{
    tm_span *spans;
    tm_error err;

    if (tm_sentences_trained(&spans, count, text, size, language, model, &err) != TM_OK) {
        printf("%s\n", err.message);
        exit(1);
    }
    return spans;
}

static void count_record(struct counts *counts, const json_t *record, const char *language)
{
    const char *text = json_string_value(json_object_get(record, "text"));
    const size_t size = json_string_length(json_object_get(record, "text"));
    const json_t *gold = json_object_get(record, "sentences");
    size_t *at = offsets(text, size), found, k = 0;
    tm_span *spans = split(text, size, language, &found);

    counts->found += found;
    counts->gold += json_array_size(gold);
    for (size_t i = 0; i < json_array_size(gold); i++) {
        const json_t *pair = json_array_get(gold, i);
        const size_t end = trimmed(text, at[(size_t)json_integer_value(json_array_get(pair, 1))]);

        while (k < found && trimmed(text, spans[k].end) < end)
            k++;
        counts->both += k < found && trimmed(text, spans[k].end) == end;
    }
    tm_free(spans);
    free(at);
}

static double score_corpus(const char *folder, const char *file, const char *language)
{
    struct quality_file f = quality_open(folder, file);
    struct counts counts = {0};

    while (quality_line(&f)) {
        json_t *record = parse(f.line);

        count_record(&counts, record, language);
        json_decref(record);
    }
    return 2.0 * (double)counts.both / (double)(counts.gold + counts.found);
}

/* Text without its white space. */
struct squeezed {
    char *data;
    size_t size;
};

static void squeeze(struct squeezed *out, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)text[i] > ' ')
            out->data[out->size++] = text[i];
}

/* The gold sentences, each followed by `separator` if it is not NUL. */
static struct squeezed squeeze_gold(const json_t *gold, char separator)
{
    struct squeezed out = {NULL, 0};
    size_t room = 0;

    for (size_t i = 0; i < json_array_size(gold); i++)
        room += json_string_length(json_array_get(gold, i)) + 1;
    out.data = malloc(room + 1);
    for (size_t i = 0; i < json_array_size(gold); i++) {
        const json_t *sentence = json_array_get(gold, i);

        squeeze(&out, json_string_value(sentence), json_string_length(sentence));
        if (separator)
            out.data[out.size++] = separator;
    }
    return out;
}

static bool same(struct squeezed *a, struct squeezed *b)
{
    const bool equal = a->size == b->size && memcmp(a->data, b->data, a->size) == 0;

    free(a->data);
    free(b->data);
    return equal;
}

/* Cases that change the text test cleaning, which is not ours. */
static bool keeps_text(const json_t *record)
{
    const json_t *text = json_object_get(record, "text");
    struct squeezed want = squeeze_gold(json_object_get(record, "sentences"), '\0');
    struct squeezed plain = {malloc(json_string_length(text) + 1), 0};

    squeeze(&plain, json_string_value(text), json_string_length(text));
    return same(&want, &plain);
}

static bool golden_case(const json_t *record)
{
    const char *text = json_string_value(json_object_get(record, "text"));
    const size_t size = json_string_length(json_object_get(record, "text"));
    struct squeezed want = squeeze_gold(json_object_get(record, "sentences"), '\n');
    struct squeezed got = {malloc(2 * size + 1), 0};
    size_t found;
    tm_span *spans = split(text, size, "en", &found);

    for (size_t i = 0; i < found; i++) {
        squeeze(&got, text + spans[i].start, spans[i].end - spans[i].start);
        got.data[got.size++] = '\n';
    }
    tm_free(spans);
    return same(&want, &got);
}

static bool check_golden(const char *folder)
{
    struct quality_file f = quality_open(folder, "text/golden_rules.jsonl.gz");
    int cases = 0, passed = 0;

    while (quality_line(&f)) {
        json_t *record = parse(f.line);

        if (json_is_true(json_object_get(record, "golden")) &&
            strcmp(json_string_value(json_object_get(record, "lang")), "en") == 0 &&
            keeps_text(record)) {
            cases++;
            passed += golden_case(record);
        }
        json_decref(record);
    }
    printf("golden rules for English: %d of %d (floor %d)\n", passed, cases, GOLDEN_FLOOR);
    return passed >= GOLDEN_FLOOR;
}

static bool check_corpora(const char *folder)
{
    bool good = true;
    double sum = 0, files = 0;

    for (size_t i = 0; i < sizeof corpora / sizeof *corpora; i++) {
        const double f1 = score_corpus(folder, corpora[i].file, corpora[i].language);

        good &= quality_floor(corpora[i].file, f1, corpora[i].floor);
        if (!strstr(corpora[i].file, "en_ewt")) {
            sum += f1;
            files++;
        }
    }
    return quality_floor("mean without en_ewt", sum / files, MEAN_FLOOR) && good;
}

int main(int argc, char **argv)
{
    const char *folder = argc > 1 ? argv[1] : ".";
    tm_error err;
    bool good;

    if (tm_sentence_model_load(&model, TM_SOURCE_DIR "/models/sentences.tm", &err) != TM_OK) {
        printf("%s\n", err.message);
        return 1;
    }
    good = check_corpora(folder);
    good &= check_golden(folder);
    tm_sentence_model_free(model);
    return good ? 0 : 1;
}
