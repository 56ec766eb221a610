/* Four languages that do not exist, and a model of them. */
#ifndef LANGUAGE_SAMPLE_H
#define LANGUAGE_SAMPLE_H

#include "fault_alloc.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { SAMPLES = 240, SAMPLE_BYTES = 64, SAMPLE_ROWS = 2000 };

static const char *const sample_code[] = {"aba", "eci", "udo", "ru"};
static const char *const sample_syllable[][4] = {
    {"ba", "bar", "la", "ab"},
    {"ce", "cin", "tle", "ec"},
    {"du", "dor", "nu", "od"},
    {"\u0434\u0430", "\u043D\u0435", "\u0448\u043E", "\u0440\u0443"},
};
static char sample_text[SAMPLES][SAMPLE_BYTES];
static tm_language_sample samples[SAMPLES];
static char sample_path[64];

/* Words of two or three syllables; which, depends on the number alone. */
static void sample_write(char *out, unsigned language, unsigned number)
{
    out[0] = '\0';
    for (unsigned w = 0; w < 3; w++) {
        for (unsigned s = 0; s < 2 + (number + w) % 2; s++)
            strcat(out, sample_syllable[language][(number * 7 + w * 3 + s * 5 + number / 4) % 4]);
        strcat(out, " ");
    }
}

static void sample_setup(void)
{
    for (unsigned i = 0; i < SAMPLES; i++) {
        sample_write(sample_text[i], i % 4, i / 4);
        samples[i].code = sample_code[i % 4];
        samples[i].text.data = sample_text[i];
        samples[i].text.size = strlen(sample_text[i]);
    }
    snprintf(sample_path, sizeof sample_path, "/tmp/tm_language_%ld.tm", (long)getpid());
}

static void sample_teardown(void)
{
    remove(sample_path);
}

static tm_status sample_train(const char *path, const tm_run *run, tm_language_report *report)
{
    tm_language_options options = TM_LANGUAGE_INIT;

    options.rows = SAMPLE_ROWS;
    options.epochs = 10;
    return tm_language_train(path, report, samples, SAMPLES, &options, run, NULL);
}

static tm_language *sample_model(void)
{
    tm_language *model;

    cr_assert_eq(sample_train(sample_path, NULL, NULL), TM_OK, "train");
    cr_assert_eq(tm_language_load(&model, sample_path, NULL), TM_OK, "load");
    return model;
}

#endif
