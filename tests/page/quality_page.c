/*
 * Article text of 90 pages by the measure of the article-extraction benchmark: words are runs of
 * letters, digits and underscores; pages are compared by their multisets of four words in a row;
 * precision and recall are averaged over pages, F1 is that of the means.
 */
#include "page/page.h"
#include "quality.h"

#include <jansson.h>
#include <stdint.h>
#include <time.h>

/* Reached: 0.976 with the weights in page_weights.c; 0.972 when fitted on other sites' pages. */
static const double FLOOR = 0.966;

enum { SHINGLE = 4 };

struct words {
    uint64_t *hash;
    size_t count, capacity;
};

/* What Python's \w matches, near enough: everything beyond ASCII but the punctuation and spaces
 * that occur in these pages. */
static bool is_word(int32_t c)
{
    if (c < 0x80)
        return c == '_' || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    if (c < 0xC0)
        return c == 0xAA || c == 0xB2 || c == 0xB3 || c == 0xB5 || c == 0xB9 || c == 0xBA ||
               (c >= 0xBC && c <= 0xBE);
    return c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x206F) &&
           !(c >= 0x20A0 && c <= 0x20CF) && !(c >= 0x2190 && c <= 0x245F) &&
           !(c >= 0x2500 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x3004) &&
           !(c >= 0x3008 && c <= 0x3020) && c != 0x2122 && !(c >= 0xE000 && c <= 0xF8FF) &&
           !(c >= 0xFE00 && c <= 0xFE0F) && c != 0xFEFF && c != 0xFFFD &&
           !(c >= 0x1F000 && c <= 0x1FAFF);
}

static void push(struct words *w, uint64_t hash)
{
    if (w->count == w->capacity) {
        w->capacity = 2 * w->capacity + 1024;
        w->hash = realloc(w->hash, w->capacity * sizeof *w->hash);
    }
    w->hash[w->count++] = hash;
}

static int by_hash(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

/* The shingles of a text, sorted. A text of fewer than four words is one shingle. */
static struct words shingles(const char *text)
{
    const size_t size = strlen(text);
    struct words words = {0}, out = {0};
    uint64_t hash = 0;

    for (size_t i = 0; i <= size;) {
        int32_t c = ' ';
        size_t length = 1;

        if (i < size)
            length = tm_utf8_decode(&c, text + i, size - i);
        if (is_word(c)) {
            hash = hash ? hash : 14695981039346656037u;
            for (size_t k = 0; k < length; k++)
                hash = (hash ^ (unsigned char)text[i + k]) * 1099511628211u;
        } else if (hash) {
            push(&words, hash);
            hash = 0;
        }
        i += length;
    }
    for (size_t i = 0; i + SHINGLE <= words.count || (i == 0 && words.count > 0); i++) {
        uint64_t h = 7;

        for (size_t k = i; k < words.count && k < i + SHINGLE; k++)
            h = h * 0x9E3779B97F4A7C15u + words.hash[k];
        push(&out, h);
    }
    free(words.hash);
    if (out.count)
        qsort(out.hash, out.count, sizeof *out.hash, by_hash);
    return out;
}

static size_t common(const struct words *a, const struct words *b)
{
    size_t i = 0, j = 0, both = 0;

    while (i < a->count && j < b->count) {
        if (a->hash[i] == b->hash[j]) {
            both++;
            i++;
            j++;
        } else if (a->hash[i] < b->hash[j]) {
            i++;
        } else {
            j++;
        }
    }
    return both;
}

struct tally {
    double precision, recall;
    size_t pages, precise, bytes;
    clock_t time;
};

static void add_page(struct tally *t, const char *line)
{
    json_t *record = json_loads(line, 0, NULL);
    const char *html = json_string_value(json_object_get(record, "html"));
    const char *gold = json_string_value(json_object_get(record, "articleBody"));
    struct words want, got;
    struct page page;
    tm_error err;
    clock_t start;
    size_t both;

    if (!html || !gold) {
        printf("not a record: %.60s\n", line);
        exit(1);
    }
    start = clock();
    if (page_extract(&page, html, strlen(html), "utf-8", &err)) {
        printf("%s\n", err.message);
        exit(1);
    }
    t->time += clock() - start;
    want = shingles(gold);
    got = shingles(page.text);
    both = common(&want, &got);
    t->pages++;
    t->bytes += strlen(html);
    t->recall += want.count ? (double)both / (double)want.count : 0;
    if (got.count) {
        t->precision += (double)both / (double)got.count;
        t->precise++;
    }
    free(want.hash);
    free(got.hash);
    page_release(&page);
    json_decref(record);
}

int main(int argc, char **argv)
{
    struct quality_file f = quality_open(argc > 1 ? argv[1] : ".", "text/article_html_a.jsonl.gz");
    struct tally t = {0};
    double seconds;

    while (quality_line(&f))
        add_page(&t, f.line);
    if (t.pages == 0 || t.precise == 0)
        return 1;
    t.precision /= (double)t.precise;
    t.recall /= (double)t.pages;
    seconds = (double)t.time / CLOCKS_PER_SEC;
    printf("%zu pages, precision %.4f, recall %.4f, %.0f pages/s, %.1f MB/s\n", t.pages,
           t.precision, t.recall, (double)t.pages / seconds, (double)t.bytes / seconds / 1e6);
    return quality_floor("article text, F1", 2 * t.precision * t.recall / (t.precision + t.recall),
                         FLOOR)
               ? 0
               : 1;
}
