#include "evaluate_rouge.h"

#include "bar.h"
#include "floors.h"
#include "json.h"
#include "output.h"
#include "rouge_file.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[TM_ROUGE_MEASURES] = {"rouge1", "rouge2", "rougeL", "rougeLsum",
                                                     "rougeSU4"};

/* The scores of one file. */
struct result {
    struct rouge_file file;
    size_t *where;         /* [records] */
    tm_rouge_score *score; /* [records][TM_ROUGE_MEASURES] */
    tm_rouge_score mean[TM_ROUGE_MEASURES];
    double low[TM_ROUGE_MEASURES], high[TM_ROUGE_MEASURES]; /* of F */
    double p[TM_ROUGE_MEASURES]; /* that the difference of F to the first file is chance */
};

struct work {
    const struct rouge_task *task;
    struct rouge_file gold;
    struct result *result;
    size_t results;
    tm_run run;
    double *f, *first; /* [records] one measure of a file, and of the first */
};

static int score_records(struct work *w, struct result *r, struct cli_bar *bar)
{
    const size_t records = w->gold.count;
    tm_rouge_options options = TM_ROUGE_INIT;
    tm_error err;

    options.language = w->task->common->lang;
    options.no_stem = !w->task->stem;
    options.references = w->task->references;
    r->score = cli_alloc(records * TM_ROUGE_MEASURES, sizeof *r->score);
    for (size_t i = 0; i < records; i++) {
        const size_t texts = w->gold.record[i].texts;
        tm_text *reference = cli_alloc(texts, sizeof *reference);
        tm_status status;

        for (size_t k = 0; k < texts; k++)
            reference[k] = rouge_file_text(&w->gold, i, k);
        status = tm_evaluate_rouge(r->score + i * TM_ROUGE_MEASURES,
                                   rouge_file_text(&r->file, r->where[i], 0), reference, texts,
                                   &options, &err);
        free(reference);
        if (status != TM_OK)
            return cli_library_error(&err);
        cli_bar_update(bar, "rouge", i + 1, records);
    }
    return CLI_GO_ON;
}

static void find_means(struct work *w, struct result *r)
{
    const double share = 1 / (double)w->gold.count;

    for (size_t i = 0; i < w->gold.count * TM_ROUGE_MEASURES; i++) {
        r->mean[i % TM_ROUGE_MEASURES].precision += r->score[i].precision * share;
        r->mean[i % TM_ROUGE_MEASURES].recall += r->score[i].recall * share;
        r->mean[i % TM_ROUGE_MEASURES].f += r->score[i].f * share;
    }
}

static void take_measure(double *f, const struct work *w, const struct result *r, size_t measure)
{
    for (size_t i = 0; i < w->gold.count; i++)
        f[i] = r->score[i * TM_ROUGE_MEASURES + measure].f;
}

static int test_measures(struct work *w, struct result *r)
{
    const size_t records = w->gold.count, samples = w->task->samples;
    tm_status status = TM_OK;
    tm_error err;

    for (size_t m = 0; m < TM_ROUGE_MEASURES && status == TM_OK; m++) {
        take_measure(w->f, w, r, m);
        take_measure(w->first, w, w->result, m);
        status = tm_evaluate_interval(&r->low[m], &r->high[m], w->f, records, w->task->level,
                                      samples, &w->run, &err);
        if (status == TM_OK)
            status = tm_evaluate_paired(&r->p[m], w->f, w->first, records, samples, &w->run, &err);
    }
    return status == TM_OK ? CLI_GO_ON : cli_library_error(&err);
}

static int score_file(struct work *w, struct result *r, const char *path, struct cli_bar *bar)
{
    int status = rouge_file_read_summaries(&r->file, path);

    if (status == CLI_GO_ON)
        status = rouge_file_join(&r->where, &w->gold, &r->file);
    if (status == CLI_GO_ON)
        status = score_records(w, r, bar);
    if (status != CLI_GO_ON)
        return status;
    find_means(w, r);
    return test_measures(w, r);
}

static void write_text_of(FILE *file, const struct work *w, size_t n)
{
    const struct result *r = &w->result[n];
    char heading[32];

    snprintf(heading, sizeof heading, "%g %% of F", 100 * w->task->level);
    fprintf(file, "%-10s %9s %9s %9s   %-17s%s\n", "", "precision", "recall", "F", heading,
            n ? "  less [1]         p" : "");
    for (size_t m = 0; m < TM_ROUGE_MEASURES; m++) {
        fprintf(file, "%-10s %9.4f %9.4f %9.4f   %.4f to %.4f", names[m], r->mean[m].precision,
                r->mean[m].recall, r->mean[m].f, r->low[m], r->high[m]);
        if (n)
            fprintf(file, "   %+9.4f  %8.4f", r->mean[m].f - w->result[0].mean[m].f, r->p[m]);
        fputc('\n', file);
    }
}

static void write_text(FILE *file, const struct work *w)
{
    fprintf(file, "%zu records\n", w->gold.count);
    for (size_t n = 0; n < w->results; n++) {
        if (w->results > 1)
            fprintf(file, "\n[%zu] %s\n", n + 1, w->result[n].file.path);
        write_text_of(file, w, n);
    }
}

static void write_scores(FILE *file, const tm_rouge_score *score)
{
    fprintf(file, "{\"precision\":%.12g,\"recall\":%.12g,\"f\":%.12g", score->precision,
            score->recall, score->f);
}

static void write_json(FILE *file, const struct work *w)
{
    fputc('[', file);
    for (size_t n = 0; n < w->results; n++) {
        const struct result *r = &w->result[n];
        fputs(n ? ",\n {\"file\":" : "{\"file\":", file);
        cli_json_string(file, (tm_text){r->file.path, strlen(r->file.path)});
        fprintf(file, ",\"records\":%zu", w->gold.count);
        for (size_t m = 0; m < TM_ROUGE_MEASURES; m++) {
            fprintf(file, ",\"%s\":", names[m]);
            write_scores(file, &r->mean[m]);
            fprintf(file, ",\"low\":%.12g,\"high\":%.12g", r->low[m], r->high[m]);
            if (n)
                fprintf(file, ",\"less_first\":%.12g,\"p\":%.12g",
                        r->mean[m].f - w->result[0].mean[m].f, r->p[m]);
            fputc('}', file);
        }
        fputc('}', file);
    }
    fputs("]\n", file);
}

static void write_tsv(FILE *file, const struct work *w)
{
    fputs("file\trecords", file);
    for (size_t m = 0; m < TM_ROUGE_MEASURES; m++)
        fprintf(file, "\t%s", names[m]);
    fputc('\n', file);
    for (size_t n = 0; n < w->results; n++) {
        fprintf(file, "%s\t%zu", w->result[n].file.path, w->gold.count);
        for (size_t m = 0; m < TM_ROUGE_MEASURES; m++)
            fprintf(file, "\t%.12g", w->result[n].mean[m].f);
        fputc('\n', file);
    }
}

static void write_jsonl(FILE *file, const struct work *w)
{
    for (size_t n = 0; n < w->results; n++)
        for (size_t i = 0; i < w->gold.count; i++) {
            fputs("{\"file\":", file);
            cli_json_string(file,
                            (tm_text){w->result[n].file.path, strlen(w->result[n].file.path)});
            fputs(",\"id\":", file);
            cli_json_string(file, rouge_file_id(&w->gold, i));
            for (size_t m = 0; m < TM_ROUGE_MEASURES; m++) {
                fprintf(file, ",\"%s\":", names[m]);
                write_scores(file, &w->result[n].score[i * TM_ROUGE_MEASURES + m]);
                fputc('}', file);
            }
            fputs("}\n", file);
        }
}

static int write_results(const struct work *w)
{
    static void (*const writers[])(FILE *, const struct work *) = {
        [ROUGE_TEXT] = write_text,
        [ROUGE_JSON] = write_json,
        [ROUGE_TSV] = write_tsv,
        [ROUGE_JSONL] = write_jsonl,
    };
    struct cli_output output;
    const int status = cli_output_open(&output, w->task->common->output, CLI_NEVER);

    if (status != CLI_GO_ON)
        return status;
    writers[w->task->format](output.file, w);
    return cli_output_close(&output);
}

/* CLI_DONE, CLI_FAILED or CLI_WRONG_USE. */
static int check_floors(const struct work *w)
{
    int status = cli_floors_check(w->task->floors, names, TM_ROUGE_MEASURES, NULL, NULL);

    for (size_t n = 0; n < w->results && status != CLI_WRONG_USE; n++) {
        double f[TM_ROUGE_MEASURES];
        for (size_t m = 0; m < TM_ROUGE_MEASURES; m++)
            f[m] = w->result[n].mean[m].f;
        if (cli_floors_check(w->task->floors, names, TM_ROUGE_MEASURES, f,
                             w->result[n].file.path) != CLI_DONE)
            status = CLI_FAILED;
    }
    return status;
}

static void release(struct work *w)
{
    for (size_t n = 0; n < w->results; n++) {
        rouge_file_free(&w->result[n].file);
        free(w->result[n].where);
        free(w->result[n].score);
    }
    rouge_file_free(&w->gold);
    free(w->result);
    free(w->f);
    free(w->first);
}

static bool has_letter(tm_text text)
{
    for (size_t i = 0; i < text.size; i++)
        if ((text.data[i] >= 'a' && text.data[i] <= 'z') ||
            (text.data[i] >= 'A' && text.data[i] <= 'Z'))
            return true;
    return false;
}

/* Without a language, words of other scripts count for nothing. */
static void warn_of_script(const struct work *w)
{
    bool texts = false;

    if (w->task->common->lang)
        return;
    for (size_t i = 0; i < w->gold.count; i++)
        for (size_t k = 0; k < w->gold.record[i].texts; k++) {
            if (has_letter(rouge_file_text(&w->gold, i, k)))
                return;
            texts |= rouge_file_text(&w->gold, i, k).size > 0;
        }
    if (texts)
        cli_message("%s: no word of the letters a to z, and no others count without --lang",
                    w->gold.path);
}

int evaluate_rouge(const struct rouge_task *task, const char *gold, char *const *paths,
                   size_t count)
{
    struct work w = {.task = task};
    struct cli_bar bar;
    int status = check_floors(&w);

    if (status != CLI_DONE)
        return status;
    cli_bar_start(&bar, task->common->progress);
    w.run = cli_run(task->common, &bar);
    status = rouge_file_read_gold(&w.gold, gold);
    if (status == CLI_GO_ON)
        warn_of_script(&w);
    w.result = cli_alloc(count, sizeof *w.result);
    memset(w.result, 0, count * sizeof *w.result);
    w.results = count;
    w.f = cli_alloc(w.gold.count + 1, sizeof *w.f);
    w.first = cli_alloc(w.gold.count + 1, sizeof *w.first);
    for (size_t n = 0; n < count && status == CLI_GO_ON; n++)
        status = score_file(&w, &w.result[n], paths[n], &bar);
    cli_bar_stop(&bar);
    if (status == CLI_GO_ON)
        status = write_results(&w);
    if (status == CLI_DONE)
        status = check_floors(&w);
    release(&w);
    return status;
}
