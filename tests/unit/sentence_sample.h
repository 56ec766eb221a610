/* A little English to learn from, and the model of it. */
#ifndef SENTENCE_SAMPLE_H
#define SENTENCE_SAMPLE_H

#include "fault_alloc.h"
#include "text/sentence_model.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* "the" and "nobody" start sentences, "aprx." is short for something, "The" may follow "band", and
 * Oslo is in the middle as often as at the start. */
static const char sample_en[] =
    "The river rose and people left town quickly. Nobody heard the old band The Lights played on. "
    "The town took aprx. forty boats across. Oslo sent help when water reached Oslo too. "
    "The boats passed Oslo yesterday. Nobody drowned when water came. It stopped. A boat sank.";
/* Its nouns are capitals. */
static const char sample_de[] = "Gestern stiegen Wasser und Preise. Boote bringen Leute weg.";

static char sample_path[64];

static tm_status sample_train(const char *path, const tm_run *run, tm_sentence_report *report)
{
    enum { COPIES = 10 };
    tm_language_sample sample[2 * COPIES];
    tm_sentence_options options = TM_SENTENCE_INIT;

    for (int i = 0; i < COPIES; i++) {
        sample[2 * i] = (tm_language_sample){"en", {sample_en, sizeof sample_en - 1}};
        sample[2 * i + 1] = (tm_language_sample){"de", {sample_de, sizeof sample_de - 1}};
    }
    options.starter = 4;
    options.least = 5;
    return tm_sentence_train(path, report, sample, 2 * COPIES, &options, run, NULL);
}

static void sample_setup(void)
{
    snprintf(sample_path, sizeof sample_path, "/tmp/tm_sentence_%ld.tm", (long)getpid());
}

static void sample_teardown(void)
{
    remove(sample_path);
}

static tm_sentence_model *sample_model(void)
{
    tm_sentence_model *model;

    cr_assert_eq(sample_train(sample_path, NULL, NULL), TM_OK, "train");
    cr_assert_eq(tm_sentence_model_load(&model, sample_path, NULL), TM_OK, "load");
    return model;
}

#endif
