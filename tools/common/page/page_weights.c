#include "page/page_model.h"

const struct page_weights page_weights = {{0}, {0}, {0}, 0};
