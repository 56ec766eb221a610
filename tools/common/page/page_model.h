/*
 * Which blocks of a page are its article. Logistic models with weights fitted on pages whose
 * article is known:
 *
 * 1. each block by itself and its neighbours gives a first chance;
 * 2. the subtree that gathers most likely text at the least cost is the container;
 * 3. each block again, now with its place in the container, how much likely text is made by the
 *    same template, sits beside it, came before it;
 * 4. steps 2 and 3 once more with the better chances.
 */
#ifndef PAGE_MODEL_H
#define PAGE_MODEL_H

#include "page/page_blocks.h"

enum page_feature {
    /* of the block */
    FEATURE_BIAS,
    FEATURE_WORDS,        /* ln(1 + words), at most 5 */
    FEATURE_LONG,         /* at least 20 words */
    FEATURE_TINY,         /* at most 3 words */
    FEATURE_LINKS,        /* share of words inside links */
    FEATURE_LINKED,       /* nearly all of it is one link */
    FEATURE_PROSE_LINKS,  /* some links in at least 15 words that end like a sentence */
    FEATURE_STOPS,        /* ln(1 + sentence marks) */
    FEATURE_COMMAS,       /* ln(1 + commas) */
    FEATURE_SENTENCE,     /* ends like a sentence */
    FEATURE_CAPITALS,     /* share of letters */
    FEATURE_DIGITS,       /* share of letters and digits */
    FEATURE_BOLD,         /* all bold */
    FEATURE_PHRASE,       /* begins like a notice: "read more", "photo:" ... */
    FEATURE_PHRASE_SHORT, /* ... and has at most 12 words */
    FEATURE_LEGAL,        /* copyright and the like anywhere in it */
    FEATURE_CREDIT,       /* names a picture agency or a photographer */
    FEATURE_CAPITAL_LINK, /* a link in capitals */
    FEATURE_COLON,        /* ends with a colon */
    FEATURE_ADDRESS,      /* holds an address of the web or of mail */
    /* of the elements around it */
    FEATURE_P,
    FEATURE_HEADING,
    FEATURE_H1,
    FEATURE_LI,
    FEATURE_CELL,
    FEATURE_QUOTE,
    FEATURE_FIGURE,
    FEATURE_IN_ASIDE,
    FEATURE_IN_NAV,
    FEATURE_IN_FOOTER,
    FEATURE_IN_HEADER,
    FEATURE_IN_FORM,
    FEATURE_IN_LINK,    /* inside a link that holds more */
    FEATURE_IN_ARTICLE, /* article, main or itemprop=articleBody */
    FEATURE_IN_BODY_PROP,
    FEATURE_HINT, /* one for each hint of the elements around it */
    FEATURE_HINT_LAST = FEATURE_HINT + 13,
    FEATURE_NEAR, /* the same, of the nearest element or inside the block */
    FEATURE_NEAR_LAST = FEATURE_NEAR + 13,
    /* of the neighbours */
    FEATURE_PREVIOUS_WORDS,
    FEATURE_NEXT_WORDS,
    FEATURE_PREVIOUS_LINKS,
    FEATURE_NEXT_LINKS,
    FEATURE_AFTER_COMMENTS, /* after prose and then a line that opens the comments */
    FEATURE_FIRST_COUNT,    /* the first model ends here */
    /* of the place in the container */
    FEATURE_CHANCE = FEATURE_FIRST_COUNT, /* log odds of the first model / 4 */
    FEATURE_INSIDE,
    FEATURE_BEFORE,   /* before the first likely paragraph */
    FEATURE_AFTER,    /* after the last one */
    FEATURE_TAIL,     /* in the last 3 % of the likely words */
    FEATURE_TEMPLATE, /* share of the likely words made by the same template */
    FEATURE_TEMPLATE_ALONE,
    FEATURE_SIBLINGS, /* share of the likely words under the same parent */
    FEATURE_PREVIOUS, /* chances of the neighbours */
    FEATURE_NEXT,
    FEATURE_PREVIOUS_THREE,
    FEATURE_NEXT_THREE,
    FEATURE_HEADING_NEXT, /* heading before likely text */
    FEATURE_LI_SIBLINGS,  /* list item with its list among likely text */
    FEATURE_REPEATED,     /* share of its word fours that occur in an earlier block */
    FEATURE_REPEATED_LATER,
    FEATURE_TITLE,        /* share of its words that are the title's */
    FEATURE_LINKED_GROUP, /* share of linked words under the same parent */
    FEATURE_DEPTH,        /* elements between it and the container / 8 */
    FEATURE_HOME,         /* under the element that holds most paragraphs: as their sibling */
    FEATURE_HOME_TWO,     /* one element deeper */
    FEATURE_HOME_THREE,   /* two */
    FEATURE_HOME_DEEP,    /* more */
    FEATURE_HOME_LINKED,  /* a link alone among them */
    FEATURE_HOME_PLAIN,   /* no link, no sentence end, among them */
    FEATURE_GAP_BEFORE,   /* ln(1 + blocks since the last likely paragraph) */
    FEATURE_GAP_AFTER,
    FEATURE_BETWEEN,     /* likely paragraphs on both sides, under the same parent or its parent */
    FEATURE_AFTER_SHORT, /* after the last likely paragraph, and short */
    FEATURE_ALIKE,       /* mean chance (log odds / 4) of blocks of the same template */
    FEATURE_ALIKE_ITEM,  /* the same for list items, cells and short blocks */
    FEATURE_AFTER_LABEL, /* within three blocks after a line that begins like a notice */
    FEATURE_AFTER_NEAR,  /* after it, by one block */
    FEATURE_COUNT
};

struct page_weights {
    double first[FEATURE_FIRST_COUNT];
    double second[FEATURE_COUNT];
    double third[FEATURE_COUNT];
    double threshold; /* of the third model's log odds */
};

extern const struct page_weights page_weights;

/* What was found for each block; arrays of blocks.count. */
struct page_choice {
    double *feature; /* [count x FEATURE_COUNT] */
    double *odds;    /* log odds of the third model */
    bool *keep;
    uint32_t container; /* node */
};

/* title: may be NULL. Errors: TM_ENOMEM. */
tm_status page_choose(struct page_choice *choice, const struct page_tree *tree,
                      const struct page_blocks *blocks, const char *title,
                      const struct page_weights *weights, tm_error *err);
void page_choice_release(struct page_choice *choice);

#endif
