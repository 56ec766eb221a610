#include "text/sentence_time.h"

#include <string.h>

enum { LONGEST = 12 };

/* What is written behind a time of day with a capital; time zones in capitals are seen by those. */
static const char days_and_zones[] =
    " monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december eastern central mountain pacific "
    "atlantic local greenwich ";

static bool is_time(const struct tm__stop *s)
{
    const char *word = s->text + s->word;

    return s->mark - s->word == 3 && strchr("aApP", word[0]) && word[1] == '.' &&
           strchr("mM", word[2]) && s->word >= s->sentence + 2 &&
           tm__is_digit((unsigned char)word[-2]);
}

static bool next_is_day_or_zone(const struct tm__stop *s)
{
    char word[LONGEST + 3] = " ";
    size_t used = 1;

    for (size_t i = s->first_at; i < s->size && used <= LONGEST; i++) {
        const unsigned char lower = (unsigned char)s->text[i] | 32;

        if (lower < 'a' || lower > 'z')
            break;
        word[used++] = (char)lower;
    }
    word[used] = ' ';
    return strstr(days_and_zones, word) != NULL;
}

/* "At 5 a.m. Mr. Lee left": the time opens the sentence. */
static bool is_early(const struct tm__stop *s)
{
    size_t spaces = 0;

    for (size_t i = s->sentence; i < s->word && spaces < 3; i++)
        spaces += s->text[i] == ' ';
    return spaces < 3;
}

bool tm__time_ends(const struct tm__stop *s)
{
    return is_time(s) && s->closed == s->after && tm__is_upper(s->first) &&
           tm__is_lower(s->second) && !is_early(s) && !next_is_day_or_zone(s);
}
