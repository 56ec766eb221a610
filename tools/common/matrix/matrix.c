#include "matrix/matrix.h"

#include <string.h>

static const struct cli_matrix_format *const formats[] = {&cli_matrix_mtx, &cli_matrix_npz,
                                                          &cli_matrix_svm, &cli_matrix_tsv};

const char *const cli_matrix_names[] = {"mtx", "npz", "svm", "tsv", NULL};

const struct cli_matrix_format *cli_matrix_by_name(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

const struct cli_matrix_format *cli_matrix_by_path(const char *path)
{
    const char *const dot = strrchr(path, '.');

    return dot ? cli_matrix_by_name(dot + 1) : NULL;
}
