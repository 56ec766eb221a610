/* An HTML page as a record; shared by the formats that hold pages. */
#ifndef TM_IO_PAGE_RECORD_H
#define TM_IO_PAGE_RECORD_H

#include "bytes.h"
#include "io/reader.h"
#include "page/page.h"

/* Zeroed when new; keeps what the record's fields point to. */
struct tm_page_record {
    struct page page;
    struct cli_bytes everything; /* the text of a page without an article */
    tm_text text;
};

/*
 * Fill title, text, date, source and lang from the page. charset: what is known of it; NULL if
 * nothing is. TM_READ_BAD with a reason if it cannot be read.
 */
enum tm_read tm_page_record_fill(struct tm_page_record *state, tm_text html, const char *charset,
                                 struct tm_record *record, struct cli_bytes *reason);
/* Put what the page says where the record says nothing; but not its text. */
void tm_page_record_lend(struct tm_record *record, const struct tm_record *page);
void tm_page_record_release(struct tm_page_record *state);

#endif
