#include "probe_sample.h"

/* All heads, read one after another, show every row that is near enough. */
Test(probe_heads, show_every_row_that_can_be_an_answer)
{
    static const float bound[] = {0.05f, 0.3f, 0.6f};

    for (size_t b = 0; b < 3; b++)
        for (size_t row = 0; row < 20; row++) {
            struct probe_sample *s =
                probe_sample_new(random_rows(300, 60, 7, b), row, SIZE_MAX, bound[b]);
            for (size_t k = 0; k < s->state.entries; k++) {
                s->state.signature
                    .length[tm__inverted_bucket(&s->index, tm__probe_column(&s->state, k))] =
                    s->probe.left[k];
                tm__probe_read_head(&s->state, k);
            }
            tm__probe_settle_pending(&s->state);
            cr_expect_eq(probe_sample_found(s, bound[b]), probe_sample_near(s, bound[b]),
                         "bound %g, row %zu", (double)bound[b], row);
            probe_sample_free(s);
        }
}

Test(probe_heads, get_shorter_as_the_bound_rises)
{
    struct probe_sample *s = probe_sample_new(random_rows(300, 20, 7, 4), 3, SIZE_MAX, 0.01f);
    size_t last = tm__probe_list_size(&s->state, 0);

    for (float bound = 0.01f; bound < 1.2f; bound += 0.1f) {
        size_t head;
        s->state.bound = bound;
        head = tm__probe_head_of(&s->state, 0);
        cr_expect_leq(head, last, "bound %g", (double)bound);
        last = head;
    }
    cr_expect_eq(last, 0, "nothing is more alike than alike");
    probe_sample_free(s);
}
