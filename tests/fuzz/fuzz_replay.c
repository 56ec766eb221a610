/* Runs a fuzz target over files, and over every prefix and many damaged copies of each. */
#include "fuzz.h"

#include <string.h>

static uint64_t next(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

/* Copies of exactly the right size, so that a sanitizer sees a read past the end. */
static void run(const uint8_t *data, size_t size)
{
    uint8_t *copy = calloc(1, size ? size : 1); /* gcc -O3 warns of malloc when size is 0 */

    if (!copy)
        abort();
    if (size)
        memcpy(copy, data, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static void replay(uint8_t *data, size_t size)
{
    uint64_t state = size;

    run(data, size);
    for (size_t i = 0; i < 64 && size; i++)
        run(data, (size_t)(next(&state) % size));
    for (size_t i = 0; i < 256 && size; i++) {
        const size_t at = (size_t)(next(&state) % size);
        const uint8_t old = data[at];
        data[at] = (uint8_t)next(&state);
        run(data, size);
        if (i % 4 != 3) /* some damage stays, so that it adds up */
            data[at] = old;
    }
}

int main(int argc, char **argv)
{
    static uint8_t data[1 << 20];

    run(data, 0);
    for (int i = 1; i < argc; i++) {
        FILE *f = fopen(argv[i], "rb");
        size_t size;
        if (!f) {
            perror(argv[i]);
            return 1;
        }
        size = fread(data, 1, sizeof data, f);
        fclose(f);
        replay(data, size);
    }
    printf("%d files replayed\n", argc - 1);
    return argc > 1 ? 0 : 1; /* an empty corpus tests nothing */
}
