/*
 * claim: a three-sentence summary of each of 200 articles, by LexRank
 * data: articles_200
 * threads: 1
 *
 * An article a line. The library's own default is slower than LexRank: ours/coverage.c.
 */
#include "articles.h"

int main(int argc, char **argv)
{
    tm_summary_options options = TM_SUMMARY_INIT;

    options.algorithm = TM_SUMMARY_LEXRANK;
    return bench_articles(argc, argv, options);
}
