/* What charset_guess.c knows of languages and encodings. */
#ifndef TM_IO_CHARSET_LETTERS_H
#define TM_IO_CHARSET_LETTERS_H

struct tm_letters {
    const char *language;
    const char *letters; /* UTF-8, small, the most frequent first */
    const char *cost;    /* one character a letter */
};

struct tm_leads {
    const char *charset;
    const char *cost; /* [126] of the lead bytes 0x81 to 0xFE */
};

/* Both end with a row of NULLs. */
extern const struct tm_letters tm_letters[];
extern const struct tm_leads tm_leads[];

#endif
