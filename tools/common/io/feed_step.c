/* Elements of feeds and of their items, and where their content goes. */
#include "io/feed.h"

#include <string.h>

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

void tm_feed_step(struct feed_state *feed, bool *done)
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
