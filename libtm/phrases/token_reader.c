#include "phrases/token_reader.h"

#include "base/ascii.h"
#include "base/memory.h"
#include "base/status.h"
#include "phrases/variant.h"
#include "phrases/word_class.h"
#include "text/analyzer.h"
#include "text/clitic.h"
#include "text/page_marks.h"
#include "text/sentence_char.h"
#include "text/stem.h"
#include "text/word_list.h"
#include "text/words.h"

#include <string.h>

enum { LONGEST_TITLE = 8 };

static bool has_letter(const char *word, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        const unsigned char c = (unsigned char)word[i];
        if (c >= 0x80 || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
            return true;
    }
    return false;
}

tm_status tm__token_term(struct tm__token_reader *r, uint32_t *id, tm_text term)
{
    const size_t known = r->terms.count;

    if (!tm__grow(&r->out->df, &r->df_capacity, known + 1, sizeof *r->out->df) ||
        !tm__grow(&r->last, &r->last_capacity, known + 1, sizeof *r->last))
        return TM_ENOMEM;
    *id = tm__strings_add(&r->terms, term.data, term.size);
    if (*id == known)
        r->out->df[known] = r->last[known] = 0;
    return *id == UINT32_MAX ? TM_ENOMEM : TM_OK;
}

static bool has_capital(const char *word, size_t size)
{
    int32_t c;

    tm_utf8_decode(&c, word, size);
    return tm__is_upper(c);
}

/* The list marks with t what stands before a name or a number. Only letters of ASCII are lowered.
 */
static bool is_title(const struct tm__word_list *abbreviations, const char *word, size_t size)
{
    char lower[LONGEST_TITLE];
    const char *found;

    if (size > sizeof lower)
        return false;
    for (size_t i = 0; i < size; i++)
        lower[i] = tm__ascii_lower(word[i]);
    found = tm__word_list_find(abbreviations, lower, size);
    return found && strcmp(found + size, "\tt") == 0;
}

/* The term of a form, one for "defence" and "defense". */
static tm_status term_of(struct tm__token_reader *r, tm_text *term, const char *data, size_t size)
{
    char american[TM__LONGEST_VARIANT];

    if (r->english && tm__american(american, data, &size))
        data = american;
    return tm_analyzer_term(r->analyzer, term, data, size, NULL);
}

static bool is_gerund(const char *data, size_t size)
{
    return size > 4 && memcmp(data + size - 3, "ing", 3) == 0;
}

/* The term and flags of a form met for the first time. */
static tm_status resolve(struct tm__token_reader *r, struct tm__token_form *form, const char *data,
                         size_t size)
{
    tm_text term;
    const tm_status status = term_of(r, &term, data, size);

    if (status != TM_OK)
        return status;
    /* A form that folds to nothing is a stop word with the empty term. */
    form->flags = term.size == 0 || tm__analyzer_met_stopword(r->analyzer) ? TM__TOKEN_STOP : 0;
    if (has_letter(data, size))
        form->flags |= TM__TOKEN_LETTER;
    if (has_capital(data, size))
        form->flags |= TM__TOKEN_CAPITAL;
    if (form->flags & TM__TOKEN_CAPITAL && is_title(r->abbreviations, data, size))
        form->flags |= TM__TOKEN_TITLE;
    if (size > 2 && data[size - 1] == 's' && !strchr("s'", data[size - 2]) && data[size - 2])
        form->flags |= TM__TOKEN_PLURAL;
    if (r->english)
        form->flags |= TM__TOKEN_CLASS * tm__word_class(data, size) |
                       (is_gerund(data, size) ? TM__TOKEN_GERUND : 0u);
    return tm__token_term(r, &form->term, term);
}

static tm_status look_up(struct tm__token_reader *r, struct tm__token_form *form, const char *data,
                         size_t size)
{
    const size_t known = r->forms.count;
    uint32_t id;

    if (!tm__grow(&r->form, &r->form_capacity, known + 1, sizeof *r->form))
        return TM_ENOMEM;
    id = tm__strings_add(&r->forms, data, size);
    if (id == UINT32_MAX)
        return TM_ENOMEM;
    if (id == known) {
        const tm_status status = resolve(r, &r->form[id], data, size);
        if (status != TM_OK)
            return status;
    }
    *form = r->form[id];
    return TM_OK;
}

/* The point of U.S., J. and Mr. does not end a sentence, that of "July 1." and "$4.60." does. */
static bool abbreviated(const char *word, size_t size, uint32_t flags)
{
    return flags & TM__TOKEN_TITLE ||
           (has_letter(word, size) && (size == 1 || memchr(word, '.', size) != NULL));
}

static bool starts(const char *text, size_t size, const char *what)
{
    return size >= strlen(what) && memcmp(text, what, strlen(what)) == 0;
}

/* The word without the 's of English, as it is shown at the end of a phrase. */
static size_t shown_size(const struct tm__token_reader *r, const char *word, size_t size)
{
    const size_t sign = size > 4 && memcmp(word + size - 4, "\xe2\x80\x99", 3) == 0 ? 3
                        : size > 2 && word[size - 2] == '\''                        ? 1
                                                                                    : 0;

    return r->english && sign && (word[size - 1] == 's' || word[size - 1] == 'S') ? size - sign - 1
                                                                                  : size;
}

/* Flags from the bytes between two words. */
static uint32_t gap_flags(const char *gap, size_t size, bool abbreviation)
{
    size_t spaces = 0, hyphens = 0, step;
    bool joined = true, initial = false;

    for (size_t i = 0; i < size; i += step) {
        step = 1;
        if (gap[i] == ' ' || gap[i] == '\t') {
            spaces++;
        } else if (starts(gap + i, size - i, "\xc2\xa0")) { /* no-break space */
            spaces++;
            step = 2;
        } else if (gap[i] == '-') {
            hyphens++;
        } else if (starts(gap + i, size - i, "\xe2\x80\x90") ||
                   starts(gap + i, size - i, "\xe2\x80\x91") ||
                   starts(gap + i, size - i, "\xe2\x80\x93")) { /* hyphens, en dash */
            hyphens++;
            step = 3;
        } else if (starts(gap + i, size - i, "\xe2\x80\x99")) { /* apostrophe */
            step = 3;
        } else if (gap[i] != '\'' && gap[i] != '&' && !(gap[i] == '.' && i == 0 && abbreviation)) {
            joined = false;
            initial = initial || strchr(".!?:\n\"", gap[i]) != NULL ||
                      starts(gap + i, size - i, "\xe2\x80\x9c"); /* opening quotation mark */
        }
    }
    if (hyphens > 1 || (hyphens && spaces))
        joined = false;
    return (joined ? TM__TOKEN_JOINED : 0u) | (initial ? TM__TOKEN_INITIAL : 0u);
}

/* Of part-time, its last word has the class of the whole, which starts at *whole. */
static uint32_t hyphen_flags(const struct tm__token_reader *r, const char *text, uint32_t *form,
                             size_t *whole, size_t before, tm_span word)
{
    if (before == 0 || word.start != before + 1 || text[before] != '-') {
        *whole = word.start;
        return 0;
    }
    if (r->english)
        *form = *form % TM__TOKEN_CLASS +
                TM__TOKEN_CLASS * tm__word_class(text + *whole, word.end - *whole);
    return TM__TOKEN_HYPHEN;
}

/* Capitals within sentences mark names, unless half of the words have one. */
static void mark_capitals(struct tm__token *token, size_t count)
{
    static const uint32_t ask = TM__TOKEN_STOP | TM__TOKEN_INITIAL | TM__TOKEN_CAPITAL;

    for (size_t i = 0; i < count; i++)
        if ((token[i].flags & ask) == TM__TOKEN_CAPITAL)
            token[i].flags |= TM__TOKEN_NAME;
}

/* Where no word has a capital, names are those that are known. */
static void mark_known(struct tm__token *token, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (token[i].flags & TM__TOKEN_CAPITAL)
            return;
    for (size_t i = 0; i < count; i++)
        if (!(token[i].flags & TM__TOKEN_STOP) && tm__token_class(&token[i]) == TM__NAME)
            token[i].flags |= TM__TOKEN_NAME;
}

static void mark_names(struct tm__token *token, size_t count)
{
    if (tm__tokens_mixed(token, count))
        mark_capitals(token, count);
    else
        mark_known(token, count);
}

static bool next_word(tm_span *word, struct tm__words *words, size_t from)
{
    const bool more = tm__words_next(words, word);

    word->start += from;
    word->end += from;
    return more;
}

tm_status tm__token_read(struct tm__token_reader *r, size_t document, tm_text text, uint64_t *count)
{
    const size_t marks = tm__page_marks(text);
    const size_t size = text.size < UINT32_MAX ? text.size : UINT32_MAX;
    struct tm__words words;
    tm_span word = {0, 0}, before = {0, 0};
    const uint64_t first = *count;
    uint32_t flags_before = 0;
    size_t whole = 0;

    if (size == 0)
        return TM_OK;
    tm__words_start(&words, text.data + marks, size - marks, TM_WORDS_NEWS);
    for (; next_word(&word, &words, marks); before = word) {
        const char *const data = text.data + word.start;
        struct tm__token_form form;
        uint32_t flags = TM__TOKEN_JOINED; /* overlapping pairs of characters */
        const tm_status status = look_up(r, &form, data, word.end - word.start);
        if (status != TM_OK)
            return status;
        if (!tm__grow(&r->out->token, &r->token_capacity, *count + 1, sizeof *r->out->token))
            return TM_ENOMEM;
        if (!before.end)
            flags = TM__TOKEN_INITIAL;
        else if (word.start >= before.end)
            flags = gap_flags(
                text.data + before.end, word.start - before.end,
                abbreviated(text.data + before.start, before.end - before.start, flags_before));
        flags |= hyphen_flags(r, text.data, &form.flags, &whole, before.end, word);
        r->out->token[(*count)++] = (struct tm__token){
            form.term, (uint32_t)word.start, (uint32_t)shown_size(r, data, word.end - word.start),
            form.flags | flags};
        if (r->last[form.term] != document + 1) {
            r->last[form.term] = (uint32_t)(document + 1);
            r->out->df[form.term]++;
        }
        flags_before = form.flags;
    }
    if (*count > first)
        mark_names(r->out->token + first, *count - first);
    return TM_OK;
}

tm_status tm__token_reader_start(struct tm__token_reader *r, const char *language,
                                 const tm_stop_list *stop_list, bool stem, tm_error *err)
{
    tm_analyzer_options o = TM_ANALYZER_INIT;
    tm_status status;

    o.language = language;
    o.stop_list = stop_list;
    r->abbreviations = tm__abbreviation_list(language ? language : "en");
    r->english = tm__clitics_of(language ? language : "en") == TM__CLITICS_ENGLISH;
    o.keep_stopwords = true;
    o.stem = stem && tm__has_stemmer(language ? language : "en");
    status = tm_analyzer_new(&r->analyzer, &o, err);
    if (status == TM_OK && (!tm__strings_init(&r->forms) || !tm__strings_init(&r->terms)))
        status = tm__fail_memory(err, "reading words");
    return status;
}

void tm__token_reader_release(struct tm__token_reader *r)
{
    tm_analyzer_free(r->analyzer);
    tm__strings_release(&r->forms);
    tm__strings_release(&r->terms);
    tm__free(r->form);
    tm__free(r->last);
}
