#include "text/sentence_rules.h"

#include "text/sentence_time.h"
#include "text/sentence_word.h"

#include <string.h>
#include <utf8proc.h>

enum { LONGEST = TM__SENTENCE_WORD };

enum verdict { PASS, JOIN, BREAK };

/* Languages that write an ordinal number with a full stop. */
static bool has_ordinals(const char *code)
{
    static const char codes[] =
        " az bs cs da de et eu fi hr hu is lv mk nb nn no pl sk sl sq sr tr ";
    const char *found = strlen(code) == 2 ? strstr(codes, code) : NULL;

    return found && found[-1] == ' ' && found[2] == ' ';
}

struct tm__sentence_language tm__sentence_language(const char *code, const tm_sentence_model *model)
{
    struct tm__sentence_language l = {NULL, NULL, false, 0, NULL};

    if (!code)
        return l;
    l.words = tm__sentence_model_find(model, code);
    l.abbreviations = tm__abbreviation_list(code);
    l.stopwords = tm__stopword_list(code);
    l.ordinals = has_ordinals(code);
    l.period = strcmp(code, "el") == 0 ? ';' : strcmp(code, "hy") == 0 ? ':' : 0;
    return l;
}

/* One letter and a full stop follow: "U. S.", "z. B." */
static bool next_is_initial(const struct tm__stop *s)
{
    return tm__is_letter(s->first) && s->second == '.';
}

unsigned tm__sentence_known(const struct tm__sentence_language *language, unsigned kinds,
                            const char *word, size_t size)
{
    if (language->words)
        return tm__sentence_words_find(language->words, word, size);
    return tm__sentence_lists_find(kinds & TM__STOPWORD ? language->stopwords : NULL,
                                   kinds & TM__LISTED ? language->abbreviations : NULL, word, size);
}

/* The next word is one that often starts a sentence, and seldom a name: a function word, or what
 * was seen to do so. */
static bool next_is_starter(const struct tm__stop *s, const struct tm__sentence_language *language)
{
    enum { KINDS = TM__STOPWORD | TM__STARTER };
    char word[LONGEST];
    size_t end = s->first_at, length;
    int32_t c = s->first;

    if (!tm__is_upper(c) || next_is_initial(s))
        return false;
    while (end < s->size && end - s->first_at < LONGEST) {
        const size_t n = tm__read(&c, s->text + end, s->size - end);

        if (!tm__is_letter(c))
            break;
        end += n;
    }
    length = tm__sentence_lower(word, s->text + s->first_at, end - s->first_at);
    return length && tm__sentence_known(language, KINDS, word, length) & KINDS;
}

static bool is_one_character(const struct tm__stop *s)
{
    size_t count = 0;

    for (size_t i = s->word; i < s->mark && count < 2; i++)
        count += ((unsigned char)s->text[i] & 0xC0) != 0x80;
    return count == 1;
}

static int32_t first_of_word(const struct tm__stop *s)
{
    int32_t c = 0;

    if (s->word < s->mark)
        tm__read(&c, s->text + s->word, s->mark - s->word);
    return c;
}

/* All digits, and how many. */
static size_t digits(const struct tm__stop *s)
{
    for (size_t i = s->word; i < s->mark; i++)
        if (s->text[i] < '0' || s->text[i] > '9')
            return 0;
    return s->mark - s->word;
}

/* I, IV, XX: not longer, so that CIVIL is none. */
static bool is_roman(const struct tm__stop *s)
{
    for (size_t i = s->word; i < s->mark; i++)
        if (!strchr("IVX", s->text[i]))
            return false;
    return s->word < s->mark && s->mark - s->word <= 5;
}

/* Only brackets and bullets before the word. */
static bool starts_sentence(const struct tm__stop *s)
{
    size_t at = s->word;

    while (at > s->sentence) {
        const int32_t c = tm__read_before(s->text, at, &at);

        if (!tm__space(s->text, s->size, at) && !tm__is_bracket(c) && !tm__is_bullet(c))
            return false;
    }
    return true;
}

/* "said.The": a capital right behind the mark, with a word or number before it. */
static bool space_is_missing(const struct tm__stop *s)
{
    size_t start;
    const int32_t before = tm__read_before(s->text, s->mark, &start);

    if (!tm__is_upper(s->first) || !tm__is_lower(s->second) || s->mark - s->word < 2 || s->dots > 1)
        return false;
    if (!tm__is_lower(before) && !tm__is_digit(before))
        return false;
    for (size_t i = s->first_at; i < s->size && (unsigned char)s->text[i] > ' '; i++)
        if (s->text[i] == '@' || i - s->first_at > LONGEST)
            return false;
    for (size_t i = s->word; i < s->mark; i++)
        if (strchr("@/:=", s->text[i]) || (s->text[i] == '.' && !tm__is_digit(before)))
            return false;
    return true;
}

/* Is a title or a remark in brackets still open? Looks back a little. */
static bool inside_brackets(const struct tm__stop *s)
{
    size_t closed = 0;

    for (size_t at = s->mark; at > s->sentence && s->mark - at < 240;) {
        const int32_t c = tm__read_before(s->text, at, &at);

        if (c == 0x300B || c == 0xFF09)
            closed++;
        else if ((c == 0x300A || c == 0xFF08) && closed-- == 0)
            return true;
    }
    return false;
}

/* A full stop that needs no space, and yet ends nothing. */
static bool wide_continues(const struct tm__stop *s)
{
    size_t start;

    if (tm__is_digit(s->first) && tm__is_digit(tm__read_before(s->text, s->mark, &start)))
        return s->next == s->after; /* a decimal point of full width */
    if (s->closed > s->after && s->first >= 0x3041 && s->first <= 0x3096)
        return true; /* Japanese goes on after a quotation */
    return s->closed == s->after && inside_brackets(s);
}

static enum verdict rule_glued(const struct tm__stop *s, const struct tm__sentence_language *l)
{
    (void)l;
    if (s->next == s->size)
        return BREAK;
    if (s->kind == TM__END_WIDE)
        return wide_continues(s) ? JOIN : BREAK;
    if (s->next > s->closed)
        return PASS;
    return space_is_missing(s) ? PASS : JOIN;
}

/* A writer who started this sentence with a small letter will not start the next with a capital. */
static bool writes_small(const struct tm__stop *s)
{
    int32_t c = 0;

    if (s->sentence < s->word)
        tm__read(&c, s->text + s->sentence, s->word - s->sentence);
    return tm__is_lower(c);
}

static bool is_dash(int32_t c)
{
    return utf8proc_category(c) == UTF8PROC_CATEGORY_PD;
}

/* Behind dashes: "Why? -- he asked" */
static bool lower_follows(const struct tm__stop *s)
{
    int32_t c = s->first;

    for (size_t at = s->first_at; at < s->size && is_dash(c);) {
        at = tm__skip_space(s->text, s->size, at + tm__read(&c, s->text + at, s->size - at));
        if (at < s->size)
            tm__read(&c, s->text + at, s->size - at);
    }
    return tm__is_lower(c);
}

static enum verdict rule_continues(const struct tm__stop *s, const struct tm__sentence_language *l)
{
    (void)l;
    if (s->second == ')' && s->first_at > s->next) /* "(b) the second item" */
        return PASS;
    if (is_dash(s->first) && lower_follows(s))
        return JOIN;
    if (tm__is_lower(s->first))
        return writes_small(s) && s->closed == s->after && s->kind != TM__END_ELLIPSIS ? PASS
                                                                                       : JOIN;
    return s->first && s->first < 0x80 && strchr(",;:)]%&=/", (int)s->first) ? JOIN : PASS;
}

/* "[...]" stands for something left out. */
static enum verdict rule_omission(const struct tm__stop *s, const struct tm__sentence_language *l)
{
    (void)l;
    if (s->kind != TM__END_ELLIPSIS || s->closed == s->after || s->mark == 0)
        return PASS;
    return s->text[s->mark - 1] == '[' || s->text[s->mark - 1] == '(' ? JOIN : PASS;
}

static enum verdict rule_strong(const struct tm__stop *s, const struct tm__sentence_language *l)
{
    (void)l;
    return s->kind == TM__END_STRONG ? BREAK : PASS;
}

/* Three dots before "I" tell nothing, because it is always a capital; four dots end a sentence. */
static enum verdict rule_ellipsis(const struct tm__stop *s, const struct tm__sentence_language *l)
{
    (void)l;
    if (s->kind != TM__END_ELLIPSIS)
        return PASS;
    if (s->mark == s->sentence && s->dots == 3 && s->after - s->mark == 5)
        return JOIN; /* ". . ." at the start: something is left out */
    return s->dots <= 3 && s->first == 'I' && !tm__is_letter(s->second) ? JOIN : BREAK;
}

/* "1. The first item", "IV. Results", "a. The first item" */
static enum verdict rule_item(const struct tm__stop *s, const struct tm__sentence_language *l)
{
    size_t count;

    (void)l;
    if (s->closed > s->after || !starts_sentence(s))
        return PASS;
    count = digits(s);
    if ((count > 0 && count <= 3) || is_roman(s))
        return JOIN;
    return is_one_character(s) && tm__is_letter(first_of_word(s)) ? JOIN : PASS;
}

/* "am 3. Oktober", "im II. Weltkrieg": in German every noun is a capital. */
static enum verdict rule_ordinal(const struct tm__stop *s, const struct tm__sentence_language *l)
{
    const size_t count = l->ordinals ? digits(s) : 0;

    if (!l->ordinals || !((count > 0 && count <= 2) || is_roman(s)))
        return PASS;
    return next_is_starter(s, l) ? BREAK : JOIN;
}

/* "J. Okafor", "p. 55"; but "you and I. Did" */
static enum verdict rule_initial(const struct tm__stop *s, const struct tm__sentence_language *l)
{
    int32_t c;

    if (!is_one_character(s))
        return PASS;
    c = first_of_word(s);
    if (!tm__is_letter(c))
        return PASS;
    if (tm__is_lower(c))
        return tm__is_digit(s->first) || next_is_initial(s) ? JOIN : PASS;
    if (!tm__is_upper(c))
        return JOIN;
    return next_is_starter(s, l) ? BREAK : JOIN;
}

/* Letters with dots between: U.S, a.m, Ph.D */
static bool is_dotted(const struct tm__stop *s)
{
    size_t part = 0, dots = 0;

    for (size_t i = s->word; i < s->mark;) {
        int32_t c;

        i += tm__read(&c, s->text + i, s->mark - i);
        if (c == '.') {
            if (part == 0)
                return false;
            dots++;
            part = 0;
        } else if (!tm__is_letter(c) || ++part > 2) {
            return false;
        }
    }
    return dots > 0 && part > 0;
}

/*
 * What kind of abbreviation the word is, 0 for none: "Lt.-Col", "l'av", the whole and what follows
 * each sign.
 */
static unsigned abbreviation(const struct tm__stop *s, const struct tm__sentence_language *l)
{
    enum { KINDS = TM__LISTED | TM__LISTED_TITLE | TM__LISTED_MONTH | TM__ABBREVIATION };
    char word[LONGEST];
    size_t start = s->word;

    for (;;) {
        const size_t length = tm__sentence_lower(word, s->text + start, s->mark - start);
        const unsigned kind = length ? tm__sentence_known(l, KINDS, word, length) & KINDS : 0;

        if (kind)
            return kind;
        while (start < s->mark && s->text[start] != '-' && s->text[start] != '\'' &&
               s->text[start] != '/')
            start++;
        if (start == s->mark)
            return 0;
        start++;
    }
}

static enum verdict rule_time(const struct tm__stop *s, const struct tm__sentence_language *l)
{
    (void)l;
    return tm__time_ends(s) ? BREAK : PASS;
}

static enum verdict rule_abbreviation(const struct tm__stop *s,
                                      const struct tm__sentence_language *l)
{
    const unsigned kind = abbreviation(s, l);

    if (kind == 0)
        return PASS;
    if (s->closed > s->after && !(kind & TM__LISTED_TITLE))
        return PASS;
    if (kind & TM__LISTED_TITLE || tm__is_digit(s->first))
        return JOIN;
    if (kind & TM__LISTED_MONTH && tm__is_lower(first_of_word(s)))
        return BREAK; /* "to say no. Bob", but "in Jan. Bob" */
    return next_is_starter(s, l) ? BREAK : JOIN;
}

static enum verdict rule_acronym(const struct tm__stop *s, const struct tm__sentence_language *l)
{
    if (!is_dotted(s))
        return PASS;
    return next_is_starter(s, l) ? BREAK : JOIN;
}

/* The first rule that knows decides; a mark that none knows ends the sentence. */
static enum verdict (*const rules[])(const struct tm__stop *,
                                     const struct tm__sentence_language *) = {
    rule_glued, rule_continues, rule_omission, rule_strong,       rule_ellipsis, rule_item,
    rule_time,  rule_ordinal,   rule_initial,  rule_abbreviation, rule_acronym};

bool tm__stop_ends(const struct tm__stop *stop, const struct tm__sentence_language *language)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        const enum verdict verdict = rules[i](stop, language);

        if (verdict != PASS)
            return verdict == BREAK;
    }
    return true;
}
