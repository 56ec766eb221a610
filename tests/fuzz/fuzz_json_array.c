/* JSON arrays and objects that hold one, cut into records before they are parsed. */
#include "fuzz_records.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_records(data, size, "json");
    return 0;
}
