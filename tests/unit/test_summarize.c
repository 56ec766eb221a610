#include "base/rng.h"
#include "fault_alloc.h"
#include "summarize/excerpt.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static tm_text text(const char *s)
{
    return (tm_text){s, strlen(s)};
}

static const char article[] =
    "The harbour of Lindow will be closed for a year, the city council decided on Monday.\n\n"
    "By Jane Doe\n\n"
    "The council said that the walls of the harbour are no longer safe. \"We cannot wait,\" said "
    "the mayor. Ships will use the harbour of Garz in the meantime, twelve miles to the north.\n\n"
    "Fishermen protested against the decision of the council. They fear that the harbour will "
    "never "
    "be opened again. A baker who sells bread near the church had no opinion on it.\n\n"
    "Read more: Storm damages three roofs\n\nLeave the first comment\n";

static tm_summary *summarize(const tm_text *documents, size_t count, tm_summary_options o)
{
    tm_summary *s = NULL;
    tm_error err = {0};

    cr_assert_eq(tm_summarize(&s, documents, count, &o, NULL, &err), TM_OK, "%s", err.message);
    cr_assert_not_null(s, "a summary");
    cr_assert_not_null(s->text, "its text");
    cr_assert_eq(s->text[s->text_size], '\0', "the text ends in NUL");
    return s;
}

static tm_summary_options limits(size_t sentences, size_t words, size_t bytes)
{
    tm_summary_options o = TM_SUMMARY_INIT;

    o.sentences = sentences;
    o.words = words;
    o.bytes = bytes;
    return o;
}

Test(summarize, chooses_three_sentences_by_default)
{
    const tm_text d = text(article);
    tm_summary *s;

    cr_assert_eq(tm_summarize(&s, &d, 1, NULL, NULL, NULL), TM_OK, "no options");
    cr_expect_eq(s->count, 3, "%zu sentences", s->count);
    cr_expect(!s->cut, "whole sentences");
    cr_expect_eq(s->sentence[0].start, 0, "the first sentence is among them: %s", s->text);
    cr_expect_null(strstr(s->text, "Leave"), "no chrome: %s", s->text);
    cr_expect_null(strstr(s->text, "baker"), "not what nothing else speaks of: %s", s->text);
    tm_summary_free(s);
}

/* The text is the spans, folded and joined; they rise. */
static void check_spans(const tm_summary *s, const tm_text *documents, size_t count)
{
    struct tm__buffer b = {0};

    for (size_t i = 0; i < s->count; i++) {
        const tm_summary_sentence *x = &s->sentence[i];
        cr_assert_lt(x->document, count, "document");
        cr_assert(x->start < x->end && x->end <= documents[x->document].size, "span in document");
        cr_assert(i == 0 || x[-1].document < x->document || x[-1].end <= x->start, "order");
        cr_assert(isfinite(x->score), "score");
        cr_assert(i == 0 || tm__buffer_byte(&b, ' '), "join");
        cr_assert(tm__append_folded(
                      &b, (tm_text){documents[x->document].data + x->start, x->end - x->start}),
                  "join");
    }
    if (s->cut) {
        cr_assert_eq(s->count, 1, "one sentence is cut");
        cr_assert(memcmp(b.data, s->text, b.size) == 0, "shows the span: %s", s->text);
        cr_assert(strcmp(s->text + b.size, "\u2026") == 0 || b.size == s->text_size,
                  "an ellipsis if there is room: %s", s->text);
    } else {
        cr_assert_eq(b.size, s->text_size, "sizes");
        cr_assert(b.size == 0 || memcmp(b.data, s->text, b.size) == 0, "text is the spans: %s",
                  s->text);
    }
    tm__buffer_release(&b);
}

Test(summarize, gives_back_what_is_within_the_budget)
{
    const tm_text d[] = {text(article), text("A second text, which is short.")};
    const struct tm__length l0 = tm__folded_length(d[0]), l1 = tm__folded_length(d[1]);
    const size_t words = l0.words + l1.words, bytes = l0.bytes + 1 + l1.bytes;
    const tm_summary_options enough[] = {limits(100, 0, 0), limits(0, words, 0),
                                         limits(0, 0, bytes), limits(100, words, bytes)};
    const tm_summary_options short_of[] = {limits(0, words - 1, 0), limits(0, 0, bytes - 1),
                                           limits(100, words - 1, bytes),
                                           limits(100, words, bytes - 1)};

    for (size_t i = 0; i < 4; i++) {
        tm_summary *s = summarize(d, 2, enough[i]);
        cr_expect_eq(s->text_size, bytes, "%zu: whole", i);
        cr_expect_not_null(strstr(s->text, "Leave the first comment A second"), "chrome too");
        check_spans(s, d, 2);
        tm_summary_free(s);
        s = summarize(d, 2, short_of[i]);
        cr_expect_lt(s->text_size, bytes, "%zu: not whole", i);
        cr_expect_null(strstr(s->text, "Leave"), "%zu: chrome goes first: %s", i, s->text);
        tm_summary_free(s);
    }
}

static size_t count_words(const char *s)
{
    size_t words = 0;

    for (size_t i = 0; s[i]; i++)
        words += s[i] != ' ' && (i == 0 || s[i - 1] == ' ');
    return words;
}

/* A text of random words of several scripts, with all sorts of white space and ends. */
static void random_text(struct tm__buffer *b, struct tm__rng *rng)
{
    static const char *const words[] = {
        "harbour", "council", "The",     "ships", "of",     "İlham", "Bakı",   "会议讨论",
        "السوق",   "decide",  "naïveté", "\xFF",  "mayor,", "12",    "กรุงเทพ", "(north)"};
    static const char *const ends[] = {". ", ".\n", "! ", "?\n\n", "。", "... ", "\n\n", ".\" "};
    static const char *const spaces[] = {" ", " ", " ", " ", "  ", "\n", "\xC2\xA0", "\t"};
    const size_t sentences = 1 + tm__rng_below(rng, 12);

    tm__buffer_clear(b);
    for (size_t i = 0; i < sentences; i++) {
        const size_t length = 1 + tm__rng_below(rng, 15);
        for (size_t k = 0; k < length; k++) {
            const char *w = words[tm__rng_below(rng, 16)], *x = spaces[tm__rng_below(rng, 8)];
            cr_assert(tm__buffer_append(b, w, strlen(w)), "memory");
            if (k + 1 < length)
                cr_assert(tm__buffer_append(b, x, strlen(x)), "memory");
        }
        const char *e = ends[tm__rng_below(rng, 8)];
        cr_assert(tm__buffer_append(b, e, strlen(e)), "memory");
    }
}

static void check_limits(const tm_text *d, size_t n, size_t sentences, size_t words, size_t bytes)
{
    tm_summary *s = summarize(d, n, limits(sentences, words, bytes));

    cr_assert(s->count >= 1 && s->text_size >= 1, "never empty");
    cr_assert(!sentences || s->count <= sentences, "%zu of %zu sentences", s->count, sentences);
    cr_assert(!words || count_words(s->text) <= words, "%zu words: %s", words, s->text);
    cr_assert(!bytes || s->text_size <= bytes, "%zu bytes: %s", bytes, s->text);
    cr_assert(tm_utf8_valid(s->text, s->text_size), "valid UTF-8");
    check_spans(s, d, n);
    tm_summary_free(s);
}

Test(summarize, never_exceeds_a_limit)
{
    struct tm__rng rng;
    struct tm__buffer b[2] = {{0}, {0}};

    tm__rng_seed(&rng, 1, 0);
    for (size_t round = 0; round < 12; round++) {
        tm_text d[2];
        for (int i = 0; i < 2; i++) {
            random_text(&b[i], &rng);
            cr_assert(tm__buffer_append(&b[i], " The end.", 9), "a word is there");
            d[i] = (tm_text){b[i].data, b[i].size};
        }
        for (size_t words = 1; words <= 60; words++)
            check_limits(d, 1 + round % 2, 0, words, 0);
        for (size_t bytes = 4; bytes <= 400; bytes += 1 + bytes / 40)
            check_limits(d, 1 + round % 2, 0, 0, bytes);
        for (size_t sentences = 1; sentences < 10; sentences++)
            check_limits(d, 1 + round % 2, sentences, 0, 0);
        for (int k = 0; k < 20; k++)
            check_limits(d, 1 + round % 2, 1 + tm__rng_below(&rng, 5), 1 + tm__rng_below(&rng, 60),
                         4 + tm__rng_below(&rng, 400));
    }
    for (int i = 0; i < 2; i++)
        tm__buffer_release(&b[i]);
}

Test(summarize, cuts_where_nothing_fits)
{
    static const struct {
        const char *language, *text;
        size_t words, bytes;
        const char *want;
    } cases[] = {
        {"en", "The harbour will be closed.", 1, 0, "The\u2026"},
        {"en", "The harbour will be closed.", 0, 20, "The harbour will\u2026"},
        {"en", "The harbour will be closed.", 2, 9, "The\u2026"},
        {"en", "The harbour will be closed.", 0, 1, "T"},
        {"en", "The harbour will be closed.", 0, 3, "The"},
        {"zh", "会议讨论了经济政策。", 0, 10, "会议\u2026"},
        {"zh", "会议讨论了经济政策。", 0, 3, "会"},
        {"zh", "会议讨论了经济政策。", 0, 2, ".."},
        {"th", "กรุงเทพมหานคร", 0, 12, "กรุ\u2026"}, /* RO RUA and its vowel stay together */
        {"az", "Bakıda görüş keçirilib.", 2, 0, "Bakıda görüş\u2026"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const tm_text d = text(cases[i].text);
        tm_summary_options o = limits(0, cases[i].words, cases[i].bytes);
        tm_summary *s;
        o.language = cases[i].language;
        s = summarize(&d, 1, o);
        cr_expect(s->cut, "%s: cut", cases[i].text);
        cr_expect_str_eq(s->text, cases[i].want, "%zu words, %zu bytes: '%s', want '%s'",
                         cases[i].words, cases[i].bytes, s->text, cases[i].want);
        tm_summary_free(s);
    }
}

Test(summarize, of_nothing_is_empty)
{
    static const char *const empty[] = {"", " \n\t ", "--- !!! ...", "\xE2\x80\xA6"};

    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        const tm_text d = text(empty[i]);
        tm_summary *s = summarize(&d, 1, limits(0, 5, 0));
        cr_expect_eq(s->count, 0, "'%s': no sentence", empty[i]);
        cr_expect_str_eq(s->text, "", "'%s': no text", empty[i]);
        cr_expect_eq(s->text_size, 0, "'%s': no bytes", empty[i]);
        cr_expect(!s->cut, "'%s': nothing is cut", empty[i]);
        tm_summary_free(s);
    }
    tm_summary_free(summarize(NULL, 0, limits(3, 0, 0)));
    tm_summary_free(NULL);
}

Test(summarize, says_the_same_thing_once)
{
    const char *const copy = "The harbour will be closed for a whole year, the council decided. "
                             "Fishermen protested loudly in front of the town hall against it.";
    tm_text d[50];
    tm_summary *s;

    for (size_t i = 0; i < 50; i++)
        d[i] = text(copy);
    /* The same sentence with one word more, in the last document. */
    d[49] = text("The harbour will now be closed for a whole year, the council decided. "
                 "Ships have to go to the port of Garz in the north from tomorrow.");
    s = summarize(d, 50, limits(9, 0, 0));
    cr_expect_eq(s->count, 3, "three things are said: %s", s->text);
    tm_summary_free(s);
}

Test(summarize, does_not_depend_on_threads)
{
    const tm_text d = text(article);
    tm_summary_options o = limits(3, 0, 0);
    tm_summary *one, *more;

    for (unsigned threads = 2; threads <= 5; threads++) {
        const tm_run single = {sizeof single, 1, 0, NULL, NULL};
        const tm_run several = {sizeof several, threads, 0, NULL, NULL};
        cr_assert_eq(tm_summarize(&one, &d, 1, &o, &single, NULL), TM_OK, "one thread");
        cr_assert_eq(tm_summarize(&more, &d, 1, &o, &several, NULL), TM_OK, "several");
        cr_expect_str_eq(one->text, more->text, "text");
        for (size_t i = 0; i < one->count; i++)
            cr_expect_eq(memcmp(&one->sentence[i].score, &more->sentence[i].score, sizeof(double)),
                         0, "bits of score %zu", i);
        tm_summary_free(one);
        tm_summary_free(more);
    }
}

static int stop(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    (void)stage;
    (void)done;
    (void)total;
    return --*(int *)ctx < 0;
}

Test(summarize, can_be_cancelled_at_every_stage)
{
    const tm_text d = text(article);
    int stages = 0;

    for (;; stages++) {
        int left = stages;
        const tm_run run = {sizeof run, 1, 0, stop, &left};
        tm_summary *s = (tm_summary *)&left; /* must come back NULL */
        const tm_status status = tm_summarize(&s, &d, 1, NULL, &run, NULL);
        if (status == TM_OK) {
            tm_summary_free(s);
            break;
        }
        cr_assert_eq(status, TM_ECANCELLED, "status");
        cr_assert_null(s, "no summary");
    }
    cr_expect_gt(stages, 3, "asked %d times", stages);
}

Test(summarize, rejects_what_it_does_not_know)
{
    const tm_text d = text(article);
    tm_summary_options o = limits(3, 0, 0);
    tm_summary *s = (tm_summary *)&o;
    tm_error err = {0};

    o.language = "xx";
    cr_expect_eq(tm_summarize(&s, &d, 1, &o, NULL, &err), TM_ENOTFOUND, "language");
    cr_expect_null(s, "no summary");
    cr_expect_not_null(strstr(err.message, "xx"), "%s", err.message);
    o = limits(3, 0, 0);
    o.size = 4096;
    cr_expect_eq(tm_summarize(&s, &d, 1, &o, NULL, &err), TM_EINVAL, "options of tomorrow");
    o = limits(3, 0, 0);
    o.ratio = 1.5;
    cr_expect_eq(tm_summarize(&s, &d, 1, &o, NULL, &err), TM_EINVAL, "more than all");
    cr_expect_not_null(strstr(err.message, "1.5"), "%s", err.message);
    o.ratio = 0;
    o.mode = (tm_summary_mode)9;
    cr_expect_eq(tm_summarize(&s, &d, 1, &o, NULL, &err), TM_EINVAL, "no such mode");
}

Test(summarize, takes_sentences_of_a_caller)
{
    const tm_text d = text("The harbour of Lindow will be closed for a year. The council decided "
                           "it. Ships will use the harbour of Garz. Rain fell in the north.");
    const tm_text cut[] = {
        text("The harbour of Lindow will be closed for a year."), text(" The council decided it. "),
        text("!"), text("Ships will use the harbour of Garz."), text("Rain fell in the north.")};
    static const size_t falling[] = {0, 1, 1, 0, 1}, two[] = {0, 0, 0, 7, 7};
    const tm_summary_options o = limits(2, 0, 0);
    tm_summary *s, *same = summarize(&d, 1, o);
    tm_error err = {0};

    cr_assert_eq(tm_summarize_sentences(&s, cut, NULL, 5, &o, NULL, NULL), TM_OK, "sentences");
    cr_expect_str_eq(s->text, same->text, "what the text gives");
    cr_expect_eq(s->count, 2, "two");
    for (size_t i = 0; i < s->count; i++) {
        const tm_summary_sentence *x = &s->sentence[i];
        cr_assert_lt(x->index, 5, "a place in the array");
        cr_expect_eq(x->document, 0, "one document");
        cr_expect(x->end <= cut[x->index].size, "bytes of the sentence");
    }
    tm_summary_free(s);
    tm_summary_free(same);
    cr_assert_eq(tm_summarize_sentences(&s, cut, two, 5, &o, NULL, NULL), TM_OK, "of two texts");
    cr_expect_eq(s->mode, TM_SUMMARY_DOCUMENTS, "documents");
    for (size_t i = 0; i < s->count; i++)
        cr_expect_eq(s->sentence[i].document, two[s->sentence[i].index], "the caller's number");
    tm_summary_free(s);
    cr_expect_eq(tm_summarize_sentences(&s, cut, falling, 5, &o, NULL, &err), TM_EINVAL, "falls");
    cr_expect_null(s, "no summary");
    cr_assert_eq(tm_summarize_sentences(&s, NULL, NULL, 0, &o, NULL, NULL), TM_OK, "none");
    cr_expect_eq(s->count, 0, "nothing of nothing");
    tm_summary_free(s);
}

Test(summarize, takes_a_share_of_the_sentences)
{
    const tm_text d = text("Ships left. Rain fell. Snow came. Wind blew. Ice broke. Ann sang.");
    static const struct {
        double ratio;
        size_t want;
    } cases[] = {{.5, 3}, {.49, 2}, {.01, 1}, {1, 6}};
    tm_summary_options o = TM_SUMMARY_INIT;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tm_summary *s;
        o.ratio = cases[i].ratio;
        s = summarize(&d, 1, o);
        cr_expect_eq(s->count, cases[i].want, "%g of six: %zu", o.ratio, s->count);
        tm_summary_free(s);
    }
}

Test(summarize, has_an_answer_to_odd_texts)
{
    struct tm__buffer b = {0};
    static tm_text same[5000];
    const tm_text one = text("The harbour of Lindow is closed."),
                  two = text("The harbour of Lindow is closed. Ships go to Garz."),
                  stop = text("It is that. This was it. They are these. He had been there. So be "
                              "it. And we are.");
    tm_text d;
    tm_summary *s = summarize(&one, 1, limits(1, 0, 0));

    cr_expect_str_eq(s->text, one.data, "one sentence");
    tm_summary_free(s);
    s = summarize(&two, 1, limits(1, 0, 0));
    cr_expect_eq(s->count, 1, "one of two");
    tm_summary_free(s);
    s = summarize(&stop, 1, limits(3, 0, 0));
    cr_expect_eq(s->count, 3, "nothing but stop words: %s", s->text);
    tm_summary_free(s);
    for (size_t i = 0; i < 5000; i++)
        same[i] = two;
    s = summarize(same, 5000, limits(9, 0, 0));
    cr_expect_str_eq(s->text, two.data, "5,000 times the same: %s", s->text);
    tm_summary_free(s);
    for (size_t i = 0; i < 12500; i++)
        cr_assert(tm__buffer_append(&b, "harbour ", 8), "memory");
    d = (tm_text){b.data, b.size};
    s = summarize(&d, 1, limits(0, 3, 0));
    cr_expect_str_eq(s->text, "harbour harbour harbour\u2026", "100 kB: %.60s", s->text);
    tm_summary_free(s);
    s = summarize(&d, 1, limits(2, 0, 0));
    cr_expect_eq(s->count, 1, "the only sentence");
    cr_expect(s->whole, "comes back whole");
    tm_summary_free(s);
    tm__buffer_release(&b);
}

Test(summarize, reads_any_language)
{
    static const struct {
        const char *language, *text;
    } cases[] = {
        {"ar", "أعلن المجلس إغلاق الميناء لمدة عام. قال المجلس إن جدران الميناء لم تعد آمنة. "
               "ستستخدم السفن ميناء آخر في الشمال. احتج الصيادون على قرار المجلس."},
        {"zh",
         "市议会决定关闭港口一年。议会表示港口的墙壁不再安全。船只将使用北方的港口。渔民抗议议会"
         "的决定。"},
        {"th", "สภาเมืองตัดสินใจปิดท่าเรือเป็นเวลาหนึ่งปี\nสภากล่าวว่ากำแพงท่าเรือไม่ปลอดภัย\nเรือจะใช้ท่าเรืออื่น\n"},
        {"az", "Şəhər şurası limanı bir il bağlamağı qərara aldı. Şura limanın divarlarının artıq "
               "təhlükəsiz olmadığını dedi. Gəmilər şimaldakı limandan istifadə edəcək. "
               "Balıqçılar etiraz etdi."},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const tm_text d = text(cases[i].text);
        tm_summary_options o = limits(2, 0, 0);
        tm_summary *s;
        o.language = cases[i].language;
        s = summarize(&d, 1, o);
        cr_expect_eq(s->count, 2, "%s: %s", o.language, s->text);
        check_spans(s, &d, 1);
        tm_summary_free(s);
        o = limits(0, 1, 0);
        o.language = cases[i].language;
        s = summarize(&d, 1, o);
        cr_expect(s->text_size > 0, "%s: a word", o.language);
        tm_summary_free(s);
    }
}

/* Which has one sentence between blanks: its words are pairs of characters. */
Test(summarize, holds_a_budget_of_words_without_spaces)
{
    const tm_text d =
        text("北京今天举行了经济会议。会议讨论了今年的经济增长目标。专家认为经济增长将会放缓。"
             "很多企业已经减少了投资计划。政府将在下个月公布新的政策。");

    for (size_t words = 1; words < 60; words += 6) {
        tm_summary *s = summarize(&d, 1, limits(0, words, 0));
        tm_span *word;
        size_t count;
        cr_assert_eq(tm_words(&word, &count, s->text, strlen(s->text), TM_WORDS_NEWS, NULL), TM_OK);
        cr_expect(count <= words && 2 * count >= words, "%zu words in %zu: %s", count, words,
                  s->text);
        tm_free(word);
        tm_summary_free(s);
    }
}

static tm_status summarize_sentences_once(const tm_text *d)
{
    tm_summary *s;
    const tm_status status = tm_summarize_sentences(&s, d, NULL, 1, NULL, &fault_run, NULL);

    tm_summary_free(s);
    return status;
}

static tm_status summarize_once(const tm_text *d, size_t words)
{
    const tm_summary_options o = limits(0, words, 0);
    tm_summary *s;
    const tm_status status = tm_summarize(&s, d, 1, &o, &fault_run, NULL);

    if (status == TM_OK)
        tm_summary_free(s);
    return status;
}

Test(summarize, survives_allocation_failure)
{
    const tm_text d = text(article);

    fault_install();
    FAULT_LOOP(summarize_once(&d, 30));
    FAULT_LOOP(summarize_once(&d, 2));
    FAULT_LOOP(summarize_once(&d, 500));
    FAULT_LOOP(summarize_sentences_once(&d));
    cr_expect_eq(fault_live, 0, "nothing left");
}
