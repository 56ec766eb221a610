#include "summarize/word_forms.h"

#include "base/memory.h"
#include "base/prefetch.h"
#include "base/status.h"
#include "text/analyzer.h"
#include "text/stem.h"
#include "text/stop_list.h"

#include <stdio.h>
#include <utf8proc.h>

tm_status tm__word_forms_new(struct tm__word_forms **out, const char *language,
                             const tm_stop_list *stop_list, tm_error *err)
{
    tm_analyzer_options o = TM_ANALYZER_INIT;
    struct tm__word_forms *f = tm__calloc(1, sizeof *f);
    tm_status status;

    *out = NULL;
    if (!f)
        return tm__fail_memory(err, "reading words");
    o.language = language;
    o.stop_list = stop_list;
    o.keep_stopwords = true;
    o.stem = tm__has_stemmer(language);
    status = tm_analyzer_new(&f->analyzer, &o, err);
    if (status == TM_OK && !tm__forms_init(&f->forms))
        status = tm__fail_memory(err, "reading words");
    if (status != TM_OK) {
        tm__word_forms_free(f);
        return status;
    }
    f->stop_list = tm__stop_list_hold(stop_list);
    snprintf(f->language, sizeof f->language, "%s", language);
    *out = f;
    return TM_OK;
}

void tm__word_forms_free(struct tm__word_forms *f)
{
    if (!f)
        return;
    tm_analyzer_free(f->analyzer);
    tm_stop_list_free(f->stop_list);
    tm__forms_release(&f->forms);
    tm__free(f->form);
    tm__free(f->number);
    tm__free(f);
}

void tm__word_forms_next_text(struct tm__word_forms *f)
{
    f->text_terms = 0;
    if (++f->text == 0) { /* as if none had been read */
        for (size_t k = 0; k < f->terms; k++)
            f->number[k].text = 0;
        f->text = 1;
    }
}

static bool is_letter(utf8proc_category_t k)
{
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

/* Capitalised; digits without letters, so most words need no look behind their first character. */
static uint32_t look_at(const char *word, size_t size)
{
    bool capital = false, digits = false, letters = false;

    for (size_t at = 0; at < size && !letters;) {
        const bool first = at == 0;
        utf8proc_category_t k;
        int32_t c;
        at += tm_utf8_decode(&c, word + at, size - at);
        k = utf8proc_category(c);
        capital |= first && (k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LT);
        digits |= k == UTF8PROC_CATEGORY_ND;
        letters |= is_letter(k);
    }
    return (capital ? TM__WORD_CAPITAL : 0u) | (digits && !letters ? TM__WORD_DIGITS : 0u);
}

/* A new term has no number yet. False if memory is out. */
static bool find_term(struct tm__word_forms *f, uint32_t *id, tm_text term)
{
    struct tm__form_key key;
    struct tm__form_slot *slot;

    tm__form_key(&key, term.data, term.size, term.size);
    slot = tm__forms_put(&f->forms, &key, term.data, term.size);
    if (!slot)
        return false;
    if (slot->own == TM__NO_TERM) {
        if (f->terms == TM__NO_TERM ||
            !tm__grow(&f->number, &f->number_capacity, f->terms + 1, sizeof *f->number))
            return false;
        f->number[f->terms].text = 0;
        slot->own = (uint32_t)f->terms++;
    }
    *id = slot->own;
    return true;
}

/* The term of a form that is met for the first time. */
static tm_status resolve(struct tm__word_forms *f, struct tm__text_word *form, const char *data,
                         size_t size)
{
    tm_text term;
    const tm_status status = tm_analyzer_term(f->analyzer, &term, data, size, NULL);

    if (status != TM_OK)
        return status;
    form->flags = look_at(data, size);
    if (term.size == 0)
        form->flags |= TM__WORD_STOP | TM__WORD_NOTHING;
    else if (tm__analyzer_met_stopword(f->analyzer))
        form->flags |= TM__WORD_STOP;
    return find_term(f, &form->term, term) ? TM_OK : TM_ENOMEM;
}

/* Put in a form. */
static tm_status add(struct tm__word_forms *f, const struct tm__form_key *key, uint32_t *id,
                     const char *data, size_t size)
{
    struct tm__form_slot *slot;

    if (!tm__grow(&f->form, &f->form_capacity, f->count + 1, sizeof *f->form) ||
        resolve(f, &f->form[f->count], data, size) != TM_OK)
        return TM_ENOMEM;
    slot = tm__forms_put(&f->forms, key, data, size);
    if (!slot)
        return TM_ENOMEM;
    *id = (uint32_t)f->count++;
    slot->size = (uint32_t)size;
    slot->term = *id;
    return TM_OK;
}

/* A form that is not where it is looked for first, or not there at all. */
static tm_status find(struct tm__word_forms *f, const struct tm__form_key *key, uint32_t *id,
                      const char *data, size_t size)
{
    struct tm__form_slot *const slot = tm__forms_find(&f->forms, key, data, size);

    if (slot->size != size)
        return add(f, key, id, data, size);
    *id = slot->term;
    tm__forms_promote(&f->forms, key, slot);
    return TM_OK;
}

/* The number of the term in this text. */
static uint32_t number_of(struct tm__word_forms *f, uint32_t term)
{
    struct tm__term_number *number = &f->number[term];

    if (number->text != f->text)
        *number = (struct tm__term_number){f->text, f->text_terms++};
    return number->number;
}

static void make_keys(const struct tm__word_forms *f, struct tm__form_key *key, tm_text text,
                      const tm_span *span, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        tm__form_key(&key[i], text.data + span[i].start, span[i].end - span[i].start,
                     text.size - span[i].start);
        TM__PREFETCH(tm__forms_home(&f->forms, &key[i]));
    }
}

/* Memory is asked for a whole batch before it is read, as with term_batch.h. */
tm_status tm__word_forms_read(struct tm__word_forms *f, struct tm__text_word *word, tm_text text,
                              const tm_span *span, size_t count)
{
    struct tm__form_key key[TM__FORMS_AT_ONCE];
    uint32_t id[TM__FORMS_AT_ONCE];

    make_keys(f, key, text, span, count);
    for (size_t i = 0; i < count; i++) {
        const struct tm__form_slot *const slot = tm__forms_home(&f->forms, &key[i]);
        const size_t size = span[i].end - span[i].start;
        id[i] = slot->term;
        if (!tm__form_is(slot, &key[i], size) &&
            find(f, &key[i], &id[i], text.data + span[i].start, size) != TM_OK)
            return TM_ENOMEM;
        TM__PREFETCH(&f->form[id[i]]);
    }
    for (size_t i = 0; i < count; i++) {
        word[i] = f->form[id[i]];
        TM__PREFETCH(&f->number[word[i].term]);
    }
    for (size_t i = 0; i < count; i++)
        word[i].term = number_of(f, word[i].term);
    return TM_OK;
}
