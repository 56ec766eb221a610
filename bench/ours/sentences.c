/*
 * claim: text to words, and to sentences
 * data: news_en news_vi
 * threads: 1
 *
 * A document a line; the file is read in pieces, as wc does. Sentences are cut as tm-segment cuts
 * them, with the model that comes with the library.
 */
#include "bench.h"

int main(int argc, char **argv)
{
    const struct bench_clock start = bench_start();
    const char *const path = argv[argc > 2 ? 2 : 0];
    const char *const language = strstr(path, "news_vi") ? "vi" : "en";
    FILE *const file = bench_open(path);
    tm_text line;
    tm_sentence_model *model;
    tm_error err;

    bench_good(tm_sentence_model_load(&model, TM_SOURCE_DIR "/models/sentences.tm", &err), &err);

    while (bench_next_line(&line, file)) {
        tm_span *word, *sentence;
        size_t count;

        bench_good(tm_words(&word, &count, line.data, line.size, TM_WORDS_NEWS, &err), &err);
        bench_good(tm_sentences_trained(&sentence, &count, line.data, line.size, language,
                                        model, &err),
                   &err);
        tm_free(word);
        tm_free(sentence);
    }
    tm_sentence_model_free(model);
    bench_end(start, 1);
    return 0;
}
