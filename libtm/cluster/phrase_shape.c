#include "cluster/phrase_shape.h"

#include <string.h>

enum { LONGEST_CONNECTOR = 6 };

const struct tm__connectors *tm__connectors(const char *language)
{
    static const struct tm__connectors list[] = {
        {"en", " of and ", " the "},
        {"de", " und von für zu zur zum des der ", " die das den dem "},
        {"es", " de del y e ", " la las los el "},
        {"fr", " de du des et à au aux en ", " la le les "},
        {"it", " di del dello della dei degli delle e ", " il lo la i gli le "},
        {"nl", " van en voor ", " de den der het "},
        {"pt", " de da do das dos e ", " a o as os "},
    };
    static const struct tm__connectors none = {"", "", ""};

    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (strcmp(list[i].language, language ? language : "en") == 0)
            return &list[i];
    return &none;
}

static bool has(const struct tm__token *token, uint32_t flags)
{
    return (token->flags & flags) == flags;
}

static bool names(const struct tm__token *token)
{
    return has(token, TM__TOKEN_CAPITAL) && !has(token, TM__TOKEN_STOP);
}

struct tm__shape_text tm__shape_start(const struct tm__tokens *tokens, const tm_text *documents,
                                      uint32_t document, const char *language)
{
    struct tm__shape_text t = {.token = tokens->token,
                               .start = tokens->first[document],
                               .end = tokens->first[document + 1],
                               .text = documents[document],
                               .connectors = tm__connectors(language)};

    t.mixed = tm__tokens_mixed(t.token + t.start, (size_t)(t.end - t.start));
    return t;
}

/* Is it written with the 's of English? A name ends there: Arsenal's Sol Campbell. */
static bool owns(const struct tm__shape_text *t, uint64_t at)
{
    const size_t end = (size_t)t->token[at].start + t->token[at].size;

    return end < t->text.size &&
           (t->text.data[end] == '\'' || (unsigned char)t->text.data[end] == 0xe2);
}

/* Are words `at` - 1 and `at` parts of one: next-gen? */
static bool hyphenated(const struct tm__shape_text *t, uint64_t at)
{
    return at > t->start && at < t->end && has(&t->token[at], TM__TOKEN_JOINED) &&
           t->token[at].start > 0 && t->text.data[t->token[at].start - 1] == '-';
}

/* Is a word among those of a list? */
static bool among(const char *list, const struct tm__shape_text *t, uint64_t at)
{
    char word[LONGEST_CONNECTOR + 3] = " ";
    const uint32_t size = t->token[at].size;

    if (size > LONGEST_CONNECTOR)
        return false;
    memcpy(word + 1, t->text.data + t->token[at].start, size);
    word[size + 1] = ' ';
    word[size + 2] = '\0';
    return strstr(list, word) != NULL;
}

/* Does a name go on before it? Secretary of | State John Kerry */
static bool belongs(const struct tm__shape_text *t, uint64_t at)
{
    return at >= t->start + 2 && has(&t->token[at], TM__TOKEN_JOINED) &&
           has(&t->token[at - 1], TM__TOKEN_JOINED) && names(&t->token[at]) &&
           names(&t->token[at - 2]) && among(t->connectors->words, t, at - 1);
}

static bool is_byte_of(const char *list, char byte)
{
    return byte && strchr(list, byte) != NULL;
}

/* $, and the last bytes of the pound, the yen and the euro. */
static const char currencies[] = "$\xa3\xa5\xac";

/* Is a number at an end less than what stands there: 24% or $21 billion? */
static bool has_sign(const struct tm__shape_text *t, uint64_t at, uint32_t length)
{
    const struct tm__token *const first = t->token + at, *const last = first + length - 1;
    const size_t end = (size_t)last->start + last->size;

    if (!has(last, TM__TOKEN_LETTER) && end < t->text.size && t->text.data[end] == '%')
        return true;
    return first->start > 0 && first->size > 0 &&
           is_byte_of("0123456789", t->text.data[first->start]) &&
           is_byte_of(currencies, t->text.data[first->start - 1]);
}

bool tm__shape_is_cut(const struct tm__shape_text *t, uint64_t at, uint32_t length)
{
    const uint64_t next = at + length;

    if (has_sign(t, at, length))
        return true;
    if (hyphenated(t, at) || hyphenated(t, next) || (length > 1 && belongs(t, at)))
        return true;
    return t->mixed && next < t->end && names(&t->token[next - 1]) && names(&t->token[next]) &&
           has(&t->token[next], TM__TOKEN_JOINED) && !owns(t, next - 1);
}

bool tm__shape_is_clause(const struct tm__shape_text *t, uint64_t at, uint32_t length)
{
    const struct tm__token *const token = t->token + at;

    if (names(token + length - 1) && (names(token) || !has(token, TM__TOKEN_LETTER)))
        return false;
    if (t->mixed && !has(token, TM__TOKEN_LETTER))
        return true;
    for (uint32_t i = 1; i + 1 < length; i++) {
        if (!has(&token[i], TM__TOKEN_STOP) || among(t->connectors->words, t, at + i))
            continue;
        if (i == 1 || !among(t->connectors->articles, t, at + i) ||
            !among(t->connectors->words, t, at + i - 1))
            return true;
    }
    return false;
}
