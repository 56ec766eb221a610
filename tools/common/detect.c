#include "detect.h"

#include "language.h"
#include "models.h"

#include <stdlib.h>
#include <string.h>

/* A collection is judged by so many of its documents, taken evenly, and so many bytes of each. */
enum { SAMPLE = 256, SAMPLE_BYTES = 400, LANGUAGES = 32 };

/* Below this the guess is not better than the commonest case. */
static const double TOSS_UP = 0.4;

static const tm_language *load(struct cli_detector *detector)
{
    char *path;
    tm_error err;

    if (detector->tried)
        return detector->model;
    detector->tried = true;
    path = cli_model_path("language.tm");
    if (path && tm_language_load(&detector->model, path, &err) != TM_OK)
        cli_library_error(&err);
    free(path);
    if (!detector->model)
        cli_message("the language is taken to be en; --lang says it");
    return detector->model;
}

void cli_detector_free(struct cli_detector *detector)
{
    tm_language_free(detector->model);
    memset(detector, 0, sizeof *detector);
}

tm_language_guess cli_detect_guess(struct cli_detector *detector, const tm_text *text, size_t texts)
{
    const tm_language *const model = load(detector);
    tm_language_guess best = {"und", 0}, guess;

    for (size_t i = 0; model && i < texts && best.score < TOSS_UP; i++)
        if (tm_language_detect(model, text[i].data, text[i].size, &guess, 1) == 1 &&
            guess.score > best.score)
            best = guess;
    return best;
}

/* What the analyser calls it. */
static const char *known_language(const char *code)
{
    const char *found;

    if (strcmp(code, "nb") == 0 || strcmp(code, "nn") == 0)
        code = "no"; /* both standards of Norwegian share one list */
    found = cli_find_language(tm_stopword_languages(), code);
    if (!found)
        found = cli_find_language(tm_stemmer_languages(), code);
    return found ? found : "und";
}

const char *cli_detect_record(struct cli_detector *detector, const char *forced, tm_text said,
                              const tm_text *text, size_t texts)
{
    const char *const language = cli_choose_language(forced, said);
    tm_language_guess guess;

    if (language)
        return language;
    guess = cli_detect_guess(detector, text, texts);
    return guess.score < TOSS_UP ? "en" : known_language(guess.code);
}

struct vote {
    char code[8];
    double weight;
};

static void add_vote(struct vote *votes, size_t *count, const tm_language_guess *guess,
                     size_t bytes)
{
    size_t i = 0;

    while (i < *count && strcmp(votes[i].code, guess->code) != 0)
        i++;
    if (i == LANGUAGES)
        return; /* the 33rd language of a collection does not win */
    if (i == *count) {
        memcpy(votes[i].code, guess->code, sizeof votes[i].code);
        votes[i].weight = 0;
        ++*count;
    }
    votes[i].weight += guess->score * (double)bytes;
}

const char *cli_detect_documents(const char *forced, const tm_text *documents, size_t count)
{
    const size_t step = count > SAMPLE ? count / SAMPLE : 1;
    struct cli_detector detector = {0};
    struct vote votes[LANGUAGES];
    size_t languages = 0, best = 0;

    if (forced)
        return forced;
    for (size_t i = 0; i < count; i += step) {
        const tm_text head = {documents[i].data,
                              documents[i].size < SAMPLE_BYTES ? documents[i].size : SAMPLE_BYTES};
        const tm_language_guess guess = cli_detect_guess(&detector, &head, 1);

        if (guess.score > 0)
            add_vote(votes, &languages, &guess, head.size);
    }
    cli_detector_free(&detector);
    for (size_t i = 1; i < languages; i++)
        if (votes[i].weight > votes[best].weight)
            best = i;
    return languages > 0 ? known_language(votes[best].code) : "en";
}
