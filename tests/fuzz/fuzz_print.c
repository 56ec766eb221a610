/* Printed values: every finite float comes back as it was. */
#include "fuzz.h"
#include "matrix/print.h"

#include <math.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cli_print out;

    for (size_t i = 0; i + 4 <= size; i += 4) {
        float value, again;

        memcpy(&value, data + i, 4);
        if (!isfinite(value))
            continue;
        cli_print_start(&out, NULL);
        cli_print_value(&out, value);
        out.buffer[out.used] = '\0';
        again = strtof(out.buffer, NULL);
        FUZZ_CHECK(out.used < 20 && again == value);
    }
    return 0;
}
