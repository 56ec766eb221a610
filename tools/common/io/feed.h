/* A feed while it is read: what the parser met is gathered in fields, and these become a record. */
#ifndef TM_IO_FEED_H
#define TM_IO_FEED_H

#include "io/format.h"
#include "io/xml_clean.h"

#include <libxml/xmlreader.h>

enum slot {
    NOWHERE,
    TITLE,
    CONTENT,
    SUMMARY,
    LINK,
    GUID,
    DATE,
    UPDATED,
    SOURCE,
    LANG,
    AUTHOR,  /* RSS: an address of mail, perhaps with a name; Atom: a person */
    CREATOR, /* Dublin Core: a name */
    SLOTS
};

struct feed_state {
    xmlTextReader *reader;
    struct tm_stream *stream;
    struct tm_xml_clean clean;
    struct cli_bytes xml; /* clean, not yet given to libxml2 */
    size_t xml_at;
    bool stream_ended, stream_failed, failed;
    struct cli_bytes error;    /* what libxml2 said first */
    int item;                  /* depth of the current item, 0 outside */
    int field;                 /* depth of the current field, 0 outside */
    enum slot slot;            /* of that field */
    bool nested;               /* inside an element of that field that does not count */
    struct cli_bytes *outside; /* where a field goes that is the feed's own */
    bool plain[SLOTS];         /* says of itself that it is no HTML */
    struct cli_bytes value[SLOTS], feed_title, feed_lang, feed_author;
    struct cli_bytes id, title, body, source, author;
    tm_text text;
};

/*
 * Take in the node that the reader stands at. *done is set when an item is complete; feed->item is
 * the caller's to clear.
 */
void tm_feed_step(struct feed_state *feed, bool *done);

/*
 * The complete item as a record, which points into `feed` until the next item.
 * TM_READ_BAD with a reason if there is nothing to read in it.
 */
enum tm_read tm_feed_record(struct feed_state *feed, struct tm_record *record,
                            struct cli_bytes *reason);

#endif
