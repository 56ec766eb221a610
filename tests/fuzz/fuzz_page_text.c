/* The parting of scraped pages: every part has text, and lines that are there. */
#include "fuzz.h"

#include "page/page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct page_parts parts;
    size_t lines = 1;

    for (size_t i = 0; i < size; i++)
        lines += data[i] == '\n';
    FUZZ_CHECK(page_from_text(&parts, (const char *)data, size, "en", NULL) == TM_OK);
    for (size_t i = 0; i < parts.count; i++) {
        FUZZ_CHECK(parts.part[i].text && parts.part[i].first_line >= 1);
        FUZZ_CHECK(parts.part[i].first_line <= parts.part[i].last_line);
        FUZZ_CHECK(parts.part[i].last_line <= lines);
        FUZZ_CHECK(parts.part[i].kind == PAGE_TEASER || i == 0);
    }
    page_parts_release(&parts);
    return 0;
}
