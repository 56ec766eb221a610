/* Entries in any order on their way to sparse rows. */
#ifndef TM_MATRIX_TRIPLES_H
#define TM_MATRIX_TRIPLES_H

#include <stdbool.h>
#include <tm.h>

struct cli_triple {
    uint32_t row, column;
    float value;
};

/* A zeroed struct is empty. */
struct cli_triples {
    struct cli_triple *entry;
    size_t count, capacity;
};

enum { CLI_MOST_COLUMNS = 2147483647 }; /* what programs with 32-bit indices can read */

void cli_triples_add(struct cli_triples *t, uint64_t row, uint64_t column, float value);
void cli_triples_free(struct cli_triples *t);

/*
 * Rows in order; entries in the same place are added up in the order they came. bytes: what the
 * file has; so many more rows than that cannot be meant, and would take all memory. False after a
 * message that names the path.
 */
bool cli_triples_rows(tm_sparse **out, const struct cli_triples *t, uint64_t rows, uint64_t columns,
                      uint64_t bytes, const char *path);

#endif
