/* Charsets: the guess is one that iconv knows, and converting in two blocks gives what converting
 * in one gives: valid UTF-8. */
#include "fuzz.h"
#include "io/charset.h"

#include <string.h>

static void convert(struct cli_bytes *out, const char *charset, const char *bytes, size_t size,
                    size_t cut)
{
    struct tm_converter *const converter = tm_converter_open(charset);

    FUZZ_CHECK(converter != NULL);
    cli_bytes_clear(out);
    tm_converter_add(converter, out, bytes, cut, false);
    tm_converter_add(converter, out, bytes + cut, size - cut, true);
    tm_converter_close(converter);
}

static void check(const char *charset, const char *bytes, size_t size)
{
    struct cli_bytes whole = {NULL, 0, 0}, halves = {NULL, 0, 0};

    convert(&whole, charset, bytes, size, 0);
    convert(&halves, charset, bytes, size, size / 2);
    FUZZ_CHECK(tm_utf8_valid(whole.data, whole.size));
    FUZZ_CHECK(whole.size == halves.size &&
               (whole.size == 0 || memcmp(whole.data, halves.data, whole.size) == 0));
    cli_bytes_free(&whole);
    cli_bytes_free(&halves);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const some[] = {"UTF-16LE", "UTF-8",        "CP932", "EUC-JP",
                                       "GB18030",  "WINDOWS-1255", "CP949", "ISO-2022-JP"};
    const char *const text = (const char *)data;
    char name[TM_CHARSET_NAME];

    if (size == 0)
        return 0;
    check(tm_charset_guess(text, size), text, size);
    check(some[data[0] % (sizeof some / sizeof *some)], text + 1, size - 1);
    if (tm_charset_declared(name, text, size))
        check(name, text, size);
    return 0;
}
