#include "summarize/rater.h"

#include "base/ascii.h"

#include <string.h>

/* What announces something, and what is only an example or a doubt. English; in other languages
 * they do not occur. */
static const char *const bonus[] = {
    "significant", "important",  "in conclusion", "conclude", "in summary",   "to sum up",
    "we show",     "results",    "the main",      "key",      "reveal",       "announce",
    "found that",  "discovered", "first time",    "record",   "according to", "confirmed",
};
static const char *const stigma[] = {
    "for example", "for instance", "hardly",  "impossible", "perhaps", "maybe",
    "meanwhile",   "in addition",  "such as", "click",      "?",       "however",
};

static bool holds(tm_text text, const char *what)
{
    const size_t size = strlen(what);

    for (size_t i = 0; i + size <= text.size; i++) {
        size_t k = 0;
        while (k < size && tm__ascii_lower(text.data[i + k]) == what[k])
            k++;
        if (k == size)
            return true;
    }
    return false;
}

static double cue(tm_text text)
{
    double sum = 0;

    for (size_t i = 0; i < sizeof bonus / sizeof *bonus; i++)
        sum += holds(text, bonus[i]);
    for (size_t i = 0; i < sizeof stigma / sizeof *stigma; i++)
        sum -= holds(text, stigma[i]);
    return sum;
}

/* How frequent its words are in the text, on average. */
static double key(const struct tm__rating *rating, size_t sentence)
{
    const struct tm__bags *b = rating->bags;
    double sum = 0, words = 0;

    for (uint64_t e = b->start[sentence]; e < b->start[sentence + 1]; e++) {
        sum += b->word[e].count * rating->weight[b->word[e].term];
        words += b->word[e].count;
    }
    return words > 0 ? sum / words / rating->total : 0;
}

/* The share of the words that the first sentence has, which stands for the title. */
static double title(const struct tm__rating *rating, size_t sentence)
{
    const struct tm__bags *b = rating->bags;
    double shared = 0, words = 0;

    for (uint64_t e = b->start[sentence]; e < b->start[sentence + 1]; e++) {
        shared += b->word[e].count * rating->other[b->word[e].term];
        words += b->word[e].count;
    }
    return words > 0 ? shared / words : 0;
}

/* The beginning of a text, and less its end. */
static double location(const struct tm__bags *b, size_t sentence)
{
    const struct tm__bag_sentence *s = &b->sentence[sentence];
    const bool last = s->place + 1 == b->length[s->document];

    return 1 / (1 + (double)s->place) + (last ? 0.25 : 0);
}

static void count(struct tm__rating *rating)
{
    const struct tm__bags *b = rating->bags;

    rating->total = 1;
    for (size_t i = 0; i < b->count; i++)
        for (uint64_t e = b->start[i]; e < b->start[i + 1]; e++) {
            const struct tm__bag_word *w = &b->word[e];
            rating->weight[w->term] += w->count;
            if (rating->weight[w->term] > rating->total)
                rating->total = rating->weight[w->term];
            if (b->sentence[i].place == 0)
                rating->other[w->term] = 1;
        }
}

/* Edmundson 1969: cue words, frequent words, title and location, one unit each. */
static tm_status start(struct tm__rating *rating, const tm_run *run, tm_error *err)
{
    const struct tm__bags *b = rating->bags;

    (void)run;
    (void)err;
    count(rating);
    for (size_t i = 0; i < b->count; i++)
        rating->score[i] =
            0.25 * cue(b->sentence[i].text) + key(rating, i) + title(rating, i) + location(b, i);
    return TM_OK;
}

const struct tm__rater tm__rater_edmundson = {.start = start};
