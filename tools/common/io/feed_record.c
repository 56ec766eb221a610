/* Fields of an item, as feeds write them, to what a record has. */
#include "io/feed.h"
#include "io/html_text.h"
#include "json.h"

#include <string.h>

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

/* "ann@example.org (Ann Lee)", as RSS has it, to the name. Atom gives what has no author the
 * feed's. */
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

enum tm_read tm_feed_record(struct feed_state *feed, struct tm_record *record,
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
