#include "vector/gather.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "vector/choose_terms.h"
#include "vector/merge_grams.h"
#include "vector/sort_rows.h"

struct place {
    struct tm__counts *counts;
    const struct tm__count_job *job;
    const struct tm__columns *columns;
    unsigned bits; /* of the largest column */
};

static uint32_t column_of(const uint32_t *column, uint32_t words, uint32_t id)
{
    return column ? column[tm__merged_index(id, words)] : id;
}

/* How long rows are without the entries that get no column. */
static tm_status measure_part(void *ctx, size_t index, unsigned worker)
{
    const struct place *const p = ctx;
    const struct tm__count_part *const part = &p->job->part[index];
    const uint32_t *const column = p->columns->gaps ? p->columns->of[part->worker] : NULL;
    uint64_t *const length = p->counts->row_start + part->first + 1;
    const uint32_t *term = part->counted.term;

    (void)worker;
    for (size_t r = 0; r < part->last - part->first; r++) {
        const uint32_t *const end = term + part->counted.length[r];

        length[r] = part->counted.length[r];
        for (; column && term < end; term++)
            length[r] -= column_of(column, p->columns->words[part->worker], *term) == TM__NO_TERM;
    }
    return TM_OK;
}

/* Columns in place of ids, or TM__NO_TERM. */
static void set_columns(struct tm__counted *counted, const uint32_t *column, uint32_t words)
{
    uint32_t *const term = counted->term;

    for (size_t e = 0; column && e < counted->size; e++)
        term[e] = column[tm__merged_index(term[e], words)];
}

/* What is sorted along of a count that is more than a byte. */
static uint32_t sorted_count(uint32_t tf)
{
    return tf < TM__SORT_COUNT ? tf : TM__SORT_COUNT;
}

/* Entries without a column are left out. */
static void put_entries(struct tm__row_sort *sort, const struct tm__counted *counted, size_t rows)
{
    const uint32_t *const term = counted->term;
    const unsigned char *const tf = counted->tf;
    const uint32_t *many = counted->many;
    struct tm__row_sort s = *sort; /* whose numbers no store could change */
    size_t e = 0;

    for (uint32_t r = 0; r < rows; r++)
        for (const size_t end = e + counted->length[r]; e < end; e++)
            tm__row_sort_put(&s, term[e], r, tf[e] ? tf[e] : sorted_count(*many++),
                             term[e] != TM__NO_TERM);
    sort->size = s.size;
}

/* Counts that were too large to be sorted along. */
static void put_large(const struct place *p, const struct tm__count_part *part)
{
    const struct tm__counted *const counted = &part->counted;
    size_t e = 0, many = 0;

    for (size_t d = part->first; d < part->last; d++)
        for (const size_t end = e + counted->length[d - part->first]; e < end; e++) {
            const uint32_t tf = tm__counted_tf(counted, e, &many);
            const uint64_t last = p->counts->row_start[d + 1];
            uint64_t at = p->counts->row_start[d];

            if (tf < TM__SORT_COUNT)
                continue;
            while (at < last &&
                   (p->counts->term[at] != counted->term[e] || p->counts->tf[at] != TM__SORT_COUNT))
                at++;
            if (at < last) /* it has a column */
                p->counts->tf[at] = tf;
        }
}

static bool any_large(const struct tm__counted *counted)
{
    bool any = false;

    for (size_t m = 0; m < counted->many_size; m++)
        any |= counted->many[m] > TM__SORT_COUNT;
    return any;
}

static tm_status place_part(void *ctx, size_t index, unsigned worker)
{
    const struct place *const p = ctx;
    struct tm__count_part *const part = &p->job->part[index];
    const uint64_t *const row_start = p->counts->row_start + part->first;
    const size_t rows = part->last - part->first;
    const uint32_t *const column = p->columns->of ? p->columns->of[part->worker] : NULL;
    const uint32_t words = p->columns->of ? p->columns->words[part->worker] : 0;
    struct tm__row_sort sort;
    tm_status status = tm__row_sort_start(&sort, part->counted.size, p->bits);

    (void)worker;
    if (status == TM_OK) {
        set_columns(&part->counted, column, words);
        put_entries(&sort, &part->counted, rows);
        status = tm__row_sort_end(&sort, p->counts->term + *row_start, p->counts->tf + *row_start,
                                  row_start, rows);
    }
    if (status == TM_OK && any_large(&part->counted))
        put_large(p, part);
    tm__row_sort_release(&sort);
    tm__counted_release(&part->counted); /* while others are still needed: the peak is lower */
    return status;
}

static unsigned bits_of(size_t number)
{
    unsigned bits = 0;

    while (number >> bits)
        bits++;
    return bits;
}

/* From what is there, or anew. */
static bool make_array(uint32_t **array, uint64_t entries)
{
    uint32_t *const fresh =
        entries <= SIZE_MAX / sizeof *fresh ? tm__realloc(*array, entries * sizeof *fresh) : NULL;

    if (!fresh)
        return false;
    tm__huge_pages(fresh, entries * sizeof *fresh);
    *array = fresh;
    return true;
}

static tm_status make_rows(struct tm__counts *counts, tm_error *err)
{
    uint64_t entries = 0;

    counts->row_start[0] = 0;
    for (size_t d = 0; d < counts->documents; d++)
        counts->row_start[d + 1] = entries += counts->row_start[d + 1];
    return make_array(&counts->term, entries) && make_array(&counts->tf, entries)
               ? TM_OK
               : tm__fail_memory(err, "counting terms");
}

tm_status tm__gather(struct tm__counts *counts, const struct tm__count_job *job,
                     const struct tm__columns *columns, size_t terms, const tm_run *run,
                     tm_error *err)
{
    struct place place = {counts, job, columns, bits_of(terms)};
    tm_status status;

    counts->row_start = tm__alloc_array(counts->documents + 1, sizeof *counts->row_start);
    if (!counts->row_start)
        return tm__fail_memory(err, "counting terms");
    status = tm__parallel_for(job->parts, measure_part, &place, "number", run, err);
    if (status == TM_OK)
        status = make_rows(counts, err);
    if (status == TM_OK)
        status = tm__parallel_for(job->parts, place_part, &place, "sort", run, err);
    return status;
}
