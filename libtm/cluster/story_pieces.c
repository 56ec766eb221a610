#include "cluster/story_pieces.h"

#include "base/memory.h"

enum { PIECES = 32 };

/* How merges get their places. */
struct placing {
    struct tm__story_pieces *x;
    uint64_t most;    /* entries of a piece */
    uint32_t *merges; /* [merges] of a subtree, without the pieces below what is none itself */
    uint32_t *end;    /* [merges] of a subtree in the order; 0: not known */
    uint32_t placed;  /* in pieces */
};

static bool is_small(const struct placing *p, uint32_t merge)
{
    return p->x->entries[p->x->merges->rows + merge] <= p->most;
}

static void measure(struct placing *p, const uint32_t *entries)
{
    const struct tm__merges *const m = p->x->merges;

    for (size_t i = 0; i < m->rows; i++) {
        p->x->entries[i] = entries[i];
        p->most += entries[i];
    }
    p->most /= PIECES;
    for (uint32_t i = 0; i < m->count; i++) {
        const uint32_t part[2] = {m->merge[i].a, m->merge[i].b};

        p->x->entries[m->rows + i] = p->x->entries[part[0]] + p->x->entries[part[1]];
        p->merges[i] = 1;
        for (int s = 0; s < 2; s++)
            if (part[s] >= m->rows && is_small(p, part[s] - (uint32_t)m->rows) == is_small(p, i))
                p->merges[i] += p->merges[part[s] - m->rows];
    }
}

/* The subtree of a merge ends at `end` in the order. */
static void place(struct placing *p, uint32_t merge, uint32_t end)
{
    p->end[merge] = end;
    p->x->order[end - 1] = merge;
}

/* A subtree is the next piece. */
static void place_piece(struct placing *p, uint32_t merge)
{
    p->x->first[p->x->pieces++] = p->placed;
    p->placed += p->merges[merge];
    place(p, merge, p->placed);
}

static void place_parts(struct placing *p, uint32_t merge)
{
    const struct tm__story_sides sides = tm__story_sides(p->x, merge);
    const uint32_t part[2] = {sides.large, sides.small}, rows = (uint32_t)p->x->merges->rows;
    uint32_t end = p->end[merge] - 1;

    for (int s = 0; s < 2; s++) {
        if (part[s] < rows)
            continue;
        if (is_small(p, part[s] - rows) != is_small(p, merge)) {
            place_piece(p, part[s] - rows);
        } else {
            place(p, part[s] - rows, end);
            end -= p->merges[part[s] - rows];
        }
    }
}

/* From the top, a merge is met after the one it went into. */
static void place_all(struct placing *p)
{
    uint32_t left = (uint32_t)p->x->merges->count;

    for (uint32_t i = left; i-- > 0;) {
        if (p->end[i] == 0 && is_small(p, i)) {
            place_piece(p, i);
        } else if (p->end[i] == 0) {
            place(p, i, left);
            left -= p->merges[i];
        }
        place_parts(p, i);
    }
    p->x->first[p->x->pieces] = p->placed;
}

bool tm__story_pieces_new(struct tm__story_pieces *x, const struct tm__merges *merges,
                          const uint32_t *entries)
{
    struct placing p = {.x = x};
    bool ok;

    *x = (struct tm__story_pieces){.merges = merges};
    x->entries = tm__alloc_array(merges->rows + merges->count, sizeof *x->entries);
    x->order = tm__alloc_array(merges->count, sizeof *x->order);
    x->first = tm__alloc_array(merges->count + 1, sizeof *x->first);
    p.merges = tm__alloc_array(merges->count, sizeof *p.merges);
    p.end = tm__calloc(merges->count, sizeof *p.end);
    ok = x->entries && x->order && x->first && p.merges && p.end;
    if (ok) {
        measure(&p, entries);
        place_all(&p);
    }
    tm__free(p.merges);
    tm__free(p.end);
    return ok;
}

void tm__story_pieces_release(struct tm__story_pieces *x)
{
    tm__free(x->entries);
    tm__free(x->order);
    tm__free(x->first);
}
