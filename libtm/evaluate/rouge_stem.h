/* Porter's stemmer as NLTK spells it, which is what published ROUGE figures were counted with. */
#ifndef TM_EVALUATE_ROUGE_STEM_H
#define TM_EVALUATE_ROUGE_STEM_H

#include <stddef.h>

/*
 * Stem a word of letters a-z and digits in place; returns its new size, never larger. Porter (1980)
 * with the changes of NLTK's default mode. Cost linear.
 */
size_t tm__rouge_stem(char *word, size_t size);

#endif
