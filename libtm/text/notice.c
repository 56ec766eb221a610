#include "base/ascii.h"

#include <tm/text.h>

#include <string.h>

/*
 * How notices begin that sites show in the place of a page: small letters, ASCII. Each with the
 * words that such a text has at most: behind the same words a page may go on, and then it is one.
 * Several are found in every collection of news from the web, at archives, players and networks
 * that most outlets link to; the others are what servers, guards and walls say. Nothing that a
 * title may begin with: people ask what "404 Not Found" means.
 */
static const struct {
    const char *start;
    size_t words;
} notices[] = {
    /* archives of pages */
    {"starting in 1996, alexa internet has been donating", 60},
    {"these crawls are part of an effort to archive", 140},
    {"focused crawls are collections of", 60},
    {"the internet archive discovers and captures web pages", 80},
    {"crawl of outlinks from", 60},
    {"web crawl data from", 40},
    {"crawl data donated by", 40},
    {"the wayback machine is an initiative of", 60},
    {"the wayback machine has not archived that url", 40},
    /* players */
    {"the interactive transcript could not be loaded", 40},
    {"rating is available when the video has been rented", 40},
    {"this feature is not available right now", 20},
    {"want to watch this again later? sign in", 25},
    {"sign in to add this video to a playlist", 25},
    {"sorry for the interruption. we have been receiving", 50},
    {"if playback doesn't begin shortly", 30},
    {"this video file cannot be played", 15},
    {"this video is unavailable", 12},
    {"this video is not available in your", 20},
    {"to view this video please enable javascript", 30},
    /* networks */
    {"tweet with a location", 60},
    {"add a location to your tweets", 60},
    {"when you tweet with a location", 60},
    {"you can add location information to your tweets", 60},
    {"loading seems to be taking a while", 40},
    {"twitter may be over capacity", 30},
    {"javascript is not available. we've detected that", 60},
    {"we've detected that javascript is disabled", 60},
    {"sorry, that page doesn't exist", 20},
    {"hmm...this page doesn't exist", 20},
    {"something went wrong, but don't fret", 20},
    {"you must log in to continue", 15},
    {"this content isn't available right now when this happens", 40},
    /* rights */
    {"this copy is for your personal, non-commercial use only", 60},
    {"dow jones reprints: this copy is for your personal", 60},
    /* walls */
    {"you have reached your limit of", 50},
    {"you've reached your limit of", 50},
    {"you have reached the maximum number of free articles", 50},
    {"to continue reading this article, you must", 40},
    {"to read the full story, subscribe", 30},
    {"this content is only available to subscribers", 40},
    {"this article is only available to subscribers", 40},
    {"this content is for subscribers only", 40},
    {"subscribe to continue reading", 30},
    {"already a subscriber? log in", 20},
    {"already a subscriber? sign in", 20},
    /* countries */
    {"we recognize you are attempting to access this website from a country", 90},
    {"our website is currently unavailable in most european countries", 90},
    {"unfortunately, our website is currently unavailable in", 90},
    {"451: unavailable due to legal reasons", 90},
    {"451 unavailable due to legal reasons", 90},
    {"the content you are trying to access is not available in your", 40},
    {"this content is not available in your", 40},
    /* cookies and consent */
    {"we use cookies", 120},
    {"this site uses cookies", 120},
    {"this website uses cookies", 120},
    {"our site uses cookies", 120},
    {"our website uses cookies", 120},
    {"by continuing to use this site, you", 80},
    {"by continuing to browse this site", 80},
    {"we and our partners use cookies", 160},
    {"we and our partners store", 160},
    {"we value your privacy", 160},
    {"we care about your privacy", 160},
    {"wir verwenden cookies", 120},
    {"diese website verwendet cookies", 120},
    {"diese seite verwendet cookies", 120},
    {"nous utilisons des cookies", 120},
    {"ce site utilise des cookies", 120},
    {"utilizamos cookies", 120},
    {"este sitio web utiliza cookies", 120},
    {"este site utiliza cookies", 120},
    {"questo sito utilizza cookie", 120},
    {"utilizziamo i cookie", 120},
    {"deze website gebruikt cookies", 120},
    /* browsers */
    {"please enable javascript", 14},
    {"please enable cookies", 14},
    {"enable javascript and cookies to continue", 14},
    {"you need to enable javascript to run this app", 14},
    {"javascript is disabled in your browser", 40},
    {"your browser is not supported", 40},
    {"this browser is not supported", 40},
    {"your browser is out of date", 40},
    {"you are using an outdated browser", 40},
    {"we noticed that you're using an ad blocker", 60},
    {"we noticed you're using an ad blocker", 60},
    {"it looks like you're using an ad blocker", 60},
    {"please disable your ad blocker", 40},
    {"bitte aktivieren sie javascript", 20},
    {"veuillez activer javascript", 20},
    /* guards */
    {"access to this page has been denied", 60},
    {"access denied you don't have permission to access", 40},
    {"are you a robot? please", 60},
    {"please verify you are a human", 60},
    {"please verify you are human", 60},
    {"checking your browser before accessing", 50},
    {"checking if the site connection is secure", 50},
    {"pardon our interruption", 120},
    {"one more step please complete the security check", 80},
    {"to continue, please click the box below to let us know you're not a robot", 80},
    {"we have detected unusual traffic from your", 80},
    {"our systems have detected unusual traffic from your", 80},
    /* errors */
    {"the page you requested could not be found", 50},
    {"the page you requested was not found", 50},
    {"the page you are looking for", 50},
    {"the page you're looking for", 50},
    {"we can't find the page you", 50},
    {"we couldn't find the page you", 50},
    {"sorry, we can't find the page", 50},
    {"sorry, we couldn't find the page", 50},
    {"sorry, the page you", 50},
    {"this page is no longer available", 30},
    {"this article is no longer available", 30},
    {"this story is no longer available", 30},
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

bool tm_is_notice(tm_text text)
{
    const size_t first = skip_space(text, 0);

    if (first >= text.size)
        return false;
    for (size_t i = 0; i < sizeof notices / sizeof *notices; i++)
        if (notices[i].start[0] == tm__ascii_lower(text.data[first]) &&
            starts(text, first, notices[i].start))
            return has_at_most(text, first, notices[i].words);
    return false;
}
