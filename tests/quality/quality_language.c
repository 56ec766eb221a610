/*
 * Language identification: sentences of 75 languages and English headlines, none of which the model
 * was trained on, and the same cut to their first six and three words. The model is the one that is
 * installed.
 */
#include "quality.h"

#include <tm.h>

enum { CUTS = 3, LANGUAGES = 128 };

static const int words_of_cut[CUTS] = {0, 6, 3}; /* 0: all */

/* Reached by models/language.tm: see models/MANIFEST. A floor is that less half a point; accuracy
 * moves by a tenth of a point from seed to seed. */
static const struct set {
    const char *file;
    const char *code; /* of all its texts; NULL where each has a label */
    double floor[CUTS];
} sets[] = {{"text/langid.jsonl.gz", NULL, {0.980, 0.958, 0.899}},
            {"cluster/uci_news.jsonl.gz", "en", {0.992, 0.985, 0.899}}};

struct tally {
    char code[8];
    int total, right[CUTS];
};

/* The value of a field that is a string without escapes we need: quotes and \uXXXX stay as they
 * are, which is noise of some letters in some sentences. */
static tm_text field(const char *line, const char *name)
{
    char key[32];
    tm_text value = {"", 0};
    const char *start;

    snprintf(key, sizeof key, "\"%s\": \"", name);
    start = strstr(line, key);
    if (!start)
        return value;
    value.data = start + strlen(key);
    while (value.data[value.size] && value.data[value.size] != '"')
        value.size += value.data[value.size] == '\\' && value.data[value.size + 1] ? 2 : 1;
    return value;
}

/* Bytes of the first words, which end at spaces. */
static size_t cut(tm_text text, int words)
{
    size_t i = 0;

    if (words == 0)
        return text.size;
    for (; words > 0 && i < text.size; words--) {
        while (i < text.size && text.data[i] == ' ')
            i++;
        while (i < text.size && text.data[i] != ' ')
            i++;
    }
    return i;
}

static struct tally *tally_of(struct tally *tally, int *count, tm_text code)
{
    for (int i = 0; i < *count; i++)
        if (strlen(tally[i].code) == code.size && memcmp(tally[i].code, code.data, code.size) == 0)
            return &tally[i];
    if (*count == LANGUAGES || code.size >= sizeof tally->code)
        return NULL;
    memcpy(tally[*count].code, code.data, code.size);
    return &tally[(*count)++];
}

static void print_worst(const struct tally *tally, int count)
{
    for (int c = 0; c < CUTS; c++) {
        int worst = 0;

        for (int i = 1; i < count; i++)
            if ((double)tally[i].right[c] / tally[i].total <
                (double)tally[worst].right[c] / tally[worst].total)
                worst = i;
        printf("worst language, words %d: %s %.4f\n", words_of_cut[c], tally[worst].code,
               (double)tally[worst].right[c] / tally[worst].total);
    }
}

/* Tells the language of each text of a set; whether all floors hold. */
static bool judge(const tm_language *model, const struct set *set, const char *folder)
{
    struct tally tally[LANGUAGES] = {0};
    struct quality_file f = quality_open(folder, set->file);
    int languages = 0, total = 0, right[CUTS] = {0};
    bool ok = true;

    while (quality_line(&f)) {
        const tm_text label =
            set->code ? (tm_text){set->code, strlen(set->code)} : field(f.line, "label");
        const tm_text text = field(f.line, "text");
        struct tally *t = tally_of(tally, &languages, label);

        if (!t)
            return false;
        t->total++;
        total++;
        for (int c = 0; c < CUTS; c++) {
            tm_language_guess guess;

            tm_language_detect(model, text.data, cut(text, words_of_cut[c]), &guess, 1);
            t->right[c] += strcmp(guess.code, t->code) == 0;
            right[c] += strcmp(guess.code, t->code) == 0;
        }
    }
    printf("%s: %d texts, %d languages\n", set->file, total, languages);
    for (int c = 0; c < CUTS && total; c++) {
        char what[64];

        snprintf(what, sizeof what, "accuracy, words %d (0: all)", words_of_cut[c]);
        ok = quality_floor(what, (double)right[c] / total, set->floor[c]) && ok;
    }
    if (languages > 1)
        print_worst(tally, languages);
    return ok && total >= 1000;
}

int main(int argc, char **argv)
{
    bool ok = true;
    tm_language *model;
    tm_error err;

    if (tm_language_load(&model, TM_SOURCE_DIR "/models/language.tm", &err) != TM_OK) {
        printf("%s\n", err.message);
        return 1;
    }
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        ok = judge(model, &sets[i], argc > 1 ? argv[1] : ".") && ok;
    tm_language_free(model);
    return !ok;
}
