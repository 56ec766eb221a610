#include "text/analyzer.h"

#include "base/memory.h"
#include "base/status.h"
#include "base/string_key.h"
#include "text/clitic.h"
#include "text/fold_ascii.h"
#include "text/normalize.h"
#include "text/python_words.h"
#include "text/stem.h"
#include "text/word_list.h"

#include <stdio.h>
#include <string.h>

/*
 * A form becomes a term in this order (by TM_WORDS_PYTHON: see python_term()): sign of a tag off,
 * normalise, dots out of abbreviations, stop word, clitics off, stop word, length, stem.
 */

enum { FILTER_BITS = 14 };
enum { LONGEST_CODE = 12, LONGEST_SHOWN = 120 }; /* bytes of languages that are not known */

struct tm_analyzer {
    char language[8];
    const struct tm__word_list *stopwords;    /* NULL: none */
    uint64_t filter[(1 << FILTER_BITS) / 64]; /* a bit for the hash of every stop word */
    struct tm__stemmer *stemmer;              /* NULL: none */
    enum tm__clitics clitics;
    unsigned flags; /* of tm__normalize() */
    unsigned min_length;
    bool keep_stopwords, keep_case;
    bool python; /* the rules are TM_WORDS_PYTHON */
    bool stop;   /* the last form was a stop word */
    struct tm__buffer term, folded;
};

/* English acronyms that would fold to a stop word. Others (IT, AM, OR) are more often shouted. */
static const struct {
    const char *form, *term;
} acronyms[] = {{"US", "u.s"}, {"WHO", "w.h.o"}};

static bool in_codes(const char *const *codes, const char *language)
{
    for (; *codes; codes++)
        if (strcmp(*codes, language) == 0)
            return true;
    return false;
}

static bool known(const char *language)
{
    return strcmp(language, "und") == 0 || in_codes(tm_stopword_languages(), language) ||
           in_codes(tm_stemmer_languages(), language);
}

static void add_code(char *list, size_t size, const char *code)
{
    const size_t used = strlen(list);

    snprintf(list + used, size - used, " %s", code);
}

/* What is no code at all is shown as far as there is room, and no list of codes. */
static tm_status fail_code(tm_error *err, const char *language)
{
    const char *const more = strlen(language) > LONGEST_SHOWN ? "..." : "";

    return tm__fail(err, TM_ENOTFOUND,
                    "unknown language '%.*s%s'; languages are codes like en or de", LONGEST_SHOWN,
                    language, more);
}

static tm_status fail_language(tm_error *err, const char *language)
{
    const char *const *a = tm_stopword_languages(), *const *b = tm_stemmer_languages();
    char list[sizeof err->message] = "";

    if (strlen(language) > LONGEST_CODE)
        return fail_code(err, language);
    while (*a || *b) { /* both are sorted */
        const int order = !*a ? 1 : !*b ? -1 : strcmp(*a, *b);

        add_code(list, sizeof list, order <= 0 ? *a : *b);
        a += order <= 0;
        b += order >= 0;
    }
    return tm__fail(err, TM_ENOTFOUND, "unknown language '%s'; have:%s und", language, list);
}

static tm_status fail_stemmer(tm_error *err, const char *language)
{
    char list[sizeof err->message] = "";

    for (const char *const *code = tm_stemmer_languages(); *code; code++)
        add_code(list, sizeof list, *code);
    return tm__fail(err, TM_EINVAL, "no stemmer for language '%s'; have:%s", language, list);
}

static tm_status check(tm_analyzer_options *o, const tm_analyzer_options *given, tm_error *err)
{
    const tm_analyzer_options defaults = TM_ANALYZER_INIT;

    *o = defaults;
    if (given) {
        if (given->size < sizeof given->size || given->size > sizeof *given)
            return tm__fail(err, TM_EINVAL, "analyzer options of %zu bytes, expected %zu",
                            given->size, sizeof *given);
        memcpy(o, given, given->size);
    }
    if (!o->language)
        o->language = "en";
    if ((int)o->rules < TM_WORDS_NEWS || o->rules > TM_WORDS_PYTHON)
        return tm__fail(err, TM_EINVAL, "unknown word rules %d", (int)o->rules);
    if (o->rules == TM_WORDS_PYTHON && o->strip_accents)
        return tm__fail(err, TM_EINVAL, "these word rules cannot strip accents");
    if (!known(o->language))
        return fail_language(err, o->language);
    if (o->stem && !in_codes(tm_stemmer_languages(), o->language))
        return fail_stemmer(err, o->language);
    return TM_OK;
}

static unsigned normal_flags(const tm_analyzer_options *o)
{
    const bool turkic = strcmp(o->language, "tr") == 0 || strcmp(o->language, "az") == 0;

    return TM__NORMALIZE_POINTS | (o->keep_case ? 0 : TM_NORMALIZE_FOLD_CASE) |
           (o->strip_accents ? TM_NORMALIZE_STRIP_ACCENTS : 0) | (turkic ? TM_NORMALIZE_TURKIC : 0);
}

/* Most words are no stop words: a glance at a bit spares most of them the search. */
static unsigned filter_bit(const char *word, size_t size)
{
    const uint64_t head = tm__load_short(word, size);

    return (unsigned)((head ^ (uint64_t)size << 56) * 0x9fb21c651e98df25u >> (64 - FILTER_BITS));
}

static void make_filter(tm_analyzer *a)
{
    for (size_t i = 0; a->stopwords && i < a->stopwords->count; i++) {
        const char *const word = a->stopwords->word[i];
        const unsigned bit = filter_bit(word, strlen(word));

        a->filter[bit / 64] |= (uint64_t)1 << bit % 64;
    }
}

static bool maybe_stopword(const tm_analyzer *a, tm_text word)
{
    const unsigned bit = filter_bit(word.data, word.size);

    return a->filter[bit / 64] >> bit % 64 & 1;
}

tm_status tm_analyzer_new(tm_analyzer **out, const tm_analyzer_options *options, tm_error *err)
{
    tm_analyzer_options o;
    tm_analyzer *a;
    tm_status status = check(&o, options, err);

    *out = NULL;
    if (status != TM_OK)
        return status;
    a = tm__calloc(1, sizeof *a);
    if (!a)
        return tm__fail_memory(err, "making an analyzer");
    snprintf(a->language, sizeof a->language, "%s", o.language);
    a->python = o.rules == TM_WORDS_PYTHON;
    a->stopwords = a->python ? &tm__python_stopwords : tm__stopword_list(o.language);
    make_filter(a);
    a->clitics = tm__clitics_of(o.language);
    a->flags = normal_flags(&o);
    a->min_length = o.min_length;
    a->keep_stopwords = o.keep_stopwords;
    a->keep_case = o.keep_case;
    if (o.stem) {
        status = tm__stemmer_new(&a->stemmer, o.language, err);
        if (status != TM_OK) {
            tm_analyzer_free(a);
            return status;
        }
    }
    *out = a;
    return TM_OK;
}

void tm_analyzer_free(tm_analyzer *a)
{
    if (!a)
        return;
    tm__stemmer_free(a->stemmer);
    tm__buffer_release(&a->term);
    tm__buffer_release(&a->folded);
    tm__free(a);
}

/* False if memory is out. With the case kept, the list is asked for the folded word. */
static bool is_stopword(tm_analyzer *a, tm_text word, bool *stop)
{
    *stop = false;
    if (!a->stopwords || word.size == 0)
        return true;
    if (a->keep_case) {
        tm__buffer_clear(&a->folded);
        if (!tm__normalize(&a->folded, word.data, word.size, a->flags | TM_NORMALIZE_FOLD_CASE))
            return false;
        word = (tm_text){a->folded.data, a->folded.size};
    }
    *stop =
        maybe_stopword(a, word) && tm__word_list_find(a->stopwords, word.data, word.size) != NULL;
    return true;
}

/* The # of a tag and underscores of mark-up are not part of the word. */
static tm_text trim(const char *form, size_t size)
{
    if (size > 1 && form[0] == '#') {
        form++;
        size--;
    }
    while (size > 1 && form[0] == '_') {
        form++;
        size--;
    }
    while (size > 1 && form[size - 1] == '_')
        size--;
    return (tm_text){form, size};
}

static bool is_address(tm_text word)
{
    return memchr(word.data, '@', word.size) || memchr(word.data, '/', word.size);
}

/* Drop a byte from the term wherever it stands. */
static tm_text without(char *data, size_t size, char byte)
{
    size_t kept = 0;

    for (size_t i = 0; i < size; i++)
        if (data[i] != byte)
            data[kept++] = data[i];
    return (tm_text){data, kept};
}

/* Single letters, each followed by a dot; the last dot may be missing. Returns their number. */
static size_t dotted_letters(tm_text word)
{
    size_t i = 0, letters = 0;

    while (i < word.size) {
        int32_t c;

        i += tm_utf8_decode(&c, word.data + i, word.size - i);
        if (c < 'A' || (c >= '0' && c <= '9'))
            return 0;
        letters++;
        if (i < word.size && word.data[i++] != '.')
            return 0;
    }
    return letters;
}

/*
 * U.S.A. and USA are one term. But an abbreviation that without its dots would be a stop word keeps
 * them, all but the last: U.S. is "u.s", and so is the acronym US (see acronyms).
 */
static bool undot(tm_analyzer *a, tm_text *word, bool *kept)
{
    char plain[32];
    size_t size = 0;

    *kept = false;
    if (word->size >= sizeof plain || !memchr(word->data, '.', word->size) ||
        dotted_letters(*word) < 2)
        return true;
    for (size_t i = 0; i < word->size; i++)
        if (word->data[i] != '.')
            plain[size++] = word->data[i];
    if (!is_stopword(a, (tm_text){plain, size}, kept))
        return false;
    if (!*kept)
        *word = without(a->term.data, word->size, '.');
    else if (word->data[word->size - 1] == '.')
        word->size--;
    return true;
}

/* Cut what is written on with an apostrophe. False if memory is out. */
static bool cut_clitics(tm_analyzer *a, tm_text *word)
{
    size_t cut;
    bool stop;

    if (a->clitics == TM__CLITICS_NONE || !memchr(word->data, '\'', word->size))
        return true;
    if (a->clitics == TM__CLITICS_ELISION) {
        cut = tm__elision(a->language, word->data, word->size);
        word->data += cut;
        word->size -= cut;
        return true;
    }
    word->size = tm__possessive(a->clitics, word->data, word->size);
    if (a->clitics != TM__CLITICS_ENGLISH)
        return true;
    cut = tm__contraction(word->data, word->size);
    if (cut == word->size)
        return true;
    if (!is_stopword(a, (tm_text){word->data, cut}, &stop))
        return false;
    if (stop)
        word->size = cut;
    return true;
}

static bool shorter_than(tm_text word, unsigned characters)
{
    enum { LONGEST = 4 }; /* bytes of a character */
    size_t count = 0;

    if (word.size / LONGEST >= characters)
        return false;
    for (size_t i = 0; i < word.size; i++)
        count += ((unsigned char)word.data[i] & 0xC0) != 0x80;
    return count < characters;
}

/* Stop word, length, stem: what every word goes through. False if memory is out. */
static bool pass(tm_analyzer *a, tm_text *word, bool stop, bool acronym)
{
    a->stop = stop;
    if ((stop && !a->keep_stopwords) || shorter_than(*word, a->min_length)) {
        word->size = 0;
        return true;
    }
    return !a->stemmer || acronym || tm__stem(a->stemmer, word, word->data, word->size);
}

/* From normalised word to term, size 0 if it is dropped. False if memory is out. */
static bool finish(tm_analyzer *a, tm_text *word)
{
    bool acronym, stop = false;

    if (word->size == 0 || is_address(*word))
        return true;
    if (memchr(word->data, ' ', word->size)) /* "10 000" with a no-break space */
        *word = without(a->term.data, word->size, ' ');
    if (!undot(a, word, &acronym))
        return false;
    if (!acronym) {
        const size_t whole = word->size;

        if (!is_stopword(a, *word, &stop) || (!stop && !cut_clitics(a, word)))
            return false;
        if (word->size < whole && !is_stopword(a, *word, &stop))
            return false;
    }
    return pass(a, word, stop, acronym);
}

static const char *acronym_of(const tm_analyzer *a, tm_text form)
{
    if (a->clitics == TM__CLITICS_ENGLISH && !a->keep_case)
        for (size_t i = 0; i < sizeof acronyms / sizeof *acronyms; i++)
            if (strlen(acronyms[i].form) == form.size &&
                memcmp(acronyms[i].form, form.data, form.size) == 0)
                return acronyms[i].term;
    return NULL;
}

/*
 * Most words are letters and digits of ASCII, which are normalised eight at a time and hold nothing
 * that could be cut. False if this one is not, or if memory is out; then nothing was done.
 */
static bool plain_term(tm_analyzer *a, tm_text *word)
{
    const bool fold = a->flags & TM_NORMALIZE_FOLD_CASE;
    bool stop;

    if (((a->flags & TM_NORMALIZE_TURKIC) && memchr(word->data, 'I', word->size)) ||
        !tm__buffer_room(&a->term, word->size) ||
        !tm__fold_ascii(a->term.data, word->data, word->size, fold))
        return false;
    a->term.size = word->size;
    a->term.data[word->size] = '\0';
    *word = (tm_text){a->term.data, word->size};
    return is_stopword(a, *word, &stop) && pass(a, word, stop, false);
}

/* By all other rules: see the top. False if memory is out. */
static bool news_term(tm_analyzer *a, tm_text *term, const char *form, size_t size)
{
    const tm_text word = trim(form, size);
    const char *acronym = acronym_of(a, word);
    bool ok;

    *term = word;
    if (!acronym && plain_term(a, term))
        return true;
    tm__buffer_clear(&a->term);
    ok = acronym ? tm__buffer_append(&a->term, acronym, strlen(acronym))
                 : tm__normalize(&a->term, word.data, word.size, a->flags);
    *term = (tm_text){a->term.data, a->term.size};
    return ok && finish(a, term);
}

/* By TM_WORDS_PYTHON: lower case, stop word, length, stem. False if memory is out. */
static bool python_term(tm_analyzer *a, tm_text *term, const char *form, size_t size)
{
    if (!(a->keep_case ? tm__buffer_append(&a->term, form, size)
                       : tm__python_lower(&a->term, form, size)))
        return false;
    *term = (tm_text){a->term.data, a->term.size};
    a->stop = a->stopwords && tm__word_list_find(a->stopwords, term->data, term->size);
    if ((a->stop && !a->keep_stopwords) || shorter_than(*term, a->min_length))
        term->size = 0;
    return term->size == 0 || !a->stemmer || tm__stem(a->stemmer, term, term->data, term->size);
}

tm_status tm_analyzer_term(tm_analyzer *a, tm_text *term, const char *form, size_t size,
                           tm_error *err)
{
    tm__buffer_clear(&a->term);
    a->stop = false;
    if (a->python ? python_term(a, term, form, size) : news_term(a, term, form, size))
        return TM_OK;
    *term = (tm_text){NULL, 0};
    return tm__fail_memory(err, "making a term");
}

bool tm__analyzer_met_stopword(const tm_analyzer *a)
{
    return a->stop;
}

bool tm__analyzer_normalize(const tm_analyzer *a, struct tm__buffer *out, const char *text,
                            size_t size)
{
    if (!a->python)
        return tm__normalize(out, text, size, a->flags);
    return a->keep_case ? tm__buffer_append(out, text, size) : tm__python_lower(out, text, size);
}
