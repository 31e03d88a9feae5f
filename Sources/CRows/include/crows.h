#ifndef CROWS_H
#define CROWS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// For rows of delimited text, 64 bytes at a time.
///
/// Quotes are regular where each one that opens stands at the start of a value and each one that
/// closes stands at its end. Only such rows are cut here; the others are left to the caller.
enum {
    CROWS_NONE = -1,
    CROWS_IRREGULAR = -2,
    CROWS_TOO_MANY = -3,
    /// In place of a quote: quotes are ordinary characters.
    CROWS_NO_QUOTE = -1,
};

/// What a row holds.
enum {
    CROWS_HAS_NUL = 1,
    CROWS_HAS_HIGH_BYTE = 2,
    CROWS_HAS_DOUBLED_QUOTE = 4,
};

/// Set in an end behind a value in which quotes are doubled.
#define CROWS_DOUBLED 0x80000000u

/// The first line feed, if it ends a row of regular quotes; `CROWS_NONE` when there is no line
/// feed, `CROWS_IRREGULAR` when it may stand within a value.
ptrdiff_t crows_line_end(const uint8_t *bytes, size_t length, uint8_t delimiter, int quote);

/// Writes where each value of one row ends, the last one included.
///
/// Returns their number, `CROWS_IRREGULAR`, or `CROWS_TOO_MANY`, in which case `content` is not
/// complete. `length` is under 2^31.
int crows_split(
    const uint8_t *bytes, size_t length, uint8_t delimiter, int quote, uint32_t *ends,
    size_t capacity, uint32_t *content);

#ifdef __cplusplus
}
#endif

#endif
