/* The reader of HTML pages: a result that is UTF-8, or an error with a message. */
#include "fuzz.h"

#include "page/page.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct page page;
    tm_error err = {0};
    const tm_status status = page_extract(&page, (const char *)data, size, NULL, &err);

    FUZZ_CHECK(status == TM_OK || err.message[0] != '\0');
    FUZZ_CHECK((status == TM_OK) == (page.text != NULL));
    FUZZ_CHECK(!page.text || tm_utf8_valid(page.text, strlen(page.text)));
    FUZZ_CHECK(!page.title || tm_utf8_valid(page.title, strlen(page.title)));
    page_release(&page);
    return 0;
}
