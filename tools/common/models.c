#include "models.h"

#include "bytes.h"
#include "options.h"

#include <stdlib.h>
#include <unistd.h>

/* Up to the last slash of the program's path, slash included; "" if the system does not say. */
static void add_own_folder(struct cli_bytes *path)
{
    char self[4096];
    const ssize_t size = readlink("/proc/self/exe", self, sizeof self);

    for (ssize_t i = size; i > 0; i--)
        if (self[i - 1] == '/') {
            cli_bytes_add(path, self, (size_t)i);
            return;
        }
}

/* The path of a model that can be read, or NULL. */
static char *find_model(const char *name)
{
    struct cli_bytes path = {NULL, 0, 0};

    add_own_folder(&path);
    if (path.size > 0) {
        cli_bytes_add_string(&path, "../share/libtm/");
        cli_bytes_add_string(&path, name);
        if (access(path.data, R_OK) == 0)
            return path.data;
        cli_bytes_clear(&path);
    }
    cli_bytes_add_string(&path, CLI_MODEL_FOLDER "/");
    cli_bytes_add_string(&path, name);
    if (access(path.data, R_OK) == 0)
        return path.data;
    cli_bytes_free(&path);
    return NULL;
}

char *cli_model_path(const char *name)
{
    char *const path = find_model(name);

    if (!path)
        cli_error("no model '%s' in ../share/libtm beside this program's folder, nor in "
                  "%s; is libtm installed completely?",
                  name, CLI_MODEL_FOLDER);
    return path;
}

/* The path of the model of this kind for a language, e.g. background-en.tm, or NULL. */
static char *find_for_language(const char *kind, const char *lang)
{
    struct cli_bytes name = {NULL, 0, 0};
    char *path;

    cli_bytes_add_string(&name, kind);
    cli_bytes_add_string(&name, "-");
    cli_bytes_add_string(&name, lang);
    cli_bytes_add_string(&name, ".tm");
    path = find_model(name.data);
    cli_bytes_free(&name);
    return path;
}

int cli_load_background(tm_tfidf **out, const char *lang)
{
    char *const path = find_for_language("background", lang);
    tm_error err;
    tm_status status = TM_OK;

    *out = NULL;
    if (path)
        status = tm_tfidf_load(out, path, &err);
    free(path);
    return status == TM_OK ? CLI_GO_ON : cli_library_error(&err);
}

tm_status cli_load_words(tm_word_vectors **out, const char *lang, const tm_tfidf *model,
                         tm_error *err)
{
    char *const path = find_for_language("words", lang);
    tm_status status = TM_OK;

    *out = NULL;
    if (path)
        status = tm_word_vectors_load(out, path, model, err);
    free(path);
    return status;
}

int cli_load_sentence_model(tm_sentence_model **out)
{
    char *const path = cli_model_path("sentences.tm");
    tm_error err;
    tm_status status;

    *out = NULL;
    if (!path)
        return CLI_FAILED;
    status = tm_sentence_model_load(out, path, &err);
    free(path);
    return status == TM_OK ? CLI_GO_ON : cli_library_error(&err);
}
