/* The loader of summary models, with the checksum set right first. It reads files alone. */
#include "fuzz.h"
#include "fuzz_container.h"

#include <string.h>
#include <tm/summarize.h>
#include <unistd.h>

static void summarize(const tm_summary_model *model)
{
    static const char text[] = "The river rose in the night. People left the town. Boats came. "
                               "Nobody drowned, said the mayor of the town.";
    const tm_text document = {text, sizeof text - 1};
    tm_summary_options options = TM_SUMMARY_INIT;
    tm_summary *summary;

    options.model = model;
    options.sentences = 2;
    if (tm_summarize(&summary, &document, 1, &options, NULL, NULL) == TM_OK) {
        FUZZ_CHECK(summary->count >= 1 && summary->count <= 2);
        tm_summary_free(summary);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    unsigned char *copy = fuzz_container(data, size);
    FILE *file;
    tm_summary_model *model;

    snprintf(path, sizeof path, "/tmp/tm_fuzz_summary_%ld.tm", (long)getpid());
    file = fopen(path, "wb");
    if (!file)
        abort();
    fwrite(copy, 1, size, file);
    fclose(file);
    if (tm_summary_model_load(&model, path, NULL) == TM_OK) {
        summarize(model);
        tm_summary_model_free(model);
    }
    remove(path);
    free(copy);
    return 0;
}
