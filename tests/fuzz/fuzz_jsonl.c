/* JSON Lines, a bad line among good ones. */
#include "fuzz_records.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_records(data, size, "jsonl");
    return 0;
}
