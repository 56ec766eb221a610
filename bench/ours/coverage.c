/*
 * claim: a three-sentence summary of each of 200 articles, by the default
 * data: articles_200
 * threads: 1
 *
 * An article a line.
 */
#include "articles.h"

int main(int argc, char **argv)
{
    const tm_summary_options options = TM_SUMMARY_INIT;

    return bench_articles(argc, argv, options);
}
