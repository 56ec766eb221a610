/* WARC: lengths that lie, chunks, packed bodies. */
#include "fuzz_records.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_records(data, size, "warc");
    return 0;
}
