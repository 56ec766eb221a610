#include "base/memory.h"
#include "base/status.h"
#include "evaluate/assignment.h"
#include "evaluate/contingency.h"
#include "evaluate/expected_mi.h"

#include <tm/evaluate.h>

#include <float.h>
#include <math.h>
#include <string.h>

static double entropy(const uint32_t *size, size_t clusters, double n)
{
    double h = 0;

    for (size_t i = 0; i < clusters; i++)
        h -= size[i] / n * (log(size[i]) - log(n));
    return h;
}

static double mutual_information(const struct tm__contingency *t)
{
    const double n = (double)t->rows;
    double sum = 0;

    for (size_t c = 0; c < t->cells; c++) {
        const double both = t->cell[c].count;
        sum += both / n *
               (log(both) + log(n) - log(t->gold_size[t->cell[c].gold]) -
                log(t->predicted_size[t->cell[c].predicted]));
    }
    return fmax(sum, 0);
}

static double harmonic(double a, double b)
{
    return a + b > 0 ? 2 * a * b / (a + b) : 0;
}

/* One cluster on both sides, or one a row on both: equal partitions whose entropies say nothing. */
static bool trivially_equal(const struct tm__contingency *t)
{
    return t->gold == t->predicted && (t->gold <= 1 || t->gold == t->rows);
}

static tm_status information_scores(tm_partition_scores *s, const struct tm__contingency *t,
                                    tm_error *err)
{
    const double hg = entropy(t->gold_size, t->gold, (double)t->rows);
    const double hp = entropy(t->predicted_size, t->predicted, (double)t->rows);
    const double mi = mutual_information(t), mean = (hg + hp) / 2;
    double expected, span;
    tm_status status;

    s->nmi = mean > 0 ? mi / mean : 1;
    s->homogeneity = hg > 0 ? mi / hg : 1;
    s->completeness = hp > 0 ? mi / hp : 1;
    s->v = harmonic(s->homogeneity, s->completeness);
    if (trivially_equal(t)) {
        s->nmi = s->ami = s->homogeneity = s->completeness = s->v = 1;
        return TM_OK;
    }
    status = tm__expected_mi(&expected, t, err);
    span = mean - expected;
    /* A span of nothing would turn rounding into any number. */
    s->ami = (mi - expected) / (span < 0 ? fmin(span, -DBL_EPSILON) : fmax(span, DBL_EPSILON));
    return status;
}

static double pairs(double n)
{
    return n * (n - 1) / 2;
}

static void pair_scores(tm_partition_scores *s, const struct tm__contingency *t)
{
    double together = 0, gold = 0, predicted = 0, expected, most;

    for (size_t c = 0; c < t->cells; c++)
        together += pairs(t->cell[c].count);
    for (size_t g = 0; g < t->gold; g++)
        gold += pairs(t->gold_size[g]);
    for (size_t p = 0; p < t->predicted; p++)
        predicted += pairs(t->predicted_size[p]);
    s->pair_precision = predicted > 0 ? together / predicted : 1;
    s->pair_recall = gold > 0 ? together / gold : 1;
    s->pair_f1 = harmonic(s->pair_precision, s->pair_recall);
    expected = t->rows > 1 ? gold * predicted / pairs((double)t->rows) : 0;
    most = (gold + predicted) / 2;
    s->ari = most - expected != 0 ? (together - expected) / (most - expected) : 1;
}

static void row_scores(tm_partition_scores *s, const struct tm__contingency *t)
{
    double precision = 0, recall = 0;

    for (size_t c = 0; c < t->cells; c++) {
        const double both = t->cell[c].count;
        precision += both * both / t->predicted_size[t->cell[c].predicted];
        recall += both * both / t->gold_size[t->cell[c].gold];
    }
    s->bcubed_precision = precision / (double)t->rows;
    s->bcubed_recall = recall / (double)t->rows;
    s->bcubed_f1 = harmonic(s->bcubed_precision, s->bcubed_recall);
}

/* Rows in the majority class of their cluster. */
static tm_status majority_rows(uint64_t *majority, const struct tm__contingency *t, tm_error *err)
{
    uint32_t *most = tm__calloc(t->predicted, sizeof *most);

    *majority = 0;
    if (!most)
        return tm__fail_memory(err, "comparing partitions");
    for (size_t c = 0; c < t->cells; c++)
        if (t->cell[c].count > most[t->cell[c].predicted])
            most[t->cell[c].predicted] = t->cell[c].count;
    for (size_t p = 0; p < t->predicted; p++)
        *majority += most[p];
    tm__free(most);
    return TM_OK;
}

static tm_status matching_scores(tm_partition_scores *s, const struct tm__contingency *t,
                                 tm_error *err)
{
    uint64_t matched = 0, majority = 0;
    tm_status status = tm__assignment(&matched, t, err);

    if (status == TM_OK)
        status = majority_rows(&majority, t, err);
    s->accuracy = (double)matched / (double)t->rows;
    s->purity = (double)majority / (double)t->rows;
    return status;
}

static void all_ones(tm_partition_scores *s)
{
    s->nmi = s->ami = s->ari = s->accuracy = s->homogeneity = s->completeness = s->v =
        s->bcubed_precision = s->bcubed_recall = s->bcubed_f1 = s->purity = s->pair_precision =
            s->pair_recall = s->pair_f1 = 1;
}

tm_status tm_evaluate_partition(tm_partition_scores *scores, const uint32_t *gold,
                                const uint32_t *predicted, size_t rows, tm_error *err)
{
    tm_partition_scores s = TM_PARTITION_SCORES_INIT;
    struct tm__contingency table;
    tm_status status;

    if (scores->size < sizeof scores->size || scores->size > sizeof s)
        return tm__fail(err, TM_EINVAL, "scores of %zu bytes; this library knows %zu", scores->size,
                        sizeof s);
    status = tm__contingency_new(&table, gold, predicted, rows, err);
    if (status != TM_OK)
        return status;
    s.gold = table.gold;
    s.predicted = table.predicted;
    if (rows == 0) {
        all_ones(&s);
    } else {
        pair_scores(&s, &table);
        row_scores(&s, &table);
        status = information_scores(&s, &table, err);
        if (status == TM_OK)
            status = matching_scores(&s, &table, err);
    }
    tm__contingency_release(&table);
    if (status == TM_OK) {
        s.size = scores->size;
        memcpy(scores, &s, s.size);
    }
    return status;
}
