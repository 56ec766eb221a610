/* RSS and Atom: what no parser takes, made into XML; entities; depth. */
#include "fuzz_records.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_records(data, size, "feed");
    return 0;
}
