/* The lines of a scraped page, with what each one looks like and the terms it holds. */
#ifndef PAGE_LINES_H
#define PAGE_LINES_H

#include "page/page_blocks.h"

/* A longer text is no page; it is taken as one article. */
enum { PAGE_MAX_LINES = 3000 };

struct page_line {
    const char *text; /* borrowed, trimmed */
    size_t size;
    size_t first, last;       /* numbers in the input, from 1 */
    struct page_block counts; /* words, stops ... */
    size_t sentences;
    bool chrome;    /* furniture of the page */
    bool continues; /* begins like a paragraph that goes on */
    bool cut_off;   /* ends with an ellipsis */
    bool headline;  /* short, does not end like a sentence */
    bool dropped;   /* chrome, folded into another line, or said before */
    size_t folded;  /* index + 1 of the cut-off line folded into this one; 0: none */
};

struct page_lines {
    struct page_line *line; /* [count] */
    size_t count, capacity;
    struct page_buffer joined; /* paragraphs that were wrapped over several lines */
    tm_sparse *terms;          /* [count] rows: the terms of each line */
};

/*
 * Cut a text into paragraphs: lines, or, where blank lines separate wrapped lines, what is between
 * them. language: ISO 639-1 or NULL. Errors: TM_ENOMEM.
 */
tm_status page_lines_read(struct page_lines *lines, const char *text, size_t size,
                          const char *language, tm_error *err);
void page_lines_release(struct page_lines *lines);

/* Drop chrome and repeats; fold cut-off lines into the lines they begin. */
void page_lines_fold(struct page_lines *lines);

/* Number of terms two lines share. */
size_t page_lines_shared(const struct page_lines *lines, size_t a, size_t b);

#endif
