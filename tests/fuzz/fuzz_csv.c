/* CSV: quotes that come to nothing, lines that are read once more. */
#include "fuzz_records.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_records(data, size, "csv");
    return 0;
}
