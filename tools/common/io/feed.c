/*
 * RSS 2.0, RSS 1.0 and Atom. libxml2 reads forward and never builds the document; it fetches
 * nothing, loads no DTD and has no entities to expand (see xml_clean.h). A feed that defines
 * entities of its own is refused.
 */
#include "io/feed.h"
#include "talk.h"

#include <stdlib.h>
#include <string.h>

/* ---- what a file looks like ---- */

static bool feed_detect(const struct tm_fields *fields, const char *head, size_t size)
{
    static const char *const roots[] = {"<rss",       "<feed",    "<rdf:RDF", "<RDF",
                                        "<atom:feed", "<channel", NULL};
    const char *at = head, *const end = head + size;

    (void)fields;
    while (at < end) { /* past declarations and comments to the first element */
        const char *const open = memchr(at, '<', (size_t)(end - at));

        if (!open || end - open < 8)
            return false;
        if (at == head && strspn(head, " \t\r\n") < (size_t)(open - head))
            return false; /* text before it */
        if (open[1] != '?' && open[1] != '!') {
            at = open;
            break;
        }
        at = open + 2;
    }
    for (const char *const *root = roots; *root; root++) {
        const size_t length = strlen(*root);

        if ((size_t)(end - at) > length && memcmp(at, *root, length) == 0 &&
            strchr(" \t\r\n>", at[length]))
            return true;
    }
    return false;
}

/* ---- libxml2 ---- */

static int read_xml(void *ctx, char *to, int room)
{
    struct feed_state *const feed = ctx;
    size_t size;

    while (feed->xml_at == feed->xml.size && !feed->stream_ended) {
        tm_text block = {NULL, 0};
        const enum tm_read got = tm_stream_block(feed->stream, &block);

        cli_bytes_clear(&feed->xml);
        feed->xml_at = 0;
        feed->stream_ended = got != TM_READ_OK;
        feed->stream_failed = got == TM_READ_FAILED;
        if (feed->stream_failed)
            return -1;
        tm_xml_clean_add(&feed->clean, &feed->xml, block.data, block.size, feed->stream_ended);
    }
    size = feed->xml.size - feed->xml_at;
    if (size > (size_t)room)
        size = (size_t)room;
    if (size > 0)
        memcpy(to, feed->xml.data + feed->xml_at, size);
    feed->xml_at += size;
    return (int)size;
}

static void keep_error(void *ctx, xmlError *error)
{
    struct feed_state *const feed = ctx;

    if (feed->error.size > 0 || !error->message || error->level < XML_ERR_ERROR)
        return;
    cli_bytes_add(&feed->error, error->message, strcspn(error->message, "\n"));
}

static void *feed_open(const struct tm_format_options *options)
{
    (void)options;
    return cli_alloc(1, sizeof(struct feed_state));
}

static void feed_close(void *state)
{
    struct feed_state *const feed = state;

    xmlFreeTextReader(feed->reader);
    tm_xml_clean_release(&feed->clean);
    for (int i = 0; i < SLOTS; i++)
        cli_bytes_free(&feed->value[i]);
    cli_bytes_free(&feed->xml);
    cli_bytes_free(&feed->error);
    cli_bytes_free(&feed->feed_title);
    cli_bytes_free(&feed->feed_lang);
    cli_bytes_free(&feed->feed_author);
    cli_bytes_free(&feed->id);
    cli_bytes_free(&feed->title);
    cli_bytes_free(&feed->body);
    cli_bytes_free(&feed->source);
    cli_bytes_free(&feed->author);
    free(feed);
}

static enum tm_read start(struct feed_state *feed, struct tm_stream *stream)
{
    feed->stream = stream;
    feed->reader = xmlReaderForIO(read_xml, NULL, feed, NULL, "UTF-8",
                                  XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                      XML_PARSE_IGNORE_ENC | XML_PARSE_COMPACT);
    if (!feed->reader)
        exit(cli_error("out of memory"));
    xmlTextReaderSetStructuredErrorHandler(feed->reader, (xmlStructuredErrorFunc)keep_error, feed);
    return TM_READ_OK;
}

static enum tm_read fail(struct feed_state *feed)
{
    feed->failed = true;
    if (!feed->stream_failed)
        cli_error("%s:%d: %s", tm_stream_name(feed->stream),
                  xmlTextReaderGetParserLineNumber(feed->reader),
                  feed->error.size > 0 ? feed->error.data : "not well-formed XML");
    return TM_READ_FAILED;
}

/* Entities that the document defines are never expanded; to leave them out would change what it
 * says, so say no. Parameter entities are for DTDs, which are not read. */
static bool defines_entities(struct feed_state *feed)
{
    const xmlNode *const node = xmlTextReaderCurrentNode(feed->reader);
    const xmlNode *child = node ? node->children : NULL;

    for (; child; child = child->next) {
        const xmlEntity *const entity = (const xmlEntity *)child;

        if (child->type == XML_ENTITY_DECL && entity->etype != XML_INTERNAL_PARAMETER_ENTITY &&
            entity->etype != XML_EXTERNAL_PARAMETER_ENTITY) {
            cli_bytes_add_string(&feed->error, "defines an entity of its own, '");
            cli_bytes_add_string(&feed->error, (const char *)entity->name);
            cli_bytes_add_string(&feed->error, "'; such feeds are not read");
            return true;
        }
    }
    return false;
}

static enum tm_read feed_next(void *state, struct tm_stream *stream, struct tm_record *record,
                              struct cli_bytes *reason)
{
    struct feed_state *const feed = state;

    if (!feed->reader)
        start(feed, stream);
    while (!feed->failed) {
        const int got = xmlTextReaderRead(feed->reader);
        bool done = false;

        if (got == 0 && !feed->stream_failed)
            return TM_READ_END;
        if (got != 1)
            return fail(feed);
        if (xmlTextReaderNodeType(feed->reader) == XML_READER_TYPE_DOCUMENT_TYPE &&
            defines_entities(feed))
            return fail(feed);
        tm_feed_step(feed, &done);
        if (done) {
            feed->item = 0;
            return tm_feed_record(feed, record, reason);
        }
    }
    return TM_READ_FAILED;
}

const struct tm_format tm_format_feed = {"feed",    false,      feed_detect,
                                         feed_open, feed_close, feed_next};
