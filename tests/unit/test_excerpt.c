#include "fault_alloc.h"
#include "summarize/excerpt.h"

#include <string.h>

static tm_text text(const char *s)
{
    return (tm_text){s, strlen(s)};
}

Test(excerpt, folds_white_space_of_every_kind)
{
    static const struct {
        const char *in, *out;
        size_t words;
    } cases[] = {
        {"", "", 0},
        {" \t\n", "", 0},
        {"a", "a", 1},
        {"  one \r\n\ttwo ", "one two", 2},
        {"one two  three four ", "one two three four", 4},
        {"one \xC3\xA9 two\x7Fx y", "one \xC3\xA9 two\x7Fx y", 4},
        {"one\xC2\xA0two\xE3\x80\x80three", "one two three", 3},
        {"Qırmızı Qəsəbə", "Qırmızı Qəsəbə", 2},
        {"今天天气很好。", "今天天气很好。", 5}, /* pairs of characters */
        {"中 国人", "中 国人", 2},
        {"iPhone在中国3.5万台，上市", "iPhone在中国3.5万台，上市", 6},
        {"“in 2024年”", "“in 2024年”", 3},
        {"well-known “re-use”", "well-known “re-use”", 2},
        {"東京タワーに行く", "東京タワーに行く", 4},
        {"\xFF\xE2\x80", "\xEF\xBF\xBD\xEF\xBF\xBD", 1}, /* two invalid sequences */
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tm__buffer b = {0};
        const struct tm__length length = tm__folded_length(text(cases[i].in));
        cr_assert(tm__append_folded(&b, text(cases[i].in)), "append");
        cr_expect_eq(b.size, strlen(cases[i].out), "'%s' size", cases[i].in);
        cr_expect(b.size == 0 || strcmp(b.data, cases[i].out) == 0, "'%s'", cases[i].in);
        cr_expect_eq(length.bytes, b.size, "'%s' bytes", cases[i].in);
        cr_expect_eq(length.words, cases[i].words, "'%s' words", cases[i].in);
        tm__buffer_release(&b);
    }
}

Test(excerpt, counts_words_as_they_are_cut_in_scripts_without_spaces)
{
    static const char *const texts[] = {
        "北京今天举行了会议，讨论经济问题。",
        "時々、日本語の文章を書きます。",
        "ประเทศไทยมีน้ำมากมาย วันนี้",
        "ພາສາລາວ",
        "ភាសាខ្មែរ",
        "中国GDP增长5.2%，超过4,000亿",
        "ข่าว3.5ล้าน",
        "ソニーのPS5が発売",
        "\u4ECA",
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        tm_span *words;
        size_t count;
        cr_assert_eq(tm_words(&words, &count, texts[i], strlen(texts[i]), TM_WORDS_NEWS, NULL),
                     TM_OK);
        cr_expect_eq(tm__folded_length(text(texts[i])).words, count, "%s: %zu, not %zu", texts[i],
                     tm__folded_length(text(texts[i])).words, count);
        tm_free(words);
    }
}

Test(excerpt, cuts_at_words_and_inside_one_only_if_it_must)
{
    static const struct {
        const char *in;
        size_t words, bytes;
        const char *out;
    } cases[] = {
        {"one two three", 2, SIZE_MAX, "one two\u2026"},
        {"one, two three", 1, SIZE_MAX, "one\u2026"}, /* not "one,..." */
        {"costs 5% now", 2, SIZE_MAX, "costs 5%\u2026"},
        {"one two three", 9, 10, "one two\u2026"},
        {"one two three", 9, 9, "one\u2026"},
        {"one  \n two three", 9, 10, "one two\u2026"}, /* bytes as folded */
        {"one two three", 9, 5, "on\u2026"},
        {"one two three", 9, 4, "o\u2026"},
        {"one two three", 9, 3, "one"}, /* no room for an ellipsis */
        {"one two three", 9, 1, "o"},
        {"\u00E9t\u00E9 bon", 9, 5, "\u00E9\u2026"},
        {"e\u0301te\u0301 bon", 9, 6, "e\u0301\u2026"},
        {"e\u0301te\u0301 bon", 9, 5, "e\u2026"}, /* not even one grapheme */
        {"\u5317\u4EAC\u4ECA\u5929\u3002", 9, 10, "\u5317\u4EAC\u2026"},
        {"\u5317\u4EAC", 9, 5, "\u5317"}, /* rather than an ellipsis alone */
        {"\U00020000", 9, 3, "\u2026"},
        {"\u5317\u4EAC", 9, 2, ".."},
        {"\u5317\u4EAC", 9, 1, "."},
        {"今天天气很好。我们", 3, SIZE_MAX, "今天天气\u2026"},
        {"今天很好，我们", 3, SIZE_MAX, "今天很好\u2026"},
        {"今天很好，我们", 9, 18, "今天很好\u2026"},
        {"iPhone在中国", 1, SIZE_MAX, "iPhone\u2026"},
        {"... two", 1, SIZE_MAX, "...\u2026"}, /* nothing but punctuation: it stays */
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tm__buffer b = {0};
        cr_assert(tm__append_excerpt(&b, text(cases[i].in), cases[i].words, cases[i].bytes),
                  "append");
        cr_expect_str_eq(b.data, cases[i].out, "'%s' in %zu words, %zu bytes", cases[i].in,
                         cases[i].words, cases[i].bytes);
        cr_expect_leq(b.size, cases[i].bytes, "'%s' within %zu bytes", cases[i].in, cases[i].bytes);
        tm__buffer_release(&b);
    }
}

static tm_status write_some(void)
{
    struct tm__buffer b = {0};
    const tm_text t = text("one two three four five six seven eight nine ten");
    const bool ok = tm__append_folded(&b, t) && tm__append_excerpt(&b, t, 9, SIZE_MAX);

    tm__buffer_release(&b);
    return ok ? TM_OK : TM_ENOMEM;
}

Test(excerpt, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(write_some());
    cr_expect_eq(fault_live, 0, "nothing left");
}
