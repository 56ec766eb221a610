/* British spellings of English words as American ones, so that both count as one term. */
#ifndef TM_PHRASES_VARIANT_H
#define TM_PHRASES_VARIANT_H

#include <stdbool.h>
#include <stddef.h>

enum { TM__LONGEST_VARIANT = 24 /* bytes */ };

/*
 * A key that "defence" and "defense", "Organisers" and "organizers" share; of no use but to
 * compare, as "promise" becomes "promize". Goes by endings.
 *
 * @param out   [TM__LONGEST_VARIANT] in lower case, without a zero at its end
 * @param size  of the word, and of the key
 * @return false if the word has none of these endings; out and size are as they were
 */
bool tm__american(char *out, const char *word, size_t *size);

#endif
