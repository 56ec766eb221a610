#include "page/page_hints.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Words as page authors use them in class names. `open`: the word may be followed by others
 * without a break ("relatedposts"); else it has to be the whole word. In byte order. */
static const struct hint_word {
    const char *word;
    bool open;
    uint32_t hints;
} hint_words[] = {
    {"abstract", false, HINT_SUMMARY},
    {"ad", false, HINT_AD},
    {"addthis", true, HINT_SHARE},
    {"addtoany", true, HINT_SHARE},
    {"ads", false, HINT_AD},
    {"adsbygoogle", true, HINT_AD},
    {"advert", true, HINT_AD},
    {"advertisement", true, HINT_AD},
    {"affiliate", true, HINT_NOTICE},
    {"also", false, HINT_RELATED},
    {"announcement", true, HINT_NOTICE},
    {"announcements", true, HINT_NOTICE},
    {"article", true, HINT_BODY},
    {"articletext", true, HINT_BODY},
    {"aside", true, HINT_ASIDE},
    {"author", true, HINT_META},
    {"authors", true, HINT_META},
    {"avatar", true, HINT_META},
    {"banner", true, HINT_AD},
    {"bio", false, HINT_META},
    {"body", true, HINT_BODY},
    {"breadcrumb", true, HINT_NAV},
    {"breadcrumbs", true, HINT_NAV},
    {"button", true, HINT_NAV},
    {"byline", true, HINT_META},
    {"caption", true, HINT_MEDIA},
    {"carousel", true, HINT_RELATED},
    {"category", true, HINT_META},
    {"comment", true, HINT_COMMENT},
    {"commentary", true, 0},
    {"comments", true, HINT_COMMENT},
    {"consent", true, HINT_NOTICE},
    {"content", true, HINT_BODY},
    {"cookie", true, HINT_NOTICE},
    {"cookies", true, HINT_NOTICE},
    {"copyright", true, HINT_NOTICE},
    {"credit", true, HINT_MEDIA},
    {"credits", true, HINT_MEDIA},
    {"cta", false, HINT_NOTICE},
    {"date", true, HINT_META},
    {"dateline", true, HINT_META},
    {"deck", false, HINT_SUMMARY},
    {"dek", false, HINT_SUMMARY},
    {"dialog", true, HINT_NOTICE},
    {"disclaimer", true, HINT_NOTICE},
    {"disclosure", true, HINT_NOTICE},
    {"discover", false, HINT_RELATED},
    {"discussion", true, HINT_COMMENT},
    {"disqus", true, HINT_COMMENT},
    {"donate", true, HINT_NOTICE},
    {"donation", true, HINT_NOTICE},
    {"dropdown", true, HINT_NAV},
    {"email", true, HINT_SHARE},
    {"entry", true, HINT_BODY},
    {"excerpt", true, HINT_SUMMARY},
    {"facebook", true, HINT_SHARE},
    {"fb", false, HINT_SHARE},
    {"figcaption", true, HINT_MEDIA},
    {"figure", true, HINT_MEDIA},
    {"flyout", true, HINT_NOTICE},
    {"follow", true, HINT_SHARE},
    {"footer", true, HINT_NAV},
    {"footnote", true, HINT_NOTICE},
    {"gallery", true, HINT_MEDIA},
    {"gdpr", true, HINT_NOTICE},
    {"hashtag", true, HINT_META},
    {"header", true, HINT_HEADLINE},
    {"headline", true, HINT_HEADLINE},
    {"hed", false, HINT_HEADLINE},
    {"hentry", true, HINT_BODY},
    {"hidden", false, HINT_HIDDEN},
    {"image", true, HINT_MEDIA},
    {"img", true, HINT_MEDIA},
    {"instagram", true, HINT_SHARE},
    {"inline", false, 0},
    {"kicker", true, HINT_META},
    {"label", true, HINT_META},
    {"latest", true, HINT_RELATED},
    {"lead", false, HINT_SUMMARY},
    {"legal", true, HINT_NOTICE},
    {"lightbox", true, HINT_HIDDEN},
    {"links", false, HINT_RELATED},
    {"login", true, HINT_NOTICE},
    {"main", false, HINT_BODY},
    {"masthead", true, HINT_NAV},
    {"media", true, HINT_MEDIA},
    {"menu", true, HINT_NAV},
    {"meta", true, HINT_META},
    {"metadata", true, HINT_META},
    {"modal", true, HINT_HIDDEN},
    {"more", true, HINT_RELATED},
    {"most", false, HINT_RELATED},
    {"mostread", true, HINT_RELATED},
    {"nav", true, HINT_NAV},
    {"navbar", true, HINT_NAV},
    {"navigation", true, HINT_NAV},
    {"newsletter", true, HINT_NOTICE},
    {"next", false, HINT_RELATED},
    {"notice", true, HINT_NOTICE},
    {"notification", true, HINT_NOTICE},
    {"offscreen", true, HINT_HIDDEN},
    {"ombox", true, HINT_ASIDE},
    {"outbrain", true, HINT_RELATED},
    {"overlay", true, HINT_HIDDEN},
    {"pager", true, HINT_NAV},
    {"pagination", true, HINT_NAV},
    {"partner", true, HINT_AD},
    {"paywall", true, HINT_NOTICE},
    {"pinterest", true, HINT_SHARE},
    {"popular", true, HINT_RELATED},
    {"popup", true, HINT_HIDDEN},
    {"post", true, HINT_BODY},
    {"poster", false, HINT_MEDIA},
    {"prev", false, HINT_RELATED},
    {"previous", false, HINT_RELATED},
    {"print", false, HINT_SHARE},
    {"privacy", true, HINT_NOTICE},
    {"profile", true, HINT_META},
    {"promo", true, HINT_AD},
    {"promoted", true, HINT_AD},
    {"promotion", true, HINT_AD},
    {"prose", true, HINT_BODY},
    {"pubdate", true, HINT_META},
    {"published", true, HINT_META},
    {"pull", false, HINT_QUOTE},
    {"pullquote", true, HINT_QUOTE},
    {"rail", true, HINT_ASIDE},
    {"rating", true, HINT_META},
    {"read", false, HINT_RELATED},
    {"readmore", true, HINT_RELATED},
    {"readnext", true, HINT_RELATED},
    {"recent", true, HINT_RELATED},
    {"recirc", true, HINT_RELATED},
    {"recommend", true, HINT_RELATED},
    {"recommended", true, HINT_RELATED},
    {"register", true, HINT_NOTICE},
    {"rel", false, HINT_RELATED},
    {"related", true, HINT_RELATED},
    {"replies", true, HINT_COMMENT},
    {"reply", true, HINT_COMMENT},
    {"respond", true, HINT_COMMENT},
    {"screenreader", true, HINT_HIDDEN},
    {"share", true, HINT_SHARE},
    {"sharedaddy", true, HINT_SHARE},
    {"sharing", true, HINT_SHARE},
    {"sidebar", true, HINT_ASIDE},
    {"signup", true, HINT_NOTICE},
    {"skip", false, HINT_NAV},
    {"slideshow", true, HINT_MEDIA},
    {"snippet", true, HINT_SUMMARY},
    {"social", true, HINT_SHARE},
    {"source", true, HINT_META},
    {"sponsor", true, HINT_AD},
    {"sponsored", true, HINT_AD},
    {"sr", false, HINT_HIDDEN},
    {"standfirst", true, HINT_SUMMARY},
    {"story", true, HINT_BODY},
    {"subhead", true, HINT_HEADLINE},
    {"subheading", true, HINT_HEADLINE},
    {"subheadline", true, HINT_HEADLINE},
    {"subscribe", true, HINT_NOTICE},
    {"subscription", true, HINT_NOTICE},
    {"subtitle", true, HINT_SUMMARY},
    {"summary", true, HINT_SUMMARY},
    {"taboola", true, HINT_RELATED},
    {"tag", false, HINT_META},
    {"tags", true, HINT_META},
    {"teaser", true, HINT_RELATED},
    {"teasers", true, HINT_RELATED},
    {"text", true, HINT_BODY},
    {"thumb", true, HINT_RELATED},
    {"thumbnail", true, HINT_RELATED},
    {"time", false, HINT_META},
    {"timestamp", true, HINT_META},
    {"title", true, HINT_HEADLINE},
    {"toc", false, HINT_NAV},
    {"toolbar", true, HINT_NAV},
    {"tooltip", true, HINT_HIDDEN},
    {"topic", true, HINT_META},
    {"topics", true, HINT_META},
    {"trending", true, HINT_RELATED},
    {"tweet", true, HINT_MEDIA},
    {"twitter", true, HINT_SHARE},
    {"upnext", true, HINT_RELATED},
    {"video", true, HINT_MEDIA},
    {"visuallyhidden", true, HINT_HIDDEN},
    {"whatsapp", true, HINT_SHARE},
    {"widget", true, HINT_ASIDE},
    {"widgets", true, HINT_ASIDE},
    {"yarpp", true, HINT_RELATED},
    {"zergnet", true, HINT_RELATED},
};

static const struct hint_word *find(const char *word, size_t size)
{
    size_t low = 0, high = sizeof hint_words / sizeof *hint_words;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const struct hint_word *entry = &hint_words[middle];
        int order = strncmp(entry->word, word, size);

        if (order == 0)
            order = entry->word[size] != '\0';
        if (order == 0)
            return entry;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* One word, cut from the left into known words as far as it goes. */
static uint32_t word_hints(const char *word, size_t size)
{
    uint32_t hints = 0;
    size_t at = 0;

    while (at < size) {
        size_t length = size - at;
        const struct hint_word *entry = NULL;

        for (; length >= 2; length--) {
            entry = find(word + at, length);
            if (entry && (entry->open || (at == 0 && length == size)))
                break;
            entry = NULL;
        }
        if (!entry)
            break;
        hints |= entry->hints;
        at += length;
    }
    return hints;
}

uint32_t page_hints(const char *value)
{
    uint32_t hints = 0;
    char word[32];
    size_t size = 0;

    for (const char *c = value;; c++) {
        const unsigned char byte = (unsigned char)*c;
        const bool letter = byte < 0x80 && isalpha(byte);

        /* camelCase starts a new word at the capital */
        if (size > 0 &&
            (!letter || (isupper(byte) && c > value && islower((unsigned char)c[-1])))) {
            hints |= word_hints(word, size);
            size = 0;
        }
        if (letter && size < sizeof word)
            word[size++] = (char)(byte | 0x20);
        if (byte == '\0')
            return hints;
    }
}
