#include "summary_marked.h"

#include <string.h>

static bool is_blank(tm_text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (!strchr(" \t\r", text.data[i]) || text.data[i] == '\0')
            return false;
    return true;
}

/* From the span of a line the part up to where choice changes; sentences rise. */
static size_t part_end(const tm_summary *summary, size_t document, size_t at, size_t end,
                       bool *chosen)
{
    *chosen = false;
    for (size_t i = 0; i < summary->count; i++) {
        const tm_summary_sentence *const s = &summary->sentence[i];

        if (s->document != document || s->end <= at)
            continue;
        *chosen = s->start <= at;
        if (*chosen)
            return s->end < end ? s->end : end;
        return s->start < end ? s->start : end;
    }
    return end;
}

void summary_mark(const struct summary_marker *marker, const struct summary_item *item,
                  const tm_summary *summary, size_t document)
{
    const tm_text text = item->text[document];

    for (size_t at = 0, end; at < text.size; at = end + 1) {
        const char *const newline = memchr(text.data + at, '\n', text.size - at);

        end = newline ? (size_t)(newline - text.data) : text.size;
        if (is_blank((tm_text){text.data + at, end - at}))
            continue;
        marker->line(marker->ctx, true);
        while (at < end) {
            bool chosen;
            const size_t stop = part_end(summary, document, at, end, &chosen);

            marker->part(marker->ctx, (tm_text){text.data + at, stop - at}, chosen);
            at = stop;
        }
        marker->line(marker->ctx, false);
    }
}
