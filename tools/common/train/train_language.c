/* Texts whose language is known -> a model that tells languages apart. */
#include "train/train_corpus.h"

int cli_train_language(const struct cli_train *set, struct tm_reader *reader, struct cli_bar *bar)
{
    const tm_language_options how = {sizeof how, (uint32_t)set->rows, (unsigned)set->epochs};
    const tm_run run = cli_run(&set->common, bar);
    tm_language_report report;
    struct cli_corpus corpus;
    int status = cli_corpus_read(&corpus, reader, set->common.lang, bar);
    tm_error err;

    if (status == CLI_GO_ON) {
        status = tm_language_train(set->common.output, &report, corpus.sample, corpus.count, &how,
                                   &run, &err) == TM_OK
                     ? CLI_DONE
                     : cli_library_error(&err);
    }
    if (status == CLI_DONE)
        cli_message("%zu languages from %zu samples; %.4f of %zu held out are right, mean loss "
                    "%.4f",
                    report.languages, report.samples, report.accuracy, report.held_out,
                    report.loss);
    cli_corpus_free(&corpus);
    return status;
}
