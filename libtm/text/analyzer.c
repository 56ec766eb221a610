#include "text/analyzer.h"

#include "base/memory.h"
#include "base/status.h"
#include "base/string_key.h"
#include "text/analyzer_check.h"
#include "text/clitic.h"
#include "text/fold_ascii.h"
#include "text/normalize.h"
#include "text/python_words.h"
#include "text/stem.h"
#include "text/stop_list.h"
#include "text/stop_set.h"

#include <stdio.h>
#include <string.h>

/*
 * A form becomes a term in this order (by TM_WORDS_PYTHON: see python_term()): sign of a tag off,
 * normalise, dots out of abbreviations, stop word, clitics off, stop word, length, stem.
 */

struct tm_analyzer {
    char language[8];
    struct tm__stop_set stop_words;
    struct tm__stemmer *stemmer; /* NULL: none */
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

static unsigned normal_flags(const tm_analyzer_options *o)
{
    const bool turkic = strcmp(o->language, "tr") == 0 || strcmp(o->language, "az") == 0;

    return TM__NORMALIZE_POINTS | (o->keep_case ? 0 : TM_NORMALIZE_FOLD_CASE) |
           (o->strip_accents ? TM_NORMALIZE_STRIP_ACCENTS : 0) | (turkic ? TM_NORMALIZE_TURKIC : 0);
}

/* With the case kept, lists are asked for the folded word. False if memory is out. */
static bool fold(tm_analyzer *a, tm_text *word)
{
    if (!a->keep_case)
        return true;
    tm__buffer_clear(&a->folded);
    if (!tm__normalize(&a->folded, word->data, word->size, a->flags | TM_NORMALIZE_FOLD_CASE))
        return false;
    *word = (tm_text){a->folded.data, a->folded.size};
    return true;
}

/* Whether the language lists a word, which tells how it is spelt. False if memory is out. */
static bool is_listed(tm_analyzer *a, tm_text word, bool *listed)
{
    *listed = false;
    if (!a->stop_words.listed || word.size == 0)
        return true;
    if (!fold(a, &word))
        return false;
    *listed = tm__stop_set_listed(&a->stop_words, word);
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
    if (!is_listed(a, (tm_text){plain, size}, kept))
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
    bool listed;

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
    if (!is_listed(a, (tm_text){word->data, cut}, &listed))
        return false;
    if (listed)
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

/* Stop word: it is dropped, unless they are kept. False if memory is out. */
static bool pass_stop(tm_analyzer *a, tm_text *word)
{
    tm_text folded = *word;

    if (!fold(a, &folded))
        return false;
    a->stop = tm__stop_set_has(&a->stop_words, folded);
    if (a->stop && !a->keep_stopwords)
        word->size = 0;
    return true;
}

/* Stop word, length, stem: what every word goes through. False if memory is out. */
static bool pass(tm_analyzer *a, tm_text *word, bool acronym)
{
    if (!pass_stop(a, word))
        return false;
    if (word->size == 0 || shorter_than(*word, a->min_length)) {
        word->size = 0;
        return true;
    }
    return !a->stemmer || acronym || tm__stem(a->stemmer, word, word->data, word->size);
}

/* From normalised word to term, size 0 if it is dropped. False if memory is out. */
static bool finish(tm_analyzer *a, tm_text *word)
{
    bool acronym, listed;

    if (word->size == 0)
        return true;
    if (is_address(*word))
        return pass_stop(a, word);
    if (memchr(word->data, ' ', word->size)) /* "10 000" with a no-break space */
        *word = without(a->term.data, word->size, ' ');
    if (!undot(a, word, &acronym))
        return false;
    if (!acronym && (!is_listed(a, *word, &listed) || (!listed && !cut_clitics(a, word))))
        return false;
    return pass(a, word, acronym);
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
    const bool folding = a->flags & TM_NORMALIZE_FOLD_CASE;

    if (((a->flags & TM_NORMALIZE_TURKIC) && memchr(word->data, 'I', word->size)) ||
        !tm__buffer_room(&a->term, word->size) ||
        !tm__fold_ascii(a->term.data, word->data, word->size, folding))
        return false;
    a->term.size = word->size;
    a->term.data[word->size] = '\0';
    *word = (tm_text){a->term.data, word->size};
    return pass(a, word, false);
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
                       : tm__python_lower(&a->term, form, size, false)))
        return false;
    *term = (tm_text){a->term.data, a->term.size};
    a->stop = tm__stop_set_has(&a->stop_words, *term);
    if ((a->stop && !a->keep_stopwords) || shorter_than(*term, a->min_length))
        term->size = 0;
    return term->size == 0 || !a->stemmer || tm__stem(a->stemmer, term, term->data, term->size);
}

/*
 * The terms of the caller's stop words, by an analyser that drops, shortens and stems nothing yet.
 * By TM_WORDS_PYTHON they are taken as they are. False if memory is out.
 */
static bool add_own(tm_analyzer *a, const tm_stop_list *list)
{
    for (size_t i = 0; list && i < tm_stop_list_count(list); i++) {
        const tm_text word = tm_stop_list_word(list, i);
        tm_text term = word;

        tm__buffer_clear(&a->term);
        if (!a->python &&
            (!news_term(a, &term, word.data, word.size) || (term.size > 0 && !fold(a, &term))))
            return false;
        if (!tm__stop_set_add(&a->stop_words, term))
            return false;
    }
    return true;
}

/* Errors: TM_ENOMEM, those of the stemmer. */
static tm_status set_up(tm_analyzer *a, const tm_analyzer_options *o, tm_error *err)
{
    snprintf(a->language, sizeof a->language, "%s", o->language);
    a->python = o->rules == TM_WORDS_PYTHON;
    a->clitics = tm__clitics_of(o->language);
    a->flags = normal_flags(o);
    a->keep_case = o->keep_case;
    a->keep_stopwords = true; /* until all are known */
    tm__stop_set_start(&a->stop_words,
                       a->python ? &tm__python_stopwords : tm__stopword_list(o->language));
    if (!add_own(a, o->stop_list))
        return tm__fail_memory(err, "making an analyzer");
    a->stop_words.alone = tm__stop_list_is_alone(o->stop_list);
    a->keep_stopwords = o->keep_stopwords;
    a->min_length = o->min_length;
    return o->stem ? tm__stemmer_new(&a->stemmer, o->language, err) : TM_OK;
}

tm_status tm_analyzer_new(tm_analyzer **out, const tm_analyzer_options *options, tm_error *err)
{
    tm_analyzer_options o;
    tm_analyzer *a;
    tm_status status = tm__analyzer_check(&o, options, err);

    *out = NULL;
    if (status != TM_OK)
        return status;
    a = tm__calloc(1, sizeof *a);
    if (!a)
        return tm__fail_memory(err, "making an analyzer");
    status = set_up(a, &o, err);
    if (status != TM_OK) {
        tm_analyzer_free(a);
        return status;
    }
    *out = a;
    return TM_OK;
}

void tm_analyzer_free(tm_analyzer *a)
{
    if (!a)
        return;
    tm__stemmer_free(a->stemmer);
    tm__stop_set_release(&a->stop_words);
    tm__buffer_release(&a->term);
    tm__buffer_release(&a->folded);
    tm__free(a);
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

bool tm__analyzer_stops(tm_analyzer *a, tm_text term, bool *stop)
{
    *stop = false;
    if (!a->python && !fold(a, &term))
        return false;
    *stop = tm__stop_set_has(&a->stop_words, term);
    return true;
}

bool tm__analyzer_normalize(const tm_analyzer *a, struct tm__buffer *out, const char *text,
                            size_t size)
{
    if (!a->python)
        return tm__normalize(out, text, size, a->flags);
    return a->keep_case ? tm__buffer_append(out, text, size)
                        : tm__python_lower(out, text, size, true);
}
