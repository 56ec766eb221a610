#include "page/page_json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <tm.h>

enum { MAX_DEPTH = 64 };

struct scanner {
    const char *at, *end;
    const char *key;
    struct page_buffer *out;
};

static void skip_space(struct scanner *s)
{
    while (s->at < s->end && (*s->at == ' ' || (*s->at >= '\t' && *s->at <= '\r')))
        s->at++;
}

static int32_t hex4(const char *at)
{
    int32_t value = 0;

    for (int i = 0; i < 4; i++) {
        const char c = at[i];
        int digit;

        if (c >= '0' && c <= '9')
            digit = c - '0';
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            digit = (c | 0x20) - 'a' + 10;
        else
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

static void append_escape(struct scanner *s, struct page_buffer *out)
{
    static const char from[] = "nrtbf", to[] = "\n\r\t ", other = ' ';
    const char *place;
    char utf8[4];
    int32_t c;

    if (*s->at != 'u') {
        place = strchr(from, *s->at);
        page_append_byte(out,
                         place && *place ? (place - from < 3 ? to[place - from] : other) : *s->at);
        s->at++;
        return;
    }
    s->at++;
    c = s->end - s->at >= 4 ? hex4(s->at) : -1;
    if (c < 0)
        return;
    s->at += 4;
    if (c >= 0xD800 && c < 0xDC00 && s->end - s->at >= 6 && s->at[0] == '\\' && s->at[1] == 'u') {
        const int32_t low = hex4(s->at + 2);

        if (low >= 0xDC00 && low < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            s->at += 6;
        }
    }
    if (c == 0)
        c = ' ';
    page_append(out, utf8, tm_utf8_encode(utf8, c));
}

/* At a quote: the string, unescaped. False if it does not end. */
static bool read_string(struct scanner *s, struct page_buffer *out)
{
    for (s->at++; s->at < s->end;) {
        if (*s->at == '"') {
            s->at++;
            return true;
        }
        if (*s->at == '\\' && s->at + 1 < s->end) {
            s->at++;
            append_escape(s, out);
        } else {
            page_append_byte(out, *s->at++);
        }
    }
    return false;
}

/* After the key: a string, or the names inside an object or array. */
static bool take_value(struct scanner *s)
{
    int depth = 0;
    bool found = false, wanted = true;

    do {
        skip_space(s);
        if (s->at >= s->end)
            break;
        if (*s->at == '"') {
            struct page_buffer text = {0};

            if (!read_string(s, &text)) {
                page_buffer_release(&text);
                break;
            }
            skip_space(s);
            if (s->at < s->end && *s->at == ':') {
                wanted = text.data && strcmp(text.data, "name") == 0;
                s->at++;
            } else {
                if (wanted && text.size > 0) {
                    if (found)
                        page_append_string(s->out, ", ");
                    page_append(s->out, text.data, text.size);
                    found = true;
                }
                if (depth > 0 && s->at < s->end && *s->at == ',')
                    s->at++;
            }
            page_buffer_release(&text);
            continue;
        }
        if (*s->at == '{' || *s->at == '[') {
            wanted = *s->at == '[' && depth == 0;
            depth++;
        } else if (*s->at == '}' || *s->at == ']') {
            depth--;
            wanted = false;
        }
        s->at++;
    } while (depth > 0 && depth < MAX_DEPTH);
    return found;
}

bool page_json_string(struct page_buffer *out, const char *json, size_t size, const char *key)
{
    struct scanner s = {json, json + size, key, out};

    while (s.at < s.end) {
        struct page_buffer text = {0};
        bool whole, match;

        if (*s.at != '"') {
            s.at++;
            continue;
        }
        whole = read_string(&s, &text);
        match = whole && text.data && strcmp(text.data, key) == 0;
        page_buffer_release(&text);
        if (!whole)
            break;
        skip_space(&s);
        if (s.at < s.end && *s.at == ':') {
            s.at++;
            if (match && take_value(&s))
                return true;
        }
    }
    return false;
}
