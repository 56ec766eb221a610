/* Raised whenever the same text gives other terms than before: models made before are refused. */
#ifndef TM_TEXT_VERSION_H
#define TM_TEXT_VERSION_H

#define TM__TEXT_VERSION 1u

#endif
