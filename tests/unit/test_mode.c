#include "base/buffer.h"
#include "summary_input.h"

#include <stdio.h>

static tm_summary_mode mode_of(const tm_text *d, size_t count, size_t sentences, double ratio)
{
    tm_summary_options o = TM_SUMMARY_INIT;
    tm_summary_mode mode;
    tm_summary *s;

    o.sentences = sentences;
    o.ratio = ratio;
    s = summary_of(d, count, o);
    mode = s->mode;
    tm_summary_free(s);
    return mode;
}

/* n sentences, each a line if `lines`, about one screen if `topic`. */
static tm_text some_lines(struct tm__buffer *b, size_t n, bool lines, bool topic)
{
    char sentence[128];

    for (size_t i = 0; i < n; i++) {
        const int size = snprintf(sentence, sizeof sentence, "Some %zu people like %s %zux.%s", i,
                                  topic ? "the screen of model" : "to have walked to hill", i,
                                  lines ? "\n" : " ");
        cr_assert(tm__buffer_append(b, sentence, (size_t)size), "memory");
    }
    return (tm_text){b->data, b->size};
}

Test(mode, is_found_from_the_text)
{
    struct tm__buffer b[3] = {{0}, {0}, {0}};
    const tm_text reviews = some_lines(&b[0], 40, true, true);
    const tm_text prose = some_lines(&b[1], 40, false, true);
    const tm_text few = some_lines(&b[2], 10, true, true);
    const tm_text two[] = {prose, prose};

    cr_expect_eq(mode_of(&reviews, 1, 2, 0), TM_SUMMARY_OPINIONS, "lines on one thing");
    cr_expect_eq(mode_of(&prose, 1, 2, 0), TM_SUMMARY_ARTICLE, "not lines");
    cr_expect_eq(mode_of(&few, 1, 2, 0), TM_SUMMARY_ARTICLE, "a few lines");
    cr_expect_eq(mode_of(two, 2, 2, 0), TM_SUMMARY_DOCUMENTS, "two texts");
    cr_expect_eq(mode_of(&prose, 1, 10, 0), TM_SUMMARY_DIGEST, "a quarter of the sentences");
    cr_expect_eq(mode_of(&prose, 1, 9, 0), TM_SUMMARY_ARTICLE, "not quite");
    cr_expect_eq(mode_of(&prose, 1, 0, .3), TM_SUMMARY_DIGEST, "a share that was asked for");
    cr_expect_eq(mode_of(&prose, 1, 0, .05), TM_SUMMARY_ARTICLE, "a small one");
    cr_expect_eq(mode_of(NULL, 0, 3, 0), TM_SUMMARY_ARTICLE, "nothing at all");
    for (int i = 0; i < 3; i++)
        tm__buffer_release(&b[i]);
}

Test(mode, of_many_short_texts_on_one_thing_is_opinions)
{
    static char review[40][64];
    tm_text d[40];

    for (size_t i = 0; i < 40; i++) {
        snprintf(review[i], sizeof review[i], "The screen of number %zu is bright.", i);
        d[i] = text_of(review[i]);
    }
    cr_expect_eq(mode_of(d, 40, 3, 0), TM_SUMMARY_OPINIONS, "each a sentence");
}

Test(mode, can_be_forced)
{
    const tm_text d = text_of("Ships left. Rain fell. Snow came. Wind blew. Ice broke. Ann sang.");
    tm_summary_options o = TM_SUMMARY_INIT;

    o.sentences = 2;
    for (int mode = TM_SUMMARY_ARTICLE; mode <= TM_SUMMARY_DIGEST; mode++) {
        tm_summary *s;
        o.mode = (tm_summary_mode)mode;
        s = summary_of(&d, 1, o);
        cr_expect_eq(s->mode, o.mode, "mode %d", mode);
        cr_expect_eq(s->count, 2, "two sentences");
        tm_summary_free(s);
    }
}

Test(mode, survives_allocation_failure)
{
    struct tm__buffer b = {0};
    tm_summary_options o = TM_SUMMARY_INIT;
    tm_text reviews;

    fault_install();
    reviews = some_lines(&b, 20, true, true);
    o.sentences = 1;
    FAULT_LOOP(summarize_in_vain(&reviews, 1, &o));
    tm__buffer_release(&b);
    cr_expect_eq(fault_live, 0, "nothing left");
}
