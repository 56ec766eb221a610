/* The wordings of page_phrases.h. Lower case in ASCII letters; a text begins with one if a word
 * ends there too. Cyrillic ones are stems. */
#ifndef PAGE_PHRASE_LISTS_H
#define PAGE_PHRASE_LISTS_H

/* clang-format off */
static const char *const openings[] = {
    "advertisement", "advertising", "all rights reserved", "already a subscriber", "also read",
    "also see", "back to top", "by submitting", "by subscribing", "by signing up", "by using",
    "click here", "click to", "check out our", "comments", "contact us", "continue reading",
    "copyright", "could not subscribe", "create a free account", "credit:", "don't miss",
    "do you have a tip", "download our", "download the", "you can download", "editor's picks",
    "enter your", "filed under", "find out more", "follow @", "follow him on", "follow her on",
    "follow me on", "follow our", "follow us", "for more", "for the latest", "get our",
    "get the latest", "get the best", "got a tip", "have a tip", "have something to say",
    "if you enjoyed", "image:", "image credit", "image via", "image source", "images:",
    "in case you missed", "join our", "join the", "join us", "keep reading", "leave a comment",
    "leave a reply", "leave the first", "learn more", "like us", "like this", "listen to",
    "loading", "log in", "login", "more:", "more about", "more from", "more info", "more on",
    "more stories", "most popular", "most read", "next article", "next up", "now playing",
    "photo:", "photo by", "photo credit", "photos:", "picture:", "please enable",
    "please enter", "please note", "please read", "popular", "posted in", "posted on",
    "powered by", "previous article", "print this", "read:", "read also", "read more",
    "read next", "read our", "read the full", "read full", "read this", "recommended",
    "register", "related", "report a", "see also", "see more", "send us", "share",
    "show comments", "sign in", "sign up", "skip to", "source:", "sources:", "sponsored",
    "stay up to date", "story continues", "article continues", "subscribe", "support our",
    "tags:", "tag:", "thank you for", "thanks for", "the views expressed",
    "this article originally", "this article was", "this story was", "this site uses",
    "topics:", "to comment", "to read", "trending", "up next", "view comments", "view all",
    "view more", "via:", "watch:", "watch now", "watch more", "watch the", "we want to hear",
    "we use cookies", "what do you think", "what is your opinion", "write to", "you may also",
    "you might also", "you must be logged in", "your email", "your comment", "this site",
    "abonnieren", "alle rechte", "anmelden", "anzeige", "auch interessant", "bild:",
    "das könnte sie", "diskutieren", "fotos:", "foto:", "gefällt mir", "kommentare",
    "kommentar schreiben", "lesen sie", "lesen sie auch", "mehr lesen", "mehr zum thema",
    "mehr zu", "melden sie sich", "newsletter", "quelle:", "quellen:", "teilen", "weiterlesen",
    "weitere artikel", "wir verwenden", "zum thema", "abonnez-vous", "à lire aussi",
    "a lire aussi", "commentaires", "crédit", "inscrivez-vous", "lire aussi", "lire la suite",
    "lisez aussi", "partager", "publicité", "sur le même sujet", "tous droits", "voir aussi",
    "nous utilisons", "leia mais", "leia também", "veja também", "saiba mais", "compartilhe",
    "compartilhar", "comentários", "comentário", "deixe", "fonte:", "foto", "publicidade",
    "assine", "inscreva-se", "clique aqui", "siga", "lea también", "lee también", "lea más",
    "leer más", "ver más", "compartir", "comentarios", "publicidad", "suscríbete",
    "te puede interesar", "fuente:", "síguenos", "etiquetas", "leggi anche", "leggi tutto",
    "condividi", "commenti", "lascia un commento", "pubblicità", "iscriviti",
    "potrebbe interessarti", "seguici", "articoli correlati", "lees ook", "lees meer",
    "lees verder", "deel dit", "reacties", "advertentie", "abonneer", "bron:",
    "ilgili haberler", "yorum", "paylaş", "abone ol", "kaynak:", "reklam", "həmçinin oxuyun",
    "baca juga", "bagikan", "komentar", "sumber:", "iklan", "ikuti", "читайте", "Читайте",
    "Поделиться", "Подпи", "Комментари", "Фото", "Реклама", "Источник",
};

static const char *const legal[] = {
    "©", "all rights reserved", "alle rechte vorbehalten", "copyright", "cookie",
    "direitos reservados", "derechos reservados", "diritti riservati", "privacy policy",
    "terms of service", "terms of use", "tous droits", "affiliate commission", "affiliate link",
    "our newsletter", "this newsletter", "may be compensated", "in your inbox", "to your inbox",
};

static const char *const credits[] = {
    "getty", "shutterstock", "(photo", "photo:", "photo by", "ap photo", "/ap)", "/afp",
    "afp via", "/reuters", "reuters/", "image:", "image credit", "picture:", "photograph:",
    "photograph by", "courtesy of", "file photo", "credit:", "istock", "foto:", "/dpa", "bild:",
};

static const char *const comments[] = {
    "comment", "comments", "responses to", "responses", "replies", "leave a reply",
    "leave a comment", "join the discussion", "join the conversation", "top rated comments",
    "add a comment", "post a comment", "show comments", "view comments", "kommentare",
    "kommentar schreiben", "commentaires", "comentarios", "comentários", "comentário",
    "deixe um comentário", "deixe uma resposta", "commenti", "lascia un commento", "reacties",
    "yorumlar", "komentar", "deja un comentario", "deja una respuesta", "Комментарии",
};

static const char *const chrome[] = {
    "all rights reserved", "also read:", "back to top", "by submitting", "by subscribing",
    "by signing up", "click here", "continue reading", "copyright ©", "© 20",
    "download our app", "download the app", "you can download", "enter your email",
    "filed under", "follow us", "get our newsletter", "got a tip", "image credit",
    "join our newsletter", "join the conversation", "leave a comment", "leave a reply",
    "leave the first comment", "leave your comment", "be the first to comment", "load more",
    "log in to", "more from", "most popular", "most read", "never miss a", "no comments",
    "photo credit", "please enable", "posted in", "posted on", "powered by", "read also",
    "read more", "read next", "recommended for you", "related articles", "related news",
    "related stories", "related topics", "share on", "share this", "share:", "show comments",
    "sign in to", "sign up for", "sign up to", "skip to", "subscribe to", "subscribe now",
    "tags:", "terms of use", "privacy policy", "this site uses", "this website uses",
    "view comments", "we use cookies", "what do you think", "what is your opinion",
    "you may also like", "you might also like", "your email address", "post a comment",
    "accept cookies", "accept all", "alle rechte vorbehalten", "auch interessant",
    "kommentar schreiben", "kommentare", "lesen sie auch", "mehr zum thema",
    "newsletter abonnieren", "wir verwenden cookies", "abonnez-vous", "lire aussi",
    "à lire aussi", "lire la suite", "laisser un commentaire", "tous droits réservés",
    "leia também", "leia mais", "veja também", "deixe um comentário", "deixe uma resposta",
    "lea también", "lee también", "deja un comentario", "síguenos", "leggi anche",
    "lascia un commento", "lees ook", "lees meer", "reacties", "ilgili haberler", "yorum yap",
    "abone ol", "baca juga", "Читайте также", "Поделиться",
};

static const char *const labels[] = {
    "ad", "advertisement", "advertising", "comments", "comment", "copy link", "email",
    "facebook", "follow", "home", "like", "linkedin", "menu", "more", "next", "pinterest",
    "previous", "print", "reply", "save", "search", "share", "sponsored", "subscribe", "top",
    "trending", "tweet", "twitter", "whatsapp", "x", "close", "play", "telegram", "reddit",
    "read more", "see more", "show more", "load more", "view all", "anzeige", "teilen",
    "drucken", "merken", "publicité", "partager", "publicidad", "publicidade", "compartir",
    "reklam", "iklan",
};

/* Words a paragraph begins with that goes on from the one before. */
static const char *const continuing[] = {
    "he", "she", "it", "they", "his", "her", "their", "its", "this", "that", "these", "those", "but", "and", "however",
    "also", "meanwhile", "instead", "then", "so", "such", "another", "other", "others", "both", "there", "we", "i", "you", "our", "my", "still", "yet", "while", "according",
    "er", "sie", "es", "sein", "seine", "ihr", "ihre", "dies", "diese", "dieser", "dieses", "aber", "doch", "und", "auch", "dabei", "zudem", "damit", "dazu", "seither", "wir",
    "il", "elle", "ils", "elles", "son", "sa", "ses", "ce", "cette", "ces", "mais", "et", "cependant", "nous",
    "ella", "ellos", "su", "sus", "este", "esta", "estos", "pero", "y", "sin embargo", "ele", "ela", "eles", "seu", "sua", "mas", "e", "isso",
    "lui", "lei", "loro", "suo", "questo", "questa", "ma", "hij", "zij", "ze", "het", "zijn", "haar", "deze", "dit", "maar", "en",
    "он", "она", "оно", "они", "это", "но", "и", "его", "её", "их", "Он", "Она", "Они", "Это", "Но", "И", "Его", "Её", "Их",
};

/* clang-format on */
#endif
