/* What the words in class, id, role and aria-label say about a part of a page. */
#ifndef PAGE_HINTS_H
#define PAGE_HINTS_H

#include <stdint.h>

enum page_hint {
    HINT_BODY = 1,        /* story, article, content ... */
    HINT_NAV = 2,         /* menus, breadcrumbs, headers, footers */
    HINT_SHARE = 4,       /* share bars */
    HINT_COMMENT = 8,     /* readers' comments */
    HINT_RELATED = 16,    /* teasers of other stories */
    HINT_META = 32,       /* byline, date, tags */
    HINT_MEDIA = 64,      /* captions, credits, galleries */
    HINT_NOTICE = 128,    /* newsletters, cookies, paywalls, legal lines */
    HINT_AD = 256,        /* advertising */
    HINT_ASIDE = 512,     /* sidebars, widgets */
    HINT_HEADLINE = 1024, /* titles */
    HINT_SUMMARY = 2048,  /* decks, standfirsts, excerpts */
    HINT_QUOTE = 4096,    /* pull quotes */
    HINT_HIDDEN = 8192,   /* text for screen readers, print only, modal windows */
    HINT_COUNT = 14
};

/* The hints in one attribute value. */
uint32_t page_hints(const char *value);

#endif
