#include "floors.h"

#include "talk.h"

#include <stdlib.h>
#include <string.h>

static size_t find(const char *const *name, size_t measures, const char *text, size_t size)
{
    size_t m = 0;

    while (m < measures && (strlen(name[m]) != size || memcmp(name[m], text, size) != 0))
        m++;
    return m;
}

int cli_floors_check(const char *floors, const char *const *name, size_t measures,
                     const double *value, const char *file)
{
    int status = CLI_DONE;

    for (const char *at = floors; at && *at;) {
        const char *equals = strchr(at, '=');
        const size_t m = equals ? find(name, measures, at, (size_t)(equals - at)) : measures;
        char *end = NULL;
        const double floor = m < measures ? strtod(equals + 1, &end) : 0;

        if (m == measures || end == equals + 1 || (*end && *end != ','))
            return cli_usage("--floor: '%s' is not MEASURE=X with a measure of this tool", at);
        if (value && value[m] < floor)
            status = cli_error("%s: %s is %.4f, below %g", file, name[m], value[m], floor);
        at = *end ? end + 1 : end;
    }
    return status;
}
