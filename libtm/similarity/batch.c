#include "similarity/batch.h"

#include "base/memory.h"
#include "base/prefetch.h"
#include "similarity/batch_state.h"

/*
 * How long the row of a usual entry may be: for the best rows, and for all over a threshold, where
 * heads are short. How many rows of the index there may be for each that is asked about.
 */
enum { LONGEST = 64, LONGEST_FOR_ALL = 12, MOST_ROWS = 16 };
/* What turning a row over costs, in comparisons in full. */
enum { COST_TURN = 2 };
/* Keys ahead of which a row is asked for, and what it has; rows of lists. */
enum { ROW_AHEAD = 24, ENTRIES_AHEAD = 12, LIST_AHEAD = 48 };

/* How many of a part of a list can be answers, by the reach that they need. */
static size_t head_of(const uint8_t *reach, size_t count, float least)
{
    size_t low = 0;

    while (low < count) {
        const size_t middle = low + (count - low) / 2;

        if ((float)reach[middle] >= least)
            low = middle + 1;
        else
            count = middle;
    }
    return low;
}

static float least_reach(const struct tm__batch *b, const struct tm__batch_row *row)
{
    return (row->bound - row->slack) / b->entry[row->first + row->next - 1].reach * TM__REACH_STEPS;
}

/*
 * Which of the rows can have answers in a part of a list, as head << 32 | row in the first of
 * visit[*n]; returns how much of the part is to be turned over, or 0 if comparing all heads in full
 * is cheaper.
 */
static size_t heads(struct tm__batch *b, uint64_t *visit, size_t *n, uint64_t from, size_t count)
{
    const uint8_t *const reach = b->question->index->reach + from;
    size_t left = 0, most = 0, all = 0;

    for (size_t v = 0; v < *n; v++) {
        const uint32_t i = (uint32_t)visit[v];
        const size_t head = head_of(reach, count, least_reach(b, &b->row[i]));

        visit[left] = (uint64_t)head << 32 | i;
        left += head > 0;
        most = head > most ? head : most;
        all += head;
    }
    *n = left;
    return all < COST_TURN * most ? 0 : most;
}

/* Ask for what comes some keys later. */
static void fetch_keys(const struct tm__batch *b, const uint64_t *key, const uint64_t *end)
{
    if (end - key > ROW_AHEAD)
        TM__PREFETCH(&b->row[(uint32_t)key[ROW_AHEAD]]);
    if (end - key > ENTRIES_AHEAD) {
        const struct tm__batch_row *const row = &b->row[(uint32_t)key[ENTRIES_AHEAD]];

        TM__PREFETCH(b->entry + row->first + row->next);
        TM__PREFETCH(b->entry + row->first + row->next + 4);
    }
}

/* Ask for the first rows of lists, as far as they are on the way: lists lie in the order of ranks.
 */
static void fetch_rows(struct tm__batch *b, size_t rank)
{
    const struct tm__inverted *x = b->question->index;
    const uint64_t here = x->start[rank], all = x->start[x->rows->cols],
                   end = all - here < LIST_AHEAD ? all : here + LIST_AHEAD;

    for (uint64_t p = b->fetched > here ? b->fetched : here; p < end; p++)
        tm__inverted_fetch(x, x->row[p]);
    b->fetched = end;
}

/* visit[n]: keys of one column, and what follows until `end`. */
static bool ask_column(struct tm__batch *b, uint64_t *visit, size_t n, const uint64_t *end)
{
    const size_t rank = (size_t)(visit[0] >> 32);
    const uint64_t *const start = b->question->index->start + rank;

    fetch_rows(b, rank);
    for (size_t v = 0; v < n; v++) {
        fetch_keys(b, visit + v, end);
        b->row[(uint32_t)visit[v]].next++;
    }
    for (uint64_t from = start[0]; from < start[1]; from += TM__TILE_ROWS) {
        const size_t count =
            start[1] - from < TM__TILE_ROWS ? (size_t)(start[1] - from) : TM__TILE_ROWS;
        const size_t most = heads(b, visit, &n, from, count);

        if (n == 0)
            return true;
        if (most > 0)
            tm__tile_fill(b->tile, rank, from, most);
        for (size_t v = 0; v < n; v++) {
            const uint32_t i = (uint32_t)visit[v];
            const size_t head = (size_t)(visit[v] >> 32), at = b->row[i].next - 1;

            if (!(most > 0 ? tm__batch_settle(b, i, at, head)
                           : tm__batch_settle_all(b, i, at, from, head)))
                return false;
        }
    }
    return true;
}

/* Every row finds itself. */
static bool is_alone(const struct tm__batch *b, size_t rank)
{
    const uint64_t *const start = b->question->index->start + rank;

    return b->question->against != TM__ALL && start[1] - start[0] == 1;
}

bool tm__batch_ask(struct tm__batch *b, size_t first, size_t end)
{
    size_t keys;

    if (!tm__batch_start(b, first, end, &keys))
        return false;
    b->fetched = 0;
    for (size_t v = 0, next; v < keys && b->question->top > 0; v = next) {
        for (next = v + 1; next < keys && b->key[next] >> 32 == b->key[v] >> 32; next++)
            ;
        if (is_alone(b, (size_t)(b->key[v] >> 32)))
            b->row[(uint32_t)b->key[v]].next++;
        else if (!ask_column(b, b->key + v, next - v, b->key + keys))
            return false;
    }
    return true;
}

bool tm__batch_answers(struct tm__batch *b, size_t i, const uint64_t **key, size_t *n)
{
    struct tm__batch_row *const row = &b->row[i];

    if (!tm__grow(&b->turned, &b->most, row->found, sizeof *b->turned))
        return false;
    tm__answers_by_row(row->kept, b->turned, row->found, b->question->index->rows->rows);
    *key = row->kept;
    *n = row->found;
    return true;
}

bool tm__batch_suits(const struct tm__question *question)
{
    const tm_sparse *m = question->index->rows;
    const uint64_t longest = question->top < m->rows ? LONGEST : LONGEST_FOR_ALL;
    uint64_t squares = 0;

    for (size_t i = 0; i < m->rows; i++) {
        const uint64_t entries = m->row_start[i + 1] - m->row_start[i];

        squares += entries * entries;
    }
    return squares <= longest * m->row_start[m->rows] &&
           question->queries->rows >= m->rows / MOST_ROWS;
}

struct tm__batch *tm__batch_new(const struct tm__question *question)
{
    struct tm__batch *b = tm__calloc(1, sizeof *b);
    const tm_sparse *m = question->queries;
    size_t longest = 0;

    if (!b)
        return NULL;
    for (size_t i = 0; i < m->rows; i++)
        if (m->row_start[i + 1] - m->row_start[i] > longest)
            longest = (size_t)(m->row_start[i + 1] - m->row_start[i]);
    b->question = question;
    b->order = tm__alloc_array(2 * longest, sizeof *b->order);
    b->weight = tm__alloc_array(longest + 1, sizeof *b->weight);
    b->dense = tm__calloc(m->cols, sizeof *b->dense);
    b->tile = tm__calloc(1, sizeof *b->tile);
    if (b->order && b->weight && b->dense && b->tile) {
        b->tile->index = question->index;
        return b;
    }
    tm__batch_free(b);
    return NULL;
}

void tm__batch_free(struct tm__batch *b)
{
    if (!b)
        return;
    for (size_t i = 0; i < b->rows; i++)
        tm__free(b->row[i].kept);
    tm__free(b->row);
    tm__free(b->entry);
    tm__free(b->key);
    tm__free(b->spare);
    tm__free(b->order);
    tm__free(b->weight);
    tm__free(b->dense);
    tm__free(b->turned);
    tm__free(b->tile);
    tm__free(b);
}
