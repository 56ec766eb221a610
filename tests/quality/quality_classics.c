/* ROUGE of the classic methods of summarising: three sentences of the first 300 of cnndm_val. */
#include "quality.h"

#include <jansson.h>
#include <tm.h>

enum { RECORDS = 300 };

/* What was measured, less .005. Behind them what sumy has, and LEAD of raw text has .296/.115. */
static const struct method {
    const char *name;
    tm_summary_algorithm algorithm;
    double rouge1, rouge2;
} methods[] = {
    {"lead", TM_SUMMARY_LEAD, .298, .114},
    {"luhn", TM_SUMMARY_LUHN, .267, .091}, /* .264/.089 */
    {"edmundson", TM_SUMMARY_EDMUNDSON, .289, .101},
    {"lexrank", TM_SUMMARY_LEXRANK, .275, .097},   /* .267/.085 */
    {"textrank", TM_SUMMARY_TEXTRANK, .268, .094}, /* .258/.090 */
    {"textrank-bm25", TM_SUMMARY_TEXTRANK_BM25, .267, .094},
    {"lsa", TM_SUMMARY_LSA, .222, .069}, /* .238/.077: better */
    {"sumbasic", TM_SUMMARY_SUMBASIC, .262, .067},
    {"kl", TM_SUMMARY_KL, .248, .066}, /* .236/.074 */
    {"centroid", TM_SUMMARY_CENTROID, .272, .095},
    {"mmr", TM_SUMMARY_MMR, .271, .089},
    {"bigrams", TM_SUMMARY_BIGRAMS, .268, .092},
};
enum { METHODS = sizeof methods / sizeof *methods };

static tm_text text_of(const json_t *record, const char *field)
{
    const json_t *value = json_array_get(json_object_get(record, field), 0);

    return (tm_text){json_string_value(value), json_string_length(value)};
}

static bool score(tm_rouge_score *sum, const struct method *method, const json_t *record)
{
    const tm_text article = text_of(record, "documents"), reference = text_of(record, "references");
    tm_rouge_score s[TM_ROUGE_MEASURES];
    tm_summary_options o = TM_SUMMARY_INIT;
    tm_summary *summary;
    bool ok;

    o.algorithm = method->algorithm;
    if (tm_summarize(&summary, &article, 1, &o, NULL, NULL) != TM_OK)
        return false;
    ok = tm_evaluate_rouge(s, (tm_text){summary->text, summary->text_size}, &reference, 1, NULL,
                           NULL) == TM_OK;
    sum[0].f += s[TM_ROUGE_1].f / RECORDS;
    sum[1].f += s[TM_ROUGE_2].f / RECORDS;
    tm_summary_free(summary);
    return ok;
}

int main(int argc, char **argv)
{
    static tm_rouge_score sum[METHODS][2];
    struct quality_file f = quality_open(argc > 1 ? argv[1] : ".", "summary/cnndm_val.jsonl.gz");
    bool ok = true;

    for (size_t r = 0; r < RECORDS && ok && quality_line(&f); r++) {
        json_t *record = json_loads(f.line, 0, NULL);
        for (size_t m = 0; m < METHODS && ok; m++)
            ok = record && score(sum[m], &methods[m], record);
        json_decref(record);
    }
    for (size_t m = 0; m < METHODS; m++) {
        char name[64];
        snprintf(name, sizeof name, "%s ROUGE-1", methods[m].name);
        ok &= quality_floor(name, sum[m][0].f, methods[m].rouge1);
        snprintf(name, sizeof name, "%s ROUGE-2", methods[m].name);
        ok &= quality_floor(name, sum[m][1].f, methods[m].rouge2);
    }
    return !ok;
}
