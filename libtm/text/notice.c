#include "base/ascii.h"

#include <tm/text.h>

#include <string.h>

/*
 * How notices begin that sites show in the place of a page: small letters, ASCII. Each with the
 * words that such a text has at most: behind the same words a page may go on, and then it is one.
 * Several are found in every collection of news from the web, at archives, players and networks
 * that most outlets link to; the others are what servers, guards and walls say. Nothing that a
 * title may begin with: people ask what "404 Not Found" means. By their first character, since
 * every text of a collection is held against them.
 */
struct notice {
    const char *start;
    size_t words;
};
static const struct notice *const notices['z' + 1] = {
    ['4'] =
        (const struct notice[]){
            {"451 unavailable due to legal reasons", 90},
            {"451: unavailable due to legal reasons", 90},
            {NULL, 0},
        },
    ['a'] =
        (const struct notice[]){
            {"access denied you don't have permission to access", 40},
            {"access to this page has been denied", 60},
            {"add a location to your tweets", 60},
            {"already a subscriber? log in", 20},
            {"already a subscriber? sign in", 20},
            {"are you a robot? please", 60},
            {NULL, 0},
        },
    ['b'] =
        (const struct notice[]){
            {"bitte aktivieren sie javascript", 20},
            {"by continuing to browse this site", 80},
            {"by continuing to use this site, you", 80},
            {NULL, 0},
        },
    ['c'] =
        (const struct notice[]){
            {"ce site utilise des cookies", 120},
            {"checking if the site connection is secure", 50},
            {"checking your browser before accessing", 50},
            {"crawl data donated by", 40},
            {"crawl of outlinks from", 60},
            {NULL, 0},
        },
    ['d'] =
        (const struct notice[]){
            {"deze website gebruikt cookies", 120},
            {"diese seite verwendet cookies", 120},
            {"diese website verwendet cookies", 120},
            {"dow jones reprints: this copy is for your personal", 60},
            {NULL, 0},
        },
    ['e'] =
        (const struct notice[]){
            {"enable javascript and cookies to continue", 14},
            {"este site utiliza cookies", 120},
            {"este sitio web utiliza cookies", 120},
            {NULL, 0},
        },
    ['f'] =
        (const struct notice[]){
            {"focused crawls are collections of", 60},
            {NULL, 0},
        },
    ['h'] =
        (const struct notice[]){
            {"hmm...this page doesn't exist", 20},
            {NULL, 0},
        },
    ['i'] =
        (const struct notice[]){
            {"if playback doesn't begin shortly", 30},
            {"it looks like you're using an ad blocker", 60},
            {NULL, 0},
        },
    ['j'] =
        (const struct notice[]){
            {"javascript is disabled in your browser", 40},
            {"javascript is not available. we've detected that", 60},
            {NULL, 0},
        },
    ['l'] =
        (const struct notice[]){
            {"loading seems to be taking a while", 40},
            {NULL, 0},
        },
    ['n'] =
        (const struct notice[]){
            {"nous utilisons des cookies", 120},
            {NULL, 0},
        },
    ['o'] =
        (const struct notice[]){
            {"one more step please complete the security check", 80},
            {"our site uses cookies", 120},
            {"our systems have detected unusual traffic from your", 80},
            {"our website is currently unavailable in most european countries", 90},
            {"our website uses cookies", 120},
            {NULL, 0},
        },
    ['p'] =
        (const struct notice[]){
            {"pardon our interruption", 120},
            {"please disable your ad blocker", 40},
            {"please enable cookies", 14},
            {"please enable javascript", 14},
            {"please verify you are a human", 60},
            {"please verify you are human", 60},
            {NULL, 0},
        },
    ['q'] =
        (const struct notice[]){
            {"questo sito utilizza cookie", 120},
            {NULL, 0},
        },
    ['r'] =
        (const struct notice[]){
            {"rating is available when the video has been rented", 40},
            {NULL, 0},
        },
    ['s'] =
        (const struct notice[]){
            {"sign in to add this video to a playlist", 25},
            {"something went wrong, but don't fret", 20},
            {"sorry for the interruption. we have been receiving", 50},
            {"sorry, that page doesn't exist", 20},
            {"sorry, the page you", 50},
            {"sorry, we can't find the page", 50},
            {"sorry, we couldn't find the page", 50},
            {"starting in 1996, alexa internet has been donating", 60},
            {"subscribe to continue reading", 30},
            {NULL, 0},
        },
    ['t'] =
        (const struct notice[]){
            {"the content you are trying to access is not available in your", 40},
            {"the interactive transcript could not be loaded", 40},
            {"the internet archive discovers and captures web pages", 80},
            {"the page you are looking for", 50},
            {"the page you requested could not be found", 50},
            {"the page you requested was not found", 50},
            {"the page you're looking for", 50},
            {"the wayback machine has not archived that url", 40},
            {"the wayback machine is an initiative of", 60},
            {"these crawls are part of an effort to archive", 140},
            {"this article is no longer available", 30},
            {"this article is only available to subscribers", 40},
            {"this browser is not supported", 40},
            {"this content is for subscribers only", 40},
            {"this content is not available in your", 40},
            {"this content is only available to subscribers", 40},
            {"this content isn't available right now when this happens", 40},
            {"this copy is for your personal, non-commercial use only", 60},
            {"this feature is not available right now", 20},
            {"this page is no longer available", 30},
            {"this site uses cookies", 120},
            {"this story is no longer available", 30},
            {"this video file cannot be played", 15},
            {"this video is not available in your", 20},
            {"this video is unavailable", 12},
            {"this website uses cookies", 120},
            {"to continue reading this article, you must", 40},
            {"to continue, please click the box below to let us know you're not a robot", 80},
            {"to read the full story, subscribe", 30},
            {"to view this video please enable javascript", 30},
            {"tweet with a location", 60},
            {"twitter may be over capacity", 30},
            {NULL, 0},
        },
    ['u'] =
        (const struct notice[]){
            {"unfortunately, our website is currently unavailable in", 90},
            {"utilizamos cookies", 120},
            {"utilizziamo i cookie", 120},
            {NULL, 0},
        },
    ['v'] =
        (const struct notice[]){
            {"veuillez activer javascript", 20},
            {NULL, 0},
        },
    ['w'] =
        (const struct notice[]){
            {"want to watch this again later? sign in", 25},
            {"we and our partners store", 160},
            {"we and our partners use cookies", 160},
            {"we can't find the page you", 50},
            {"we care about your privacy", 160},
            {"we couldn't find the page you", 50},
            {"we have detected unusual traffic from your", 80},
            {"we noticed that you're using an ad blocker", 60},
            {"we noticed you're using an ad blocker", 60},
            {"we recognize you are attempting to access this website from a country", 90},
            {"we use cookies", 120},
            {"we value your privacy", 160},
            {"we've detected that javascript is disabled", 60},
            {"web crawl data from", 40},
            {"when you tweet with a location", 60},
            {"wir verwenden cookies", 120},
            {NULL, 0},
        },
    ['y'] =
        (const struct notice[]){
            {"you are using an outdated browser", 40},
            {"you can add location information to your tweets", 60},
            {"you have reached the maximum number of free articles", 50},
            {"you have reached your limit of", 50},
            {"you must log in to continue", 15},
            {"you need to enable javascript to run this app", 14},
            {"you've reached your limit of", 50},
            {"your browser is not supported", 40},
            {"your browser is out of date", 40},
            {NULL, 0},
        },
};

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t skip_space(tm_text text, size_t at)
{
    while (at < text.size && is_space(text.data[at]))
        at++;
    return at;
}

/* The next character, blanks as one; 0 at the end. Curly apostrophes are straight in the table. */
static char next(tm_text text, size_t *at)
{
    static const char curly[] = "\xe2\x80\x99";
    const size_t bytes = sizeof curly - 1;

    if (*at >= text.size)
        return 0;
    if (is_space(text.data[*at])) {
        *at = skip_space(text, *at);
        return ' ';
    }
    if (text.size - *at >= bytes && memcmp(text.data + *at, curly, bytes) == 0) {
        *at += bytes;
        return '\'';
    }
    return tm__ascii_lower(text.data[(*at)++]);
}

static bool starts(tm_text text, size_t at, const char *start)
{
    while (*start && next(text, &at) == *start)
        start++;
    return !*start;
}

static bool has_at_most(tm_text text, size_t at, size_t words)
{
    while (words > 0 && at < text.size) {
        while (at < text.size && !is_space(text.data[at]))
            at++;
        at = skip_space(text, at);
        words--;
    }
    return at >= text.size;
}

/* Those that begin with this character, up to one without a start. */
static const struct notice *notices_from(char first)
{
    static const struct notice none = {NULL, 0};
    const unsigned char c = (unsigned char)tm__ascii_lower(first);

    return c < sizeof notices / sizeof *notices && notices[c] ? notices[c] : &none;
}

bool tm_is_notice(tm_text text)
{
    const size_t first = skip_space(text, 0);

    if (first >= text.size)
        return false;
    for (const struct notice *n = notices_from(text.data[first]); n->start; n++)
        if (starts(text, first, n->start))
            return has_at_most(text, first, n->words);
    return false;
}
