#include "base/memory.h"
#include "fault_alloc.h"
#include "vector/forms.h"

#include <stdio.h>

static uint32_t find(const struct tm__forms *forms, const char *data, size_t size, size_t left)
{
    struct tm__form_key key;
    const struct tm__form_slot *slot;

    tm__form_key(&key, data, size, left);
    slot = tm__forms_find(forms, &key, data, size);
    if (size <= 16 && tm__form_is(tm__forms_home(forms, &key), &key, size))
        cr_assert_eq(tm__forms_home(forms, &key)->term, slot->term, "the glance agrees");
    return slot->size == size ? slot->term : TM__NO_TERM;
}

static bool add(struct tm__forms *forms, const char *data, size_t size, uint32_t term)
{
    struct tm__form_key key;
    struct tm__form_slot *slot;

    tm__form_key(&key, data, size, size);
    slot = tm__forms_put(forms, &key, data, size);
    if (!slot)
        return false;
    slot->size = (uint32_t)size;
    slot->term = term;
    return true;
}

/* The key of a form is the same whether bytes follow it or not. */
Test(forms, what_follows_does_not_matter)
{
    static const char text[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    struct tm__form_key alone, followed;

    for (size_t size = 1; size < 20; size++) {
        tm__form_key(&alone, text, size, size);
        tm__form_key(&followed, text, size, sizeof text);
        cr_expect_arr_eq(alone.head, followed.head, sizeof alone.head, "%zu bytes", size);
        cr_expect_eq(alone.hash, followed.hash, "%zu bytes", size);
    }
}

Test(forms, finds_what_was_added)
{
    struct tm__forms forms;
    char text[48];

    cr_assert(tm__forms_init(&forms), "init");
    for (unsigned i = 0; i < 3000; i++) {
        const int size = sprintf(text, i % 5 ? "form%u" : "a form of more than 16 bytes %u", i);

        cr_assert_eq(find(&forms, text, (size_t)size, sizeof text), TM__NO_TERM, "not yet, %u", i);
        cr_assert(add(&forms, text, (size_t)size, i), "add %u", i);
    }
    for (unsigned i = 0; i < 3000; i++) {
        const int size = sprintf(text, i % 5 ? "form%u" : "a form of more than 16 bytes %u", i);

        cr_assert_eq(find(&forms, text, (size_t)size, sizeof text), i, "form %u", i);
    }
    cr_expect_eq(find(&forms, "a form of more than 16 bytes", 28, 28), TM__NO_TERM, "a prefix");
    cr_expect_eq(forms.count, 3000, "each once");
    tm__forms_release(&forms);
}

Test(forms, a_term_is_no_form_until_it_is_read)
{
    struct tm__forms forms;
    struct tm__form_key key;
    struct tm__form_slot *slot;

    cr_assert(tm__forms_init(&forms), "init");
    tm__form_key(&key, "storm", 5, 5);
    slot = tm__forms_put(&forms, &key, "storm", 5);
    slot->own = 7;
    cr_expect_not(tm__form_is(tm__forms_home(&forms, &key), &key, 5), "not read");
    cr_expect_eq(find(&forms, "storm", 5, 5), TM__NO_TERM, "not read");
    cr_expect_eq(tm__forms_put(&forms, &key, "storm", 5)->own, 7, "but there");
    cr_expect_eq(forms.count, 1, "once");
    tm__forms_release(&forms);
}

/* Every form asked for changes places with what is at its home, over and over: all stay findable.
 */
Test(forms, promoting_loses_nothing)
{
    enum { FORMS = 2000 };
    struct tm__forms forms;
    unsigned promoted = 0;
    char text[16];

    cr_assert(tm__forms_init(&forms), "init");
    for (unsigned i = 0; i < FORMS; i++)
        cr_assert(add(&forms, text, (size_t)sprintf(text, "w%u", i), i), "add %u", i);
    for (unsigned round = 0; round < 3; round++) {
        for (unsigned i = round; i < FORMS; i += round + 1) {
            const size_t size = (size_t)sprintf(text, "w%u", i);
            struct tm__form_key key;
            struct tm__form_slot *slot;

            tm__form_key(&key, text, size, size);
            slot = tm__forms_find(&forms, &key, text, size);
            promoted += slot != tm__forms_home(&forms, &key);
            tm__forms_promote(&forms, &key, slot);
            cr_assert(tm__form_is(tm__forms_home(&forms, &key), &key, size), "at a glance: %u", i);
        }
        for (unsigned i = 0; i < FORMS; i++)
            cr_assert_eq(find(&forms, text, (size_t)sprintf(text, "w%u", i), sizeof text), i,
                         "form %u", i);
    }
    cr_expect_gt(promoted, FORMS / 20, "some were behind others");
    tm__forms_release(&forms);
}

Test(forms, room_for_what_is_expected_is_made_once)
{
    struct tm__forms forms;
    size_t slots;
    char text[16];

    cr_assert(tm__forms_init(&forms), "init");
    cr_assert(add(&forms, "storm", 5, 7), "add");
    cr_assert(tm__forms_expect(&forms, 5000), "expect");
    cr_expect_eq(find(&forms, "storm", 5, 5), 7, "what was there is there");
    slots = forms.slots;
    for (unsigned i = 1; i < 5000; i++)
        cr_assert(add(&forms, text, (size_t)sprintf(text, "w%u", i), i), "add %u", i);
    cr_expect_eq(forms.slots, slots, "there was room");
    cr_assert(tm__forms_expect(&forms, 10), "expect fewer");
    cr_expect_eq(forms.slots, slots, "and it stays");
    cr_assert(tm__forms_expect(&forms, SIZE_MAX), "expect all there could be");
    cr_expect_eq(forms.slots, 1 << 20, "there is an end to it");
    cr_expect_eq(find(&forms, "w4999", 5, 5), 4999, "what was there is there");
    tm__forms_release(&forms);
}

Test(forms, a_table_lies_in_the_room_that_is_lent_for_it_until_it_grows)
{
    struct tm__forms forms;
    const size_t size = tm__forms_bytes(5000);
    void *block, *const room = tm__alloc_pages(&block, size, 1);
    char text[16];

    cr_assert(room && tm__forms_init(&forms), "init");
    tm__forms_lend(&forms, room, size);
    cr_assert(add(&forms, "storm", 5, 7), "add");
    cr_expect(forms.slot != room, "not for a smaller table");
    cr_assert(tm__forms_expect(&forms, 5000), "expect");
    cr_expect(forms.slot == room && forms.slots * sizeof *forms.slot == size, "there");
    for (unsigned i = 1; i < 9000; i++)
        cr_assert(add(&forms, text, (size_t)sprintf(text, "w%u", i), i), "add %u", i);
    cr_expect(forms.slot != room && forms.slots * sizeof *forms.slot == 2 * size, "grown");
    cr_expect_eq(find(&forms, "storm", 5, 5), 7, "what was there is there");
    cr_expect_eq(find(&forms, "w4999", 5, 5), 4999, "what was there is there");
    tm__forms_release(&forms);
    tm__free(block);
}

static tm_status fill(void)
{
    struct tm__forms forms;
    bool ok = tm__forms_init(&forms) && tm__forms_expect(&forms, 300);
    char text[48];

    for (unsigned i = 0; ok && i < 400; i++)
        ok = add(&forms, text, (size_t)sprintf(text, "a form of more than 16 bytes %u", i), i);
    tm__forms_release(&forms);
    return ok ? TM_OK : TM_ENOMEM;
}

Test(forms, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(fill());
    cr_expect_eq(fault_live, 0, "nothing left");
}
