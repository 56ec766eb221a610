/* Texts as the numbers of their tokens, for ROUGE. */
#ifndef TM_EVALUATE_ROUGE_TOKENS_H
#define TM_EVALUATE_ROUGE_TOKENS_H

#include "base/strings.h"

#include <tm/text.h>

/* Reads texts that will be compared: equal tokens have equal numbers. */
struct tm__rouge_reader {
    struct tm__strings strings;
    bool stem;
    tm_analyzer *analyzer; /* NULL: the tokens of rouge-score */
    struct tm__buffer word;
};

struct tm__rouge_text {
    size_t count, capacity;
    uint32_t *token; /* [count] */
    size_t lines, line_capacity;
    size_t *line; /* [lines + 1] where each line with tokens starts in token */
};

/* language NULL: as rouge-score does. Zeroed reader in; release it on failure too. Errors:
 * TM_ENOMEM, TM_ENOTFOUND. */
tm_status tm__rouge_reader_start(struct tm__rouge_reader *reader, const char *language, bool stem,
                                 tm_error *err);
void tm__rouge_reader_release(struct tm__rouge_reader *reader);

/* Read a text; what `text` held before is forgotten, its memory used again. Errors: TM_ENOMEM,
 * TM_EOVERFLOW. */
tm_status tm__rouge_read(struct tm__rouge_text *text, struct tm__rouge_reader *reader, tm_text from,
                         tm_error *err);
void tm__rouge_text_release(struct tm__rouge_text *text);

#endif
