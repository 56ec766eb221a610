#include "page/page_phrases.h"

#include <stdint.h>
#include <string.h>

/* Lower case (ASCII letters only); a text begins with one if a word ends there too. */
static const char *const openings[] = {
    /* English */
    "advertisement", "advertising", "all rights reserved", "already a subscriber", "also read",
    "also see", "back to top", "by submitting", "by subscribing", "by signing up", "by using",
    "click here", "click to", "check out our", "comments", "contact us", "continue reading",
    "copyright", "could not subscribe", "create a free account", "credit:", "don't miss",
    "do you have a tip", "download our", "download the", "you can download", "editor's picks",
    "enter your", "filed under", "find out more", "follow @", "follow him on", "follow her on",
    "follow me on", "follow our", "follow us", "for more", "for the latest", "get our",
    "get the latest", "get the best", "got a tip", "have a tip", "have something to say",
    "if you enjoyed", "image:", "image credit", "image via", "image source",
    "images:", "in case you missed", "join our", "join the", "join us", "keep reading",
    "leave a comment", "leave a reply", "leave the first", "learn more", "like us", "like this",
    "listen to", "loading", "log in", "login", "more:", "more about", "more from", "more info",
    "more on", "more stories", "most popular", "most read", "next article", "next up",
    "now playing", "photo:", "photo by", "photo credit", "photos:", "picture:", "please enable",
    "please enter", "please note", "please read", "popular", "posted in", "posted on", "powered by",
    "previous article", "print this", "read:", "read also", "read more", "read next", "read our",
    "read the full", "read full", "read this", "recommended", "register", "related", "report a",
    "see also", "see more", "send us", "share", "show comments", "sign in", "sign up", "skip to",
    "source:", "sources:", "sponsored", "stay up to date", "story continues", "article continues",
    "subscribe", "support our", "tags:", "tag:", "thank you for", "thanks for",
    "the views expressed", "this article originally", "this article was", "this story was",
    "this site uses", "topics:", "to comment", "to read", "trending", "up next", "view comments",
    "view all", "view more", "via:", "watch:", "watch now", "watch more", "watch the",
    "we want to hear", "we use cookies", "what do you think", "what is your opinion", "write to",
    "you may also", "you might also", "you must be logged in", "your email", "your comment",
    "this site",
    /* German */
    "abonnieren", "alle rechte", "anmelden", "anzeige", "auch interessant",
    "bild:", "das k\xC3\xB6nnte sie", "diskutieren", "fotos:", "foto:", "gef\xC3\xA4llt mir",
    "kommentare", "kommentar schreiben", "lesen sie", "lesen sie auch", "mehr lesen",
    "mehr zum thema", "mehr zu", "melden sie sich", "newsletter", "quelle:", "quellen:", "teilen",
    "weiterlesen", "weitere artikel", "wir verwenden", "zum thema",
    /* French */
    "abonnez-vous", "\xC3\xA0 lire aussi", "a lire aussi", "commentaires",
    "cr\xC3\xA9"
    "dit",
    "inscrivez-vous", "lire aussi", "lire la suite", "lisez aussi", "partager", "publicit\xC3\xA9",
    "sur le m\xC3\xAAme sujet", "tous droits", "voir aussi", "nous utilisons",
    /* Spanish, Portuguese, Italian */
    "leia mais", "leia tamb\xC3\xA9m", "veja tamb\xC3\xA9m", "saiba mais", "compartilhe",
    "compartilhar", "coment\xC3\xA1rios", "coment\xC3\xA1rio", "deixe", "fonte:", "foto",
    "publicidade", "assine", "inscreva-se", "clique aqui", "siga", "lea tambi\xC3\xA9n",
    "lee tambi\xC3\xA9n", "lea m\xC3\xA1s", "leer m\xC3\xA1s", "ver m\xC3\xA1s", "compartir",
    "comentarios", "publicidad",
    "suscr\xC3\xAD"
    "bete",
    "te puede interesar", "fuente:", "s\xC3\xADguenos", "etiquetas", "leggi anche", "leggi tutto",
    "condividi", "commenti", "lascia un commento", "pubblicit\xC3\xA0", "iscriviti",
    "potrebbe interessarti", "seguici", "articoli correlati",
    /* Dutch, Turkish, Azerbaijani, Indonesian */
    "lees ook", "lees meer", "lees verder", "deel dit", "reacties", "advertentie", "abonneer",
    "bron:", "ilgili haberler", "yorum", "payla\xC5\x9F", "abone ol", "kaynak:", "reklam",
    "h\xC9\x99m\xC3\xA7inin oxuyun", "baca juga", "bagikan", "komentar", "sumber:", "iklan",
    "ikuti",
    /* Russian, Ukrainian */
    "\xD1\x87\xD0\xB8\xD1\x82\xD0\xB0\xD0\xB9\xD1\x82\xD0\xB5",
    "\xD0\xA7\xD0\xB8\xD1\x82\xD0\xB0\xD0\xB9\xD1\x82\xD0\xB5", /* chitajte */
    "\xD0\x9F\xD0\xBE\xD0\xB4\xD0\xB5\xD0\xBB\xD0\xB8\xD1\x82\xD1\x8C\xD1\x81\xD1"
    "\x8F",                                     /* podelit'sja
                                                 */
    "\xD0\x9F\xD0\xBE\xD0\xB4\xD0\xBF\xD0\xB8", /* podpi(shites') */
    "\xD0\x9A\xD0\xBE\xD0\xBC\xD0\xBC\xD0\xB5\xD0\xBD\xD1\x82\xD0\xB0\xD1\x80\xD0"
    "\xB8", /* kommentari(i)
             */
    "\xD0\xA4\xD0\xBE\xD1\x82\xD0\xBE",
    "\xD0\xA0\xD0\xB5\xD0\xBA\xD0\xBB\xD0\xB0\xD0\xBC\xD0\xB0",         /* foto, reklama */
    "\xD0\x98\xD1\x81\xD1\x82\xD0\xBE\xD1\x87\xD0\xBD\xD0\xB8\xD0\xBA", /* istochnik
                                                                         */
};

static const char *const legal[] = {
    "\xC2\xA9",
    "all rights reserved",
    "alle rechte vorbehalten",
    "copyright",
    "cookie",
    "direitos reservados",
    "derechos reservados",
    "diritti riservati",
    "privacy policy",
    "terms of service",
    "terms of use",
    "tous droits",
    "affiliate commission",
    "affiliate link",
    "our newsletter",
    "this newsletter",
    "may be compensated",
    "in your inbox",
    "to your inbox",
};

static const char *const credits[] = {
    "getty",        "shutterstock", "(photo",      "photo:",        "photo by",    "ap photo",
    "/ap)",         "/afp",         "afp via",     "/reuters",      "reuters/",    "image:",
    "image credit", "picture:",     "photograph:", "photograph by", "courtesy of", "file photo",
    "credit:",      "istock",       "foto:",       "/dpa",          "bild:",
};

static const char *const comments[] = {
    "comment",
    "comments",
    "responses to",
    "responses",
    "replies",
    "leave a reply",
    "leave a comment",
    "join the discussion",
    "join the conversation",
    "top rated comments",
    "add a comment",
    "post a comment",
    "show comments",
    "view comments",
    "kommentare",
    "kommentar schreiben",
    "commentaires",
    "comentarios",
    "coment\xC3\xA1rios",
    "coment\xC3\xA1rio",
    "deixe um coment\xC3\xA1rio",
    "deixe uma resposta",
    "commenti",
    "lascia un commento",
    "reacties",
    "yorumlar",
    "komentar",
    "deja un comentario",
    "deja una respuesta",
    "\xD0\x9A\xD0\xBE\xD0\xBC\xD0\xBC\xD0\xB5\xD0\xBD\xD1\x82\xD0\xB0\xD1\x80\xD0\xB8\xD0\xB8",
};

static const char *const chrome[] = {
    "all rights reserved",
    "also read:",
    "back to top",
    "by submitting",
    "by subscribing",
    "by signing up",
    "click here",
    "continue reading",
    "copyright \xC2\xA9",
    "\xC2\xA9 20",
    "download our app",
    "download the app",
    "you can download",
    "enter your email",
    "filed under",
    "follow us",
    "get our newsletter",
    "got a tip",
    "image credit",
    "join our newsletter",
    "join the conversation",
    "leave a comment",
    "leave a reply",
    "leave the first comment",
    "leave your comment",
    "be the first to comment",
    "load more",
    "log in to",
    "more from",
    "most popular",
    "most read",
    "never miss a",
    "no comments",
    "photo credit",
    "please enable",
    "posted in",
    "posted on",
    "powered by",
    "read also",
    "read more",
    "read next",
    "recommended for you",
    "related articles",
    "related news",
    "related stories",
    "related topics",
    "share on",
    "share this",
    "share:",
    "show comments",
    "sign in to",
    "sign up for",
    "sign up to",
    "skip to",
    "subscribe to",
    "subscribe now",
    "tags:",
    "terms of use",
    "privacy policy",
    "this site uses",
    "this website uses",
    "view comments",
    "we use cookies",
    "what do you think",
    "what is your opinion",
    "you may also like",
    "you might also like",
    "your email address",
    "post a comment",
    "accept cookies",
    "accept all",
    "alle rechte vorbehalten",
    "auch interessant",
    "kommentar schreiben",
    "kommentare",
    "lesen sie auch",
    "mehr zum thema",
    "newsletter abonnieren",
    "wir verwenden cookies",
    "abonnez-vous",
    "lire aussi",
    "\xC3\xA0 lire aussi",
    "lire la suite",
    "laisser un commentaire",
    "tous droits r\xC3\xA9serv\xC3\xA9s",
    "leia tamb\xC3\xA9m",
    "leia mais",
    "veja tamb\xC3\xA9m",
    "deixe um coment\xC3\xA1rio",
    "deixe uma resposta",
    "lea tambi\xC3\xA9n",
    "lee tambi\xC3\xA9n",
    "deja un comentario",
    "s\xC3\xADguenos",
    "leggi anche",
    "lascia un commento",
    "lees ook",
    "lees meer",
    "reacties",
    "ilgili haberler",
    "yorum yap",
    "abone ol",
    "baca juga",
    "\xD0\xA7\xD0\xB8\xD1\x82\xD0\xB0\xD0\xB9\xD1\x82\xD0\xB5 "
    "\xD1\x82\xD0\xB0\xD0\xBA\xD0\xB6\xD0\xB5",
    "\xD0\x9F\xD0\xBE\xD0\xB4\xD0\xB5\xD0\xBB\xD0\xB8\xD1\x82\xD1\x8C\xD1\x81\xD1\x8F",
};

static const char *const labels[] = {
    "ad",          "advertisement",
    "advertising", "comments",
    "comment",     "copy link",
    "email",       "facebook",
    "follow",      "home",
    "like",        "linkedin",
    "menu",        "more",
    "next",        "pinterest",
    "previous",    "print",
    "reply",       "save",
    "search",      "share",
    "sponsored",   "subscribe",
    "top",         "trending",
    "tweet",       "twitter",
    "whatsapp",    "x",
    "close",       "play",
    "telegram",    "reddit",
    "read more",   "see more",
    "show more",   "load more",
    "view all",    "anzeige",
    "teilen",      "drucken",
    "merken",      "publicit\xC3\xA9",
    "partager",    "publicidad",
    "publicidade", "compartir",
    "reklam",      "iklan",
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* The bytes at `text` are `phrase`, whatever the case; U+2019 counts as an apostrophe. */
static size_t matches(const char *text, size_t size, const char *phrase)
{
    size_t i = 0;

    for (; *phrase; phrase++) {
        if (*phrase == '\'' && i + 3 <= size && memcmp(text + i, "\xE2\x80\x99", 3) == 0) {
            i += 3;
            continue;
        }
        if (i >= size || lower(text[i]) != *phrase)
            return 0;
        i++;
    }
    return i;
}

static bool is_word_byte(char c)
{
    return (unsigned char)c >= 0x80 || (c >= '0' && c <= '9') ||
           (lower(c) >= 'a' && lower(c) <= 'z');
}

static void skip_marks(const char **text, size_t *size)
{
    while (*size > 0 && !is_word_byte(**text) && **text != '@') {
        (*text)++;
        (*size)--;
    }
}

static bool begins(const char *text, size_t size, const char *const *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const size_t length = matches(text, size, phrases[i]);

        /* Cyrillic entries are stems; others end with a word */
        if (length > 0 &&
            (length == size || !is_word_byte(text[length]) || !is_word_byte(text[length - 1]) ||
             (unsigned char)phrases[i][0] >= 0xD0 ||
             (text[length - 1] >= '0' && text[length - 1] <= '9')))
            return true;
    }
    return false;
}

bool page_phrase_begins(const char *text, size_t size)
{
    skip_marks(&text, &size);
    return begins(text, size, openings, sizeof openings / sizeof *openings);
}

bool page_phrase_chrome(const char *text, size_t size)
{
    skip_marks(&text, &size);
    return begins(text, size, chrome, sizeof chrome / sizeof *chrome);
}

static bool holds(const char *text, size_t size, const char *const *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t at = 0; at < size; at++)
            if (lower(text[at]) == phrases[i][0] && matches(text + at, size - at, phrases[i]))
                return true;
    return false;
}

bool page_phrase_legal(const char *text, size_t size)
{
    return holds(text, size, legal, sizeof legal / sizeof *legal);
}

bool page_phrase_credit(const char *text, size_t size)
{
    return holds(text, size, credits, sizeof credits / sizeof *credits);
}

bool page_phrase_label(const char *text, size_t size)
{
    skip_marks(&text, &size);
    if (size > 40)
        return false;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t at = matches(text, size, labels[i]);

        if (at == 0)
            continue;
        while (at < size && (!is_word_byte(text[at]) || (text[at] >= '0' && text[at] <= '9')))
            at++;
        if (at == size)
            return true;
    }
    return false;
}

bool page_phrase_comments(const char *text, size_t size)
{
    skip_marks(&text, &size);
    while (size > 0 && ((*text >= '0' && *text <= '9') || *text == ' ')) {
        text++;
        size--;
    }
    return begins(text, size, comments, sizeof comments / sizeof *comments);
}
