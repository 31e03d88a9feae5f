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
    /// The length fits the country's plan, the number is not assigned.
    CPHONE_POSSIBLE = 1,
    CPHONE_VALID = 2,
};

/// The library's number types, in its order.
enum {
    CPHONE_FIXED_LINE = 0,
    CPHONE_MOBILE = 1,
    CPHONE_FIXED_LINE_OR_MOBILE = 2,
    CPHONE_TOLL_FREE = 3,
    CPHONE_PREMIUM_RATE = 4,
    CPHONE_SHARED_COST = 5,
    CPHONE_VOIP = 6,
    CPHONE_PERSONAL_NUMBER = 7,
    CPHONE_PAGER = 8,
    CPHONE_UAN = 9,
    CPHONE_VOICEMAIL = 10,
    CPHONE_UNKNOWN = 11,
};

typedef struct {
    int32_t validity;
    int32_t type;
    char e164[CPHONE_E164_CAPACITY];
} cphone_number;

/// Reads a number; `region` is an ISO 3166 code, or "ZZ" when national forms cannot be read.
void cphone_parse(
    const char *text, size_t length, const char *region, cphone_number *number);

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
