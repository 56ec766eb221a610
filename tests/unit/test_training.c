#include "base/memory.h"
#include "fault_alloc.h"
#include "summarize/summary_model.h"

#include <math.h>
#include <string.h>

static tm_text text(const char *s)
{
    return (tm_text){s, strlen(s)};
}

static const char *const articles[] = {
    "The harbour of Lindow will be closed. Ships go to Garz. A baker sold bread. Rain fell.",
    "The council of Garz met on Monday. It spoke about ships. A dog barked. Snow fell.",
    "Three men left Berge by train. Nobody saw them. Birds sang. Wind blew in the trees.",
};
static const char *const summaries[] = {"The harbour of Lindow will be closed.",
                                        "The council of Garz met.", "Three men left Berge."};

enum { RECORDS = 3 };
static tm_text document[RECORDS], reference[RECORDS];

static void make_records(tm_summary_record *record)
{
    for (size_t i = 0; i < RECORDS; i++) {
        document[i] = text(articles[i]);
        reference[i] = text(summaries[i]);
        record[i] = (tm_summary_record){&document[i], 1, &reference[i], 1, NULL, 1};
    }
}

Test(training, learns_that_the_first_sentence_matters)
{
    tm_summary_record record[RECORDS];
    tm_summary_model *model;
    const tm_text d =
        text("Wolves came to Olm at night. Cows slept there. Sheep ran. Dogs did not.");
    tm_summary_options o = TM_SUMMARY_INIT;
    tm_summary *s;

    make_records(record);
    cr_assert_eq(tm_summary_train(&model, record, RECORDS, TM_SUMMARY_ARTICLE, NULL, NULL), TM_OK,
                 "train");
    o.sentences = 1;
    o.model = model;
    cr_assert_eq(tm_summarize(&s, &d, 1, &o, NULL, NULL), TM_OK, "summarize");
    cr_expect_str_eq(s->text, "Wolves came to Olm at night.", "%s", s->text);
    tm_summary_free(s);
    tm_summary_model_free(model);
}

Test(training, looks_at_what_the_mode_has)
{
    tm_summary_record record[RECORDS];
    tm_summary_model *model;

    make_records(record);
    for (int mode = TM_SUMMARY_ARTICLE; mode <= TM_SUMMARY_OPINIONS; mode++) {
        cr_assert_eq(tm_summary_train(&model, record, RECORDS, (tm_summary_mode)mode, NULL, NULL),
                     TM_OK, "train");
        cr_expect_eq(model->word.weight[1 + TM__EARLY] != 0, mode != TM_SUMMARY_OPINIONS,
                     "mode %d: where a word stands", mode);
        cr_expect_eq(model->word.weight[1 + TM__LEADS] != 0, mode != TM_SUMMARY_ARTICLE,
                     "mode %d: in how many leads", mode);
        cr_expect_neq(model->pair.weight[1 + TM__PAIR_STOPS], 0, "mode %d: of pairs", mode);
        cr_expect_eq(model->word.trees > 0, mode != TM_SUMMARY_DOCUMENTS, "mode %d: trees", mode);
        tm_summary_model_free(model);
    }
}

Test(training, gives_the_same_bits_again)
{
    tm_summary_record record[RECORDS];
    tm_summary_model *one, *more;

    make_records(record);
    for (unsigned threads = 1; threads <= 4; threads++) {
        const tm_run run = {sizeof run, threads, 0, NULL, NULL};
        cr_assert_eq(tm_summary_train(&one, record, RECORDS, TM_SUMMARY_ARTICLE, NULL, NULL), TM_OK,
                     "train");
        cr_assert_eq(tm_summary_train(&more, record, RECORDS, TM_SUMMARY_ARTICLE, &run, NULL),
                     TM_OK, "train");
        cr_expect_eq(memcmp(one, more, sizeof *one), 0, "%u threads", threads);
        tm_summary_model_free(one);
        tm_summary_model_free(more);
    }
}

Test(training, refuses_what_teaches_nothing)
{
    tm_summary_record record[RECORDS];
    const tm_text empty = text("");
    tm_summary_model *model;
    tm_error err = {0};

    make_records(record);
    cr_expect_eq(tm_summary_train(&model, record, 0, TM_SUMMARY_ARTICLE, NULL, &err), TM_EINVAL,
                 "no records");
    cr_expect_eq(tm_summary_train(&model, record, 3, TM_SUMMARY_DIGEST, NULL, &err), TM_EINVAL,
                 "a digest needs no weights");
    record[1].weight = 0;
    cr_expect_eq(tm_summary_train(&model, record, 3, TM_SUMMARY_ARTICLE, NULL, &err), TM_EINVAL,
                 "weight");
    cr_expect_not_null(strstr(err.message, "record 1"), "%s", err.message);
    record[1].weight = 1;
    record[2].references = 0;
    cr_expect_eq(tm_summary_train(&model, record, 3, TM_SUMMARY_ARTICLE, NULL, &err), TM_EINVAL,
                 "no reference");
    record[0].document = &empty;
    cr_expect_eq(tm_summary_train(&model, record, 1, TM_SUMMARY_ARTICLE, NULL, &err), TM_EINVAL,
                 "no words");
    record[0].language = "xx";
    cr_expect_eq(tm_summary_train(&model, record, 1, TM_SUMMARY_ARTICLE, NULL, &err), TM_ENOTFOUND,
                 "language");
    cr_expect_null(model, "no model");
}

static tm_status train_once(const tm_summary_record *record)
{
    tm_summary_model *model;
    const tm_status status =
        tm_summary_train(&model, record, 2, TM_SUMMARY_ARTICLE, &fault_run, NULL);

    tm_summary_model_free(model);
    return status;
}

Test(training, survives_allocation_failure)
{
    tm_summary_record record[RECORDS];

    make_records(record);
    fault_install();
    FAULT_LOOP(train_once(record));
    cr_expect_eq(fault_live, 0, "nothing left");
}
