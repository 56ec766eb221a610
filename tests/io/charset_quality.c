/*
 * How often the guess of a charset is right: single sentences that were never counted, converted
 * with iconv to each charset their language is written in, guessed, and converted back. Right is
 * what gives the sentence again. Prints a table; fails below the floors.
 */
#include "io/charset.h"
#include "io/reader.h"

#include <iconv.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *charset, *languages;
} pairs[] = {
    {"WINDOWS-1252", "de fr es pt it nl sv da nb fi is ca ga eu en"},
    {"WINDOWS-1250", "pl cs hu sk sl hr"},
    {"ISO-8859-2", "pl cs hu sk sl hr"},
    {"WINDOWS-1254", "tr"},
    {"ISO-8859-9", "tr"},
    {"WINDOWS-1257", "lt lv et"},
    {"WINDOWS-1251", "ru uk bg sr mk be"},
    {"KOI8-R", "ru"},
    {"ISO-8859-5", "ru bg sr mk"},
    {"WINDOWS-1253", "el"},
    {"ISO-8859-7", "el"},
    {"WINDOWS-1255", "he"},
    {"WINDOWS-1256", "ar fa ur"},
    {"CP874", "th"},
    {"CP932", "ja"},
    {"EUC-JP", "ja"},
    {"EUC-KR", "ko"},
    {"GB18030", "zh"},
    {"UTF-16LE", "de ru"},
    {"UTF-8", "de ru ja zh pl"},
};
enum { PAIRS = sizeof pairs / sizeof *pairs };

static struct {
    size_t right, all, words_right, words_all;
} score[PAIRS];

/* False if the charset cannot say it. */
static bool encode(struct cli_bytes *out, const char *charset, tm_text text)
{
    const iconv_t handle = iconv_open(charset, "UTF-8");
    char *in = (char *)text.data, block[16384], *to = block;
    size_t left = text.size, room = sizeof block;
    bool whole;

    if (handle == (iconv_t)-1)
        return false;
    whole = iconv(handle, &in, &left, &to, &room) == 0 && left == 0;
    iconv_close(handle);
    cli_bytes_clear(out);
    cli_bytes_add(out, block, (size_t)(to - block));
    return whole && !tm_charset_is_ascii(out->data, out->size);
}

static bool guessed(const struct cli_bytes *bytes, tm_text text)
{
    struct tm_converter *const converter =
        tm_converter_open(tm_charset_guess(bytes->data, bytes->size));
    struct cli_bytes back = {NULL, 0, 0};
    bool same;

    tm_converter_add(converter, &back, bytes->data, bytes->size, true);
    tm_converter_close(converter);
    same = back.size == text.size && memcmp(back.data, text.data, text.size) == 0;
    cli_bytes_free(&back);
    return same;
}

/* The first six words, or six characters of a script without blanks. */
static tm_text six_words(tm_text text)
{
    size_t blanks = 0;

    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] == ' ' && ++blanks == 6)
            return (tm_text){text.data, i};
    return text;
}

static void try_sentence(const char *language, tm_text text)
{
    struct cli_bytes bytes = {NULL, 0, 0};
    const tm_text words = six_words(text);

    for (size_t i = 0; i < PAIRS; i++) {
        if (!strstr(pairs[i].languages, language))
            continue;
        if (encode(&bytes, pairs[i].charset, text)) {
            score[i].all++;
            score[i].right += guessed(&bytes, text);
        }
        if (encode(&bytes, pairs[i].charset, words)) {
            score[i].words_all++;
            score[i].words_right += guessed(&bytes, words);
        }
    }
    cli_bytes_free(&bytes);
}

static int report(void)
{
    double sum = 0, words = 0;

    printf("%-14s %9s %7s %9s %7s\n", "charset", "sentences", "right", "six words", "right");
    for (size_t i = 0; i < PAIRS; i++) {
        const double share = (double)score[i].right / (double)score[i].all;
        const double words_share = (double)score[i].words_right / (double)score[i].words_all;

        printf("%-14s %9zu %7.4f %9zu %7.4f\n", pairs[i].charset, score[i].all, share,
               score[i].words_all, words_share);
        sum += share / PAIRS;
        words += words_share / PAIRS;
    }
    printf("%-14s %9s %7.4f %9s %7.4f\n", "mean", "", sum, "", words);
    return sum >= 0.97 && words >= 0.94 ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct tm_fields fields;
    const char *wrong;
    const struct tm_reader_options options = {.fallback = "lines", .fields = &fields};
    struct tm_reader *reader;
    struct tm_record record;
    FILE *probe;

    if (!tm_fields_parse(&fields, "lang=label", &wrong))
        return 1;
    probe = argc > 1 ? fopen(argv[1], "rb") : NULL;
    if (!probe) {
        puts("skipped: no sentences to try");
        return 77;
    }
    fclose(probe);
    reader = tm_reader_open(argv + 1, 1, &options);
    while (tm_reader_next(reader, &record) == TM_READ_OK) {
        char language[16];

        snprintf(language, sizeof language, "%.*s", (int)record.lang.size, record.lang.data);
        if (record.lang.size == 2)
            try_sentence(language, record.text[0]);
    }
    tm_reader_close(reader);
    tm_fields_release(&fields);
    return report();
}
