/* Ways to score candidates; each is a file of its own. */
#ifndef TM_KEYWORDS_SCORERS_H
#define TM_KEYWORDS_SCORERS_H

#include "keywords/candidates.h"

/* Set the scores; 0 leaves a candidate out. Errors: TM_ENOMEM. */
typedef tm_status (*tm__phrase_scorer)(struct tm__candidates *candidates,
                                       const struct tm__facts *facts,
                                       const struct tm__tokens *tokens, tm_error *err);

/* By tm_keyword_algorithm. */
tm_status tm__score_by_rarity(struct tm__candidates *candidates, const struct tm__facts *facts,
                              const struct tm__tokens *tokens, tm_error *err);
tm_status tm__score_by_textrank(struct tm__candidates *candidates, const struct tm__facts *facts,
                                const struct tm__tokens *tokens, tm_error *err);
tm_status tm__score_by_rake(struct tm__candidates *candidates, const struct tm__facts *facts,
                            const struct tm__tokens *tokens, tm_error *err);
tm_status tm__score_by_yake(struct tm__candidates *candidates, const struct tm__facts *facts,
                            const struct tm__tokens *tokens, tm_error *err);

#endif
