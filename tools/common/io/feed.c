/*
 * RSS 2.0, RSS 1.0 and Atom. libxml2 reads forward and never builds the document; it fetches
 * nothing, loads no DTD and has no entities to expand (see xml_clean.h). A feed that defines
 * entities of its own is refused.
 */
#include "io/format.h"
#include "io/html_text.h"
#include "io/xml_clean.h"
#include "json.h"
#include "talk.h"

#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>

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
    struct cli_bytes error; /* what libxml2 said first */
    int item;               /* depth of the current item, 0 outside */
    int field;              /* depth of the current field, 0 outside */
    enum slot slot;         /* of that field */
    bool nested;            /* inside an element of that field that does not count */
    struct cli_bytes *outside; /* where a field goes that is the feed's own */
    bool plain[SLOTS];      /* says of itself that it is no HTML */
    struct cli_bytes value[SLOTS], feed_title, feed_lang, feed_author;
    struct cli_bytes id, title, body, source, author;
    tm_text text;
};

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

/* ---- elements ---- */

static bool is(const char *name, const char *wanted)
{
    return name && strcmp(name, wanted) == 0;
}

static const char *element(const struct feed_state *feed)
{
    return (const char *)xmlTextReaderConstName(feed->reader);
}

static enum slot slot_of(const char *name)
{
    static const struct {
        const char *name;
        enum slot slot;
    } names[] = {
        {"title", TITLE},
        {"atom:title", TITLE},
        {"rss:title", TITLE},
        {"description", SUMMARY},
        {"summary", SUMMARY},
        {"atom:summary", SUMMARY},
        {"content", CONTENT},
        {"atom:content", CONTENT},
        {"content:encoded", CONTENT},
        {"link", LINK},
        {"atom:link", LINK},
        {"rss:link", LINK},
        {"guid", GUID},
        {"id", GUID},
        {"atom:id", GUID},
        {"pubDate", DATE},
        {"published", DATE},
        {"dc:date", DATE},
        {"date", DATE},
        {"atom:published", DATE},
        {"issued", DATE},
        {"updated", UPDATED},
        {"atom:updated", UPDATED},
        {"modified", UPDATED},
        {"source", SOURCE},
        {"dc:source", SOURCE},
        {"language", LANG},
        {"dc:language", LANG},
        {"rss:description", SUMMARY},
        {"author", AUTHOR},
        {"atom:author", AUTHOR},
        {"rss:author", AUTHOR},
        {"itunes:author", AUTHOR},
        {"dc:creator", CREATOR},
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is(name, names[i].name))
            return names[i].slot;
    return NOWHERE;
}

/* Put an attribute into `out`; false if the element has none. */
static bool attribute(struct feed_state *feed, const char *name, struct cli_bytes *out)
{
    xmlChar *const value = xmlTextReaderGetAttribute(feed->reader, (const xmlChar *)name);

    if (!value)
        return false;
    cli_bytes_clear(out);
    cli_bytes_add_string(out, (const char *)value);
    xmlFree(value);
    return true;
}

static void start_item(struct feed_state *feed, int depth)
{
    for (int i = 0; i < SLOTS; i++) {
        cli_bytes_clear(&feed->value[i]);
        feed->plain[i] = false;
    }
    feed->item = depth;
    feed->field = 0;
    tm_stream_set_line(feed->stream, (size_t)xmlGetLineNo(xmlTextReaderCurrentNode(feed->reader)));
    attribute(feed, "rdf:about", &feed->value[LINK]);
    attribute(feed, "xml:lang", &feed->value[LANG]);
}

/* <link rel="alternate" href="..."/>; other relations lead elsewhere. */
static void take_link(struct feed_state *feed)
{
    struct cli_bytes rel = {NULL, 0, 0};

    if (!attribute(feed, "rel", &rel) || is(rel.data, "alternate"))
        attribute(feed, "href", &feed->value[LINK]);
    cli_bytes_free(&rel);
}

/* One after the other; an item may name several. */
static void next_author(struct cli_bytes *names)
{
    while (names->size > 0 && strchr(" \t\r\n,", names->data[names->size - 1]))
        names->size--;
    if (names->size > 0)
        cli_bytes_add_string(names, ", ");
}

static void start_field(struct feed_state *feed, int depth)
{
    const enum slot slot = slot_of(element(feed));
    struct cli_bytes type = {NULL, 0, 0};

    feed->slot = slot;
    feed->nested = false;
    if (slot == LINK)
        take_link(feed);
    if (slot == NOWHERE || xmlTextReaderIsEmptyElement(feed->reader) == 1)
        return;
    feed->field = depth;
    feed->plain[slot] = attribute(feed, "type", &type) && is(type.data, "text");
    cli_bytes_free(&type);
    if (slot == AUTHOR || slot == CREATOR)
        next_author(&feed->value[slot]);
    else if (slot != LINK || feed->value[LINK].size == 0)
        cli_bytes_clear(&feed->value[slot]); /* the last of several counts */
    else
        cli_bytes_clear(&feed->value[LINK]); /* rdf:about says the same */
}

/* An element inside a field is XHTML, or HTML that somebody forgot to escape. */
static void inner_tag(struct feed_state *feed, bool closing)
{
    const char *const name = (const char *)xmlTextReaderConstLocalName(feed->reader);
    struct cli_bytes *const value = &feed->value[feed->slot];

    if (feed->slot == SOURCE) { /* Atom: <source><title>...</title><id>...</id></source> */
        feed->nested = !closing && !is(name, "title");
        return;
    }
    if (feed->slot == AUTHOR) { /* Atom: <author><name>...</name><uri>...</uri></author> */
        feed->nested = !closing && !is(name, "name");
        return;
    }
    feed->plain[feed->slot] = false;
    cli_bytes_add_string(value, closing ? "</" : "<");
    cli_bytes_add_string(value, name);
    cli_bytes_add_string(value, ">");
}

/* Where a field is kept that the feed says of itself; NULL if nobody asks for it. */
static struct cli_bytes *place_outside(struct feed_state *feed, enum slot slot, const char *parent)
{
    if (!is(parent, "channel") && !is(parent, "feed")) /* and not <image> */
        return NULL;
    return slot == TITLE                          ? &feed->feed_title
           : slot == LANG                         ? &feed->feed_lang
           : slot == AUTHOR && is(parent, "feed") ? &feed->feed_author
                                                  : NULL;
}

/* What the feed says of itself, outside its items. */
static void start_outside(struct feed_state *feed, int depth)
{
    const char *const name = element(feed);
    const enum slot slot = slot_of(name);

    if (is(name, "item") || is(name, "entry") || is(name, "atom:entry") || is(name, "rss:item")) {
        if (xmlTextReaderIsEmptyElement(feed->reader) != 1)
            start_item(feed, depth);
        return;
    }
    if (depth == 0)
        attribute(feed, "xml:lang", &feed->feed_lang);
    if (depth <= 2 && xmlTextReaderIsEmptyElement(feed->reader) != 1) {
        const xmlNode *const node = xmlTextReaderCurrentNode(feed->reader);
        struct cli_bytes *const place = place_outside(
            feed, slot, node && node->parent ? (const char *)node->parent->name : NULL);

        if (!place)
            return;
        feed->field = depth;
        feed->slot = slot;
        feed->outside = place;
        feed->nested = false;
        if (slot == AUTHOR) /* one after the other */
            next_author(place);
        else
            cli_bytes_clear(place);
    }
}

static void add_value(struct feed_state *feed)
{
    const xmlChar *const value = xmlTextReaderConstValue(feed->reader);
    struct cli_bytes *to = &feed->value[feed->slot];

    if (!value || feed->field == 0 || feed->nested)
        return;
    if (feed->item == 0)
        to = feed->outside;
    cli_bytes_add_string(to, (const char *)value);
}

/* One step of the parser; *done when an item is complete. */
static void handle(struct feed_state *feed, bool *done)
{
    const int depth = xmlTextReaderDepth(feed->reader);

    switch (xmlTextReaderNodeType(feed->reader)) {
    case XML_READER_TYPE_ELEMENT:
        if (feed->item == 0 && feed->field == 0)
            start_outside(feed, depth);
        else if (feed->item > 0 && feed->field == 0 && depth == feed->item + 1)
            start_field(feed, depth);
        else if (feed->field > 0 && (feed->item > 0 || feed->slot == AUTHOR))
            inner_tag(feed, false);
        break;
    case XML_READER_TYPE_END_ELEMENT:
        if (feed->field > 0 && depth == feed->field)
            feed->field = 0;
        else if (feed->field > 0 && (feed->item > 0 || feed->slot == AUTHOR))
            inner_tag(feed, true);
        else if (feed->item > 0 && depth == feed->item)
            *done = true;
        break;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        add_value(feed);
        break;
    default:
        break;
    }
}

/* ---- records ---- */

static tm_text trimmed(const struct cli_bytes *bytes)
{
    tm_text text = {bytes->data ? bytes->data : "", bytes->size};

    while (text.size > 0 && strchr(" \t\r\n", text.data[0])) {
        text.data++;
        text.size--;
    }
    while (text.size > 0 && strchr(" \t\r\n", text.data[text.size - 1]))
        text.size--;
    return text;
}

/* Some feeds have a link that leads nowhere: <link>about:blank</link>. */
static tm_text link_of(const struct feed_state *feed)
{
    static const char nowhere[] = "about:";
    const tm_text link = trimmed(&feed->value[LINK]);

    if (link.size >= sizeof nowhere - 1 && memcmp(link.data, nowhere, sizeof nowhere - 1) == 0)
        return (tm_text){"", 0};
    return link;
}

static tm_text readable(struct cli_bytes *out, const struct cli_bytes *value, bool plain)
{
    const tm_text text = trimmed(value);

    cli_bytes_clear(out);
    if (plain)
        cli_bytes_add(out, text.data, text.size);
    else
        tm_html_text(out, text);
    return (tm_text){out->data, out->size};
}

/* "ann@example.org (Ann Lee)", as RSS has it, to the name. Atom gives what has no author the feed's. */
static tm_text author_of(struct feed_state *feed)
{
    const enum slot slot = trimmed(&feed->value[CREATOR]).size > 0 ? CREATOR : AUTHOR;
    const bool none = trimmed(&feed->value[slot]).size == 0;
    tm_text author = readable(&feed->author, none ? &feed->feed_author : &feed->value[slot],
                              !none && feed->plain[slot]);
    const char *const open = author.size > 0 ? memchr(author.data, '(', author.size) : NULL;

    while (author.size > 0 && strchr(" ,", author.data[author.size - 1]))
        author.size--;
    if (open && memchr(author.data, '@', (size_t)(open - author.data)) &&
        author.data[author.size - 1] == ')')
        author = (tm_text){open + 1, (size_t)(author.data + author.size - open) - 2};
    return author;
}

static enum tm_read fill(struct feed_state *feed, struct tm_record *record,
                         struct cli_bytes *reason)
{
    const struct cli_bytes *const value = feed->value;
    const enum slot text = trimmed(&value[CONTENT]).size > 0 ? CONTENT : SUMMARY;
    const tm_text link = link_of(feed), guid = trimmed(&value[GUID]);
    const tm_text id = guid.size > 0 ? guid : link;

    record->title = readable(&feed->title, &value[TITLE], feed->plain[TITLE]);
    feed->text = readable(&feed->body, &value[text], feed->plain[text]);
    if (record->title.size == 0 && feed->text.size == 0) {
        cli_bytes_add_string(reason, "an item without title, description or content");
        return TM_READ_BAD;
    }
    record->text = &feed->text;
    record->texts = 1;
    cli_bytes_clear(&feed->id);
    if (id.size > 0)
        cli_json_add_string(&feed->id, id);
    record->id = (tm_text){feed->id.data, feed->id.size};
    record->date = trimmed(value[DATE].size > 0 ? &value[DATE] : &value[UPDATED]);
    record->source =
        readable(&feed->source, value[SOURCE].size > 0 ? &value[SOURCE] : &feed->feed_title, false);
    record->url = link;
    record->author = author_of(feed);
    record->lang = trimmed(value[LANG].size > 0 ? &value[LANG] : &feed->feed_lang);
    return TM_READ_OK;
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
        handle(feed, &done);
        if (done) {
            feed->item = 0;
            return fill(feed, record, reason);
        }
    }
    return TM_READ_FAILED;
}

const struct tm_format tm_format_feed = {"feed",    false,      feed_detect,
                                         feed_open, feed_close, feed_next};
