/*
 * Web pages: the main article of an HTML page, and the documents in a page scraped to plain text.
 *
 * Nothing here reads files, prints or fetches anything. Memory is plain malloc; what a call gives
 * is released with page_release() or page_parts_release(). Any bytes are accepted.
 */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include <tm.h>

/* The article of a page. Strings are UTF-8; a field that was not found is NULL. */
struct page {
    char *title;
    char *text;      /* paragraphs joined by a blank line; "" if the page has no article */
    char *date;      /* as given, ISO 8601 where the page has it so */
    char *author;    /* names joined by ", " */
    char *language;  /* of <html lang>, in lower case, e.g. "en" or "pt-br" */
    char *site;      /* the name of the site */
    char *canonical; /* the address the page gives itself */
    bool truncated;  /* a limit was met: the rest of the page was not read */
};

/* Limits of page_extract(). */
enum {
    PAGE_MAX_BYTES = 64 * 1024 * 1024, /* a larger page is an error */
    PAGE_MAX_NODES = 2 * 1000 * 1000,  /* elements and texts; the rest is not read */
    PAGE_MAX_DEPTH = 512               /* as in browsers; the rest is not read */
};

/*
 * The article of an HTML page.
 * declared_charset: of the transport or the user; NULL: byte order mark, valid UTF-8, then what the
 * page declares. Errors: TM_ENOMEM, TM_EOVERFLOW (larger than PAGE_MAX_BYTES), TM_EFORMAT (a limit
 * was met before any text was found).
 */
TM_MUST_CHECK tm_status page_extract(struct page *out, const char *html, size_t size,
                                     const char *declared_charset, tm_error *err);

void page_release(struct page *page);

enum page_kind { PAGE_ARTICLE, PAGE_TEASER };

/* One document of a scraped page. */
struct page_part {
    enum page_kind kind;
    char *title; /* NULL if no line reads as its headline */
    char *text;  /* paragraphs joined by a blank line; a bare headline is its own text */
    size_t first_line, last_line; /* from 1, of the lines that went in (first to last of them) */
};

struct page_parts {
    struct page_part *part; /* [count] articles first, then teasers, each in the page's order */
    size_t count;
    bool mixed; /* the text was a mixed page; false: it came out as it was, one document or teasers
                 */
    bool too_long;  /* for a page: not looked through, but taken as one article */
    bool furniture; /* nothing but what a site says about itself, which was kept */
};

/*
 * The documents of a page scraped to plain text, one paragraph a line.
 * language: ISO 639-1, NULL if not known. Errors: TM_ENOMEM, TM_EOVERFLOW.
 */
TM_MUST_CHECK tm_status page_from_text(struct page_parts *out, const char *text, size_t size,
                                       const char *language, tm_error *err);

void page_parts_release(struct page_parts *parts);

/* True if a plain text has an article, other things and lines of a page's furniture. A list of
 * headlines, of leads or of documents has no such lines. Without memory: false. */
bool page_looks_scraped(const char *text, size_t size, const char *language);

/* "article" or "teaser". Static storage. */
const char *page_kind_name(enum page_kind kind);

#endif
