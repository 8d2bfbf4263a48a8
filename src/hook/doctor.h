/* Runtime::doctor(): what of this process yields, what does not, and why. */
#ifndef COROKIT_DOCTOR_H
#define COROKIT_DOCTOR_H

#include "php.h"

/* A list of ['name', 'status', 'slots', 'why']. The caller owns it. */
void corokit_doctor_examine(zval *result);
void corokit_doctor_print(const HashTable *rows);

#endif
