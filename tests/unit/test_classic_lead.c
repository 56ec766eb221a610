#include "rater_sample.h"

Test(classic_lead, the_first_of_each_document)
{
    static const char *const sentences[] = {"a b.", "c d.", "e f.", "g h.", NULL};
    static const size_t documents[] = {3, 3, 5, 5};
    struct rater_sample s;

    rater_start(&s, &tm__rater_lead, sentences, documents);
    cr_expect(rater_value(&s, 0) > rater_value(&s, 2), "the first document before the second");
    cr_expect(rater_value(&s, 2) > rater_value(&s, 1), "each first before a second");
    cr_expect(rater_value(&s, 1) > rater_value(&s, 3), "and so on");
    rater_end(&s);
}

Test(classic_lead, edges)
{
    rater_edges(&tm__rater_lead);
}
