#include "evaluate/rouge_tokens.h"
#include "fault_alloc.h"

#include <stdio.h>
#include <string.h>

/* The tokens of a text with a blank between, a bar where a line starts. */
static const char *tokens(const char *from, const char *language, bool stem)
{
    static char out[512];
    struct tm__rouge_reader reader = {0};
    struct tm__rouge_text text = {0};

    out[0] = '\0';
    cr_assert_eq(tm__rouge_reader_start(&reader, language, stem, NULL), TM_OK, "start");
    cr_assert_eq(tm__rouge_read(&text, &reader, (tm_text){from, strlen(from)}, NULL), TM_OK,
                 "read");
    for (size_t i = 0, line = 0; i < text.count; i++) {
        const tm_text t = tm__strings_get(&reader.strings, text.token[i]);
        const bool starts = line < text.lines && text.line[line] == i;
        line += starts;
        sprintf(out + strlen(out), "%s%.*s", starts ? "|" : " ", (int)t.size, t.data);
    }
    cr_expect_eq(text.line[text.lines], text.count, "the last line ends with the text");
    tm__rouge_text_release(&text);
    tm__rouge_reader_release(&reader);
    return out;
}

Test(rouge_tokens, plain)
{
    cr_expect_str_eq(tokens("", NULL, true), "", "nothing");
    cr_expect_str_eq(tokens("\n \n--\n", NULL, true), "", "no line has a token");
    cr_expect_str_eq(tokens("The DOGS' 3.5% runs", NULL, true), "|the dog 3 5 run", "stems");
    cr_expect_str_eq(tokens("The DOGS' runs", NULL, false), "|the dogs runs", "no stems");
    cr_expect_str_eq(tokens("his has\n\nnews_flash", NULL, true), "|his has|news flash",
                     "three letters stay; lines");
    cr_expect_str_eq(tokens("na\xc3\xafve", NULL, true), "|na ve", "other letters part");
    cr_expect_str_eq(tokens("\xc4\xb0stanbul 300\xe2\x84\xaa", NULL, false), "|i stanbul 300k",
                     "what has a lower-case form in ASCII");
    cr_expect_str_eq(tokens("a\xff\xc4", NULL, false), "|a", "invalid bytes part");
}

Test(rouge_tokens, of_a_language)
{
    cr_expect_str_eq(tokens("The DOGS' runs", "en", true), "|the dog run", "stop words are kept");
    cr_expect_str_eq(tokens("na\xc3\xafve caf\xc3\xa9\nb", "und", true),
                     "|na\xc3\xafve caf\xc3\xa9|b", "whole words");
}

static tm_status read_both(bool words)
{
    struct tm__rouge_reader reader = {0};
    struct tm__rouge_text text = {0};
    tm_status status = tm__rouge_reader_start(&reader, words ? "en" : NULL, true, NULL);

    if (status == TM_OK)
        status = tm__rouge_read(&text, &reader, (tm_text){"some dogs\nran away", 18}, NULL);
    tm__rouge_text_release(&text);
    tm__rouge_reader_release(&reader);
    return status;
}

Test(rouge_tokens, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(read_both(false));
    FAULT_LOOP(read_both(true));
    cr_expect_eq(fault_live, 0, "nothing left");
}
