/* Files that end in .svm. */
#include "fuzz_matrix.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_matrix(data, size, &cli_matrix_svm);
}
