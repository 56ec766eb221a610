#include "page/page_lines.h"
#include "page/page_error.h"
#include "page/page_phrases.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { HEADLINE_WORDS = 18, CHROME_WORDS = 16, FOLD_BYTES = 24 };

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void trim(const char **text, size_t *size)
{
    while (*size > 0 && is_space(**text)) {
        (*text)++;
        (*size)--;
    }
    while (*size > 0 && is_space((*text)[*size - 1]))
        (*size)--;
}

/* Bytes of the ellipsis at the end; 0 if there is none. */
static size_t ellipsis(const char *text, size_t size)
{
    if (size >= 3 && memcmp(text + size - 3, "...", 3) == 0)
        return 3;
    if (size >= 3 && memcmp(text + size - 3, "\xE2\x80\xA6", 3) == 0)
        return 3;
    if (size >= 5 && memcmp(text + size - 5, "[...]", 5) == 0)
        return 5;
    if (size >= 5 && memcmp(text + size - 5, "[\xE2\x80\xA6]", 5) == 0)
        return 5;
    return 0;
}

/* Ends with a dotted abbreviation such as U.S. */
static bool ends_dotted(const char *text, size_t size)
{
    return size >= 4 && text[size - 1] == '.' && text[size - 3] == '.';
}

static void describe(struct page_line *line)
{
    const char last = line->size ? line->text[line->size - 1] : ' ';
    bool sentence;

    page_block_count(&line->counts, line->text, line->size);
    line->continues = page_phrase_continues(line->text, line->size);
    line->cut_off = ellipsis(line->text, line->size) > 0 && line->counts.words >= 4;
    sentence = line->counts.ends_sentence && last != '?' && last != '!' &&
               !ends_dotted(line->text, line->size);
    line->headline = !line->cut_off && !sentence && line->counts.words >= 3 &&
                     line->counts.words <= HEADLINE_WORDS && line->counts.stops <= 6;
    line->chrome =
        page_phrase_label(line->text, line->size) ||
        (line->counts.words <= CHROME_WORDS && page_phrase_chrome(line->text, line->size));
}

static bool add_line(struct page_lines *lines, const char *text, size_t size, size_t first,
                     size_t last)
{
    struct page_line *line;

    trim(&text, &size);
    if (size == 0)
        return true;
    if (size > UINT32_MAX / 2 ||
        !page_grow((void **)&lines->line, &lines->capacity, lines->count, sizeof *lines->line))
        return false;
    line = &lines->line[lines->count++];
    *line = (struct page_line){.text = text, .size = size, .first = first, .last = last};
    describe(line);
    return true;
}

/* Length of the line at `text`, without its end. */
static size_t line_length(const char *text, size_t size)
{
    const char *end = size > 0 ? memchr(text, '\n', size) : NULL;

    return end ? (size_t)(end - text) : size;
}

static bool is_blank(const char *text, size_t size)
{
    trim(&text, &size);
    return size == 0;
}

/* True if most lines between blank lines go on in the next one: a text wrapped at some width. */
static bool is_wrapped(const char *text, size_t size)
{
    size_t inner = 0, open = 0, blanks = 0;

    for (size_t at = 0; at < size;) {
        const size_t length = line_length(text + at, size - at);
        const size_t next = at + length + 1;
        const size_t after = next < size ? line_length(text + next, size - next) : 0;

        if (is_blank(text + at, length)) {
            blanks++;
        } else if (next < size && !is_blank(text + next, after)) {
            size_t end = at + length;

            while (end > at && is_space(text[end - 1]))
                end--;
            inner++;
            open += length >= 40 && length <= 120 && strchr(".!?\"", text[end - 1]) == NULL;
        }
        at = next;
    }
    return blanks > 0 && inner >= 3 && open * 10 >= inner * 7;
}

static bool add_wrapped(struct page_lines *lines, const char *text, size_t size)
{
    size_t number = 1, first = 0, start = 0;

    /* All at once, so that nothing moves when lines begin to point into it. */
    page_append(&lines->joined, text, size);
    if (lines->joined.failed)
        return false;
    for (size_t at = 0; at <= size; number++) {
        const size_t length = at < size ? line_length(text + at, size - at) : 0;

        if (is_blank(text + at, length)) {
            if (first &&
                !add_line(lines, lines->joined.data + start, at - start, first, number - 1))
                return false;
            first = 0;
        } else {
            if (!first) {
                first = number;
                start = at;
            }
            if (at + length < size)
                lines->joined.data[at + length] = ' ';
        }
        at += length + 1;
    }
    return true;
}

static bool add_all(struct page_lines *lines, const char *text, size_t size)
{
    size_t number = 1;

    if (is_wrapped(text, size)) {
        if (!add_wrapped(lines, text, size))
            return false;
        return true;
    }
    for (size_t at = 0; at < size; number++) {
        const size_t length = line_length(text + at, size - at);

        if (!add_line(lines, text + at, length, number, number))
            return false;
        at += length + 1;
    }
    return true;
}

static bool has_language(const char *const *list, const char *language)
{
    for (; *list; list++)
        if (strcmp(*list, language) == 0)
            return true;
    return false;
}

static tm_status read_terms(struct page_lines *lines, const char *language, tm_error *err)
{
    tm_tfidf_options options = TM_TFIDF_INIT;
    tm_text *texts = malloc((lines->count + 1) * sizeof *texts);
    tm_tfidf *model = NULL;
    tm_status status;

    if (!texts)
        return page_fail_memory(err, "reading the lines of a page");
    for (size_t i = 0; i < lines->count; i++)
        texts[i] = (tm_text){lines->line[i].text, lines->line[i].size};
    options.analyzer.language =
        language && has_language(tm_stopword_languages(), language) ? language : "und";
    options.analyzer.stem =
        language && has_language(tm_stemmer_languages(), options.analyzer.language);
    status = tm_tfidf_fit(&model, &lines->terms, texts, lines->count, &options, NULL, err);
    tm_tfidf_free(model);
    free(texts);
    return status;
}

static tm_status read_sentences(struct page_lines *lines, const char *language, tm_error *err)
{
    for (size_t i = 0; i < lines->count; i++) {
        struct page_line *line = &lines->line[i];
        tm_span *spans;
        const tm_status status =
            tm_sentences(&spans, &line->sentences, line->text, line->size, language, err);

        if (status)
            return status;
        tm_free(spans);
    }
    return TM_OK;
}

tm_status page_lines_read(struct page_lines *lines, const char *text, size_t size,
                          const char *language, tm_error *err)
{
    tm_status status;

    *lines = (struct page_lines){0};
    status = add_all(lines, text, size) ? read_terms(lines, language, err)
                                        : page_fail_memory(err, "reading the lines of a page");
    if (status == TM_OK)
        status = read_sentences(lines, language, err);
    if (status)
        page_lines_release(lines);
    return status;
}

void page_lines_release(struct page_lines *lines)
{
    free(lines->line);
    page_buffer_release(&lines->joined);
    tm_sparse_free(lines->terms);
    *lines = (struct page_lines){0};
}

struct order {
    const struct page_line *line;
    size_t index;
};

static int by_text(const void *a, const void *b)
{
    const struct order *x = a, *y = b;
    const size_t size = x->line->size < y->line->size ? x->line->size : y->line->size;
    const int order = memcmp(x->line->text, y->line->text, size);

    if (order)
        return order;
    if (x->line->size != y->line->size)
        return x->line->size < y->line->size ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

/* What a cut-off line is sure of: its text to the last space before the ellipsis. */
static size_t sure_size(const struct page_line *line)
{
    size_t size = line->size - ellipsis(line->text, line->size);

    while (size > 0 && !is_space(line->text[size - 1]))
        size--;
    while (size > 0 && is_space(line->text[size - 1]))
        size--;
    return size;
}

/* The longest line that begins as this one does. */
static size_t find_full(const struct page_lines *lines, size_t cut)
{
    const struct page_line *line = &lines->line[cut];
    const size_t size = sure_size(line);
    size_t best = lines->count;

    if (size < FOLD_BYTES)
        return best;
    for (size_t i = 0; i < lines->count; i++) {
        const struct page_line *other = &lines->line[i];

        if (i != cut && !other->dropped && !other->cut_off && other->size > size &&
            memcmp(other->text, line->text, size) == 0 &&
            (best == lines->count || other->size > lines->line[best].size))
            best = i;
    }
    return best;
}

static void drop_repeats(struct page_lines *lines)
{
    struct order *order = malloc((lines->count + 1) * sizeof *order);

    if (!order) /* repeats are a flaw, not an error */
        return;
    for (size_t i = 0; i < lines->count; i++)
        order[i] = (struct order){&lines->line[i], i};
    qsort(order, lines->count, sizeof *order, by_text);
    for (size_t i = 1; i < lines->count; i++)
        if (order[i].line->size == order[i - 1].line->size && order[i].line->counts.words >= 5 &&
            memcmp(order[i].line->text, order[i - 1].line->text, order[i].line->size) == 0)
            lines->line[order[i].index].dropped = true;
    free(order);
}

void page_lines_fold(struct page_lines *lines)
{
    size_t looked = 0, chrome = 0;

    for (size_t i = 0; i < lines->count; i++)
        chrome += lines->line[i].chrome;
    /* A text of nothing else is what somebody meant us to read. */
    for (size_t i = 0; i < lines->count && chrome < lines->count; i++)
        lines->line[i].dropped = lines->line[i].chrome;
    drop_repeats(lines);
    /* Each look goes through all lines; a page has a handful of cut-off ones. */
    for (size_t i = 0; i < lines->count && looked < 200; i++) {
        size_t full;

        if (!lines->line[i].cut_off || lines->line[i].dropped)
            continue;
        looked++;
        full = find_full(lines, i);
        if (full < lines->count) {
            lines->line[i].dropped = true;
            if (!lines->line[full].folded)
                lines->line[full].folded = i + 1;
        }
    }
}

size_t page_lines_shared(const struct page_lines *lines, size_t a, size_t b)
{
    const tm_sparse *t = lines->terms;
    uint64_t i = t->row_start[a], j = t->row_start[b];
    size_t shared = 0;

    while (i < t->row_start[a + 1] && j < t->row_start[b + 1]) {
        if (t->column[i] == t->column[j]) {
            shared++;
            i++;
            j++;
        } else if (t->column[i] < t->column[j]) {
            i++;
        } else {
            j++;
        }
    }
    return shared;
}
