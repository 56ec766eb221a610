/* Documents as streams of words that know their term and what stands before them. */
#ifndef TM_PHRASES_TOKENS_H
#define TM_PHRASES_TOKENS_H

#include <tm/text.h>

enum {
    TM__TOKEN_STOP = 1,     /* a stop word */
    TM__TOKEN_JOINED = 2,   /* only a space, hyphen or the like between it and the word before */
    TM__TOKEN_INITIAL = 4,  /* starts a sentence, a line or a quotation */
    TM__TOKEN_LETTER = 8,   /* holds a letter: not a number */
    TM__TOKEN_CAPITAL = 16, /* starts with a capital */
    TM__TOKEN_TITLE = 32,   /* an abbreviation that stands before names: Mr, Sen */
    TM__TOKEN_HYPHEN = 64,  /* a hyphen alone between it and the word before */
    TM__TOKEN_PLURAL = 128, /* ends with one s */
    TM__TOKEN_NAME = 256,   /* has a capital that nothing but a name asks for, where most words have
                               none; where none has, a name that is known */
    TM__TOKEN_GERUND = 512, /* English: ends with -ing */
    TM__TOKEN_CLASS =
        1024 /* times its enum tm__word_class; of the last part of part-time, that of the whole */
};

struct tm__token {
    uint32_t term;        /* folded form or stem, equal for all spellings */
    uint32_t start, size; /* bytes in the document, without the 's of English */
    uint32_t flags;
};

struct tm__tokens {
    size_t documents, terms;
    uint64_t *first;         /* [documents + 1] */
    struct tm__token *token; /* [first[documents]] */
    uint32_t *df;            /* [terms] documents that hold a term */
};

/*
 * Language work is done once for every distinct form. What is beyond 4 GiB of a document is not
 * read, nor the marks of a page that it begins with (text/page_marks.h). language and stop_list as
 * in tm_analyzer_options. stem: where the language has a stemmer. Errors: TM_ENOMEM, TM_ENOTFOUND,
 * TM_ECANCELLED.
 */
tm_status tm__tokens_read(struct tm__tokens *tokens, const tm_text *documents, size_t count,
                          const char *language, const tm_stop_list *stop_list, bool stem,
                          const tm_run *run, tm_error *err);
void tm__tokens_release(struct tm__tokens *tokens);

/* The enum tm__word_class of a word. */
static inline uint32_t tm__token_class(const struct tm__token *token)
{
    return token->flags / TM__TOKEN_CLASS;
}

/* Do capitals mark names among the words of a document: have most of those that are no stop words
 * none? */
bool tm__tokens_mixed(const struct tm__token *token, size_t count);

/* Is word t of a document that ends at `end` the title of a name behind it? No phrase ends there.
 */
bool tm__token_leads(const struct tm__tokens *tokens, uint64_t t, uint64_t end);

#endif
