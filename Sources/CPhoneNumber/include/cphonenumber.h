#ifndef CPHONENUMBER_H
#define CPHONENUMBER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Bytes that hold any number in E.164, with its final NUL.
enum { CPHONE_E164_CAPACITY = 32 };

enum {
    /// Not a telephone number.
    CPHONE_NONE = 0,
    /// The length fits the country's plan; the number is not assigned, or that was not asked.
    CPHONE_POSSIBLE = 1,
    CPHONE_VALID = 2,
};

typedef struct {
    int32_t validity;
    char e164[CPHONE_E164_CAPACITY];
} cphone_number;

/// Reads a number; `region` is an ISO 3166 code, or "ZZ" when national forms cannot be read.
/// Whether it is assigned takes as long to find out as all the rest.
void cphone_parse(
    const char *text, size_t length, const char *region, int asks_assignment,
    cphone_number *number);

/// Whether the library knows the region.
int cphone_knows_region(const char *region);

/// The country calling code of a region, 0 for an unknown one.
int32_t cphone_country_code(const char *region);

/// Calls `found` for each valid number in a text, in order of appearance.
void cphone_find(
    const char *text, size_t length, const char *region, void *context,
    void (*found)(void *context, const char *e164));

#ifdef __cplusplus
}
#endif

#endif
