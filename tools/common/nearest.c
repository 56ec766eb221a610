#include "nearest.h"

#include <string.h>

enum { LONGEST = 63 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How many letters have to be put in, left out, replaced or swapped to make b of a[size]; more than
 * `most` counts as most + 1, and so do names that are longer than any of ours. */
static size_t letters_apart(const char *a, size_t size, const char *b, size_t most)
{
    const size_t length = strlen(b);
    size_t row[3][LONGEST + 1] = {{0}}; /* of the table of prefixes, the last three */

    if (size > LONGEST || length > LONGEST)
        return most + 1;
    for (size_t j = 0; j <= length; j++)
        row[0][j] = j;
    for (size_t i = 1; i <= size; i++) {
        size_t *const now = row[i % 3];
        const size_t *const before = row[(i + 2) % 3], *const earlier = row[(i + 1) % 3];

        now[0] = i;
        for (size_t j = 1; j <= length; j++) {
            now[j] =
                least(least(before[j], now[j - 1]) + 1, before[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], earlier[j - 2] + 1);
        }
    }
    return least(row[size % 3][length], most + 1);
}

const char *cli_nearest(const char *typed, size_t size, const char *const *names)
{
    size_t most = (size + 2) / 3; /* of a name of three letters one, of seven three */
    const char *best = NULL;

    for (; *names; names++) {
        const size_t apart = letters_apart(typed, size, *names, most);

        if (apart <= most && apart < strlen(*names)) {
            best = *names;
            most = apart > 0 ? apart - 1 : 0;
            if (apart == 0)
                break;
        }
    }
    return best;
}
