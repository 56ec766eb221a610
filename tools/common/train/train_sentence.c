/* Running text whose language is known -> what there is to know of where its sentences end. */
#include "train/train_corpus.h"

int cli_train_sentence(const struct cli_train *set, struct tm_reader *reader, struct cli_bar *bar)
{
    const tm_run run = cli_run(&set->common, bar);
    tm_sentence_report report;
    struct cli_corpus corpus;
    int status = cli_corpus_read(&corpus, reader, set->common.lang, bar);
    tm_error err;

    if (status == CLI_GO_ON) {
        status = tm_sentence_train(set->common.output, &report, corpus.sample, corpus.count, NULL,
                                   &run, &err) == TM_OK
                     ? CLI_DONE
                     : cli_library_error(&err);
    }
    if (status == CLI_DONE)
        cli_message("%zu languages from %zu samples: %zu abbreviations, %zu words that start "
                    "sentences, %zu collocations",
                    report.languages, report.samples, report.abbreviations, report.starters,
                    report.collocations);
    cli_corpus_free(&corpus);
    return status;
}
