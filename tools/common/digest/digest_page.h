/* What tools/common/digest/page holds, NUL-terminated, and its hashes for the page's policy. */
#ifndef DIGEST_PAGE_H
#define DIGEST_PAGE_H

extern const unsigned char digest_page_css[], digest_page_js[];
extern const char digest_page_css_hash[], digest_page_js_hash[];

#endif
