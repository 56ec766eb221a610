#include "io/fields.h"

#include "talk.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const field_name[TM_FIELDS] = {"title", "text",  "id",   "date", "source",
                                                  "lang",  "label", "html", "url",  "author"};

static const char *const usual[TM_FIELDS][TM_FIELD_NAMES + 1] = {
    [TM_FIELD_TITLE] = {"title", "headline"},
    [TM_FIELD_TEXT] = {"text", "body", "content", "content_text", "description", "summary"},
    [TM_FIELD_ID] = {"id", "guid", "url", "link"},
    [TM_FIELD_DATE] = {"date", "published", "pubDate", "published_at", "publishedAt",
                       "date_published", "updated"},
    [TM_FIELD_SOURCE] = {"source", "publisher"},
    [TM_FIELD_LANG] = {"lang", "language"},
    [TM_FIELD_LABEL] = {"label"},
    [TM_FIELD_HTML] = {"html", "content_html"},
    [TM_FIELD_URL] = {"url", "link", "external_url"},
    [TM_FIELD_AUTHOR] = {"author", "authors", "byline", "creator", "dc:creator"},
};

static int field_by_name(const char *name, size_t size)
{
    for (int i = 0; i < TM_FIELDS; i++)
        if (strlen(field_name[i]) == size && memcmp(field_name[i], name, size) == 0)
            return i;
    return -1;
}

bool tm_fields_parse(struct tm_fields *fields, const char *list, const char **wrong)
{
    char *piece;

    memset(fields, 0, sizeof *fields);
    if (!list)
        return true;
    cli_bytes_add_string(&fields->text, list);
    fields->met = cli_alloc(TM_FIELDS, sizeof *fields->met);
    memset(fields->met, 0, TM_FIELDS * sizeof *fields->met);
    for (piece = fields->text.data; piece;) {
        char *const comma = strchr(piece, ','), *equals;
        size_t used = 0;
        int field;

        if (comma)
            *comma = '\0';
        equals = strchr(piece, '=');
        field = equals ? field_by_name(piece, (size_t)(equals - piece)) : -1;
        while (field >= 0 && used < TM_FIELD_NAMES && fields->names[field][used])
            used++;
        *wrong = piece;
        if (field < 0 || equals[1] == '\0' || used == TM_FIELD_NAMES)
            return false;
        fields->names[field][used] = equals + 1;
        piece = comma ? comma + 1 : NULL;
    }
    return true;
}

void tm_fields_release(struct tm_fields *fields)
{
    cli_bytes_free(&fields->text);
    free(fields->met);
}

void tm_field_met(const struct tm_fields *fields, enum tm_field field)
{
    if (fields && fields->met)
        fields->met[field] = true;
}

void tm_fields_tell_unmet(const struct tm_fields *fields)
{
    for (int i = 0; fields && fields->met && i < TM_FIELDS; i++)
        if (fields->names[i][0] && !fields->met[i])
            cli_message("--field: no record has %s under '%s'", field_name[i], fields->names[i][0]);
}

const char *const *tm_field_names(const struct tm_fields *fields, enum tm_field field)
{
    return fields && fields->names[field][0] ? fields->names[field] : usual[field];
}

bool tm_field_is(const struct tm_fields *fields, enum tm_field field, tm_text name)
{
    for (const char *const *at = tm_field_names(fields, field); *at; at++)
        if (strlen(*at) == name.size && strncasecmp(*at, name.data, name.size) == 0)
            return true;
    return false;
}
