#include "crows.h"

#include <cstring>

namespace {

typedef uint8_t bytes64 __attribute__((ext_vector_type(64)));
typedef bool bits64 __attribute__((ext_vector_type(64)));

constexpr size_t width = 64;

struct block {
    bytes64 bytes;

    block(const uint8_t *from, size_t rest) {
        if (rest >= width) {
            memcpy(&bytes, from, width);
        } else {
            uint8_t copy[width] = {};
            memcpy(copy, from, rest);
            memcpy(&bytes, copy, width);
        }
    }

    uint64_t equal(uint8_t byte) const {
        return __builtin_bit_cast(
            uint64_t, __builtin_convertvector(bytes == (bytes64)(byte), bits64));
    }

    uint64_t high() const {
        return __builtin_bit_cast(
            uint64_t, __builtin_convertvector((bytes & (bytes64)(uint8_t)0x80) != 0, bits64));
    }
};

/// The first `count` bits.
uint64_t first(size_t count) { return count >= width ? ~0ull : (1ull << count) - 1; }

/// Each bit tells whether the number of ones up to it, itself included, is odd.
uint64_t parity(uint64_t bits) {
    for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
    return bits;
}

/// Which bytes stand inside quotes, block after block.
struct quoting {
    uint64_t inside = 0;
    /// Bits of the byte before the block: it may stand before a value, or it closes one.
    uint64_t may_open = 1;
    uint64_t has_closed = 0;

    uint64_t opening = 0, closing = 0;

    /// From each opening quote up to its closing one, that excluded.
    uint64_t step(uint64_t quotes) {
        const uint64_t span = quotes == 0 ? inside : parity(quotes) ^ inside;
        opening = quotes & span;
        closing = quotes & ~span;
        inside = static_cast<uint64_t>(static_cast<int64_t>(span) >> 63);
        return span;
    }

    /// Opening quotes that no delimiter, quote or beginning stands before.
    uint64_t misplaced(uint64_t quotes, uint64_t delimiters) {
        const uint64_t before = (quotes | delimiters) << 1 | may_open;
        may_open = (quotes | delimiters) >> 63;
        return opening & ~before;
    }

    /// Bytes right behind a closing quote.
    uint64_t behind() {
        const uint64_t behind = closing << 1 | has_closed;
        has_closed = closing >> 63;
        return behind;
    }
};

}  // namespace

extern "C" ptrdiff_t crows_line_end(
    const uint8_t *bytes, size_t length, uint8_t delimiter, int quote) {
    quoting state;
    for (size_t at = 0; at < length; at += width) {
        const block block(bytes + at, length - at);
        const uint64_t valid = first(length - at);
        const uint64_t feeds = block.equal('\n') & valid;
        const uint64_t quotes =
            quote < 0 ? 0 : block.equal(static_cast<uint8_t>(quote)) & valid;
        const uint64_t span = state.step(quotes);
        const uint64_t until = feeds == 0 ? ~0ull : (feeds & -feeds) - 1;
        if (quotes == 0) {
            state.may_open = length - at >= width && bytes[at + width - 1] == delimiter;
        } else if ((state.misplaced(quotes, block.equal(delimiter)) & until) != 0) {
            return CROWS_IRREGULAR;
        }
        if (feeds == 0) continue;
        const int place = __builtin_ctzll(feeds);
        if ((span >> place & 1) != 0) return CROWS_IRREGULAR;
        return static_cast<ptrdiff_t>(at) + place;
    }
    return CROWS_NONE;
}

extern "C" int crows_split(
    const uint8_t *bytes, size_t length, uint8_t delimiter, int quote, uint32_t *ends,
    size_t capacity, uint32_t *content) {
    quoting state;
    size_t count = 0;
    uint64_t nul = 0, high = 0, all_doubled = 0;
    uint32_t mark = 0;
    for (size_t at = 0; at < length; at += width) {
        const block block(bytes + at, length - at);
        const uint64_t valid = first(length - at);
        nul |= block.equal(0) & valid;
        high |= block.high();
        const uint64_t quotes =
            quote < 0 ? 0 : block.equal(static_cast<uint8_t>(quote)) & valid;
        uint64_t delimiters = block.equal(delimiter) & valid;
        uint64_t doubled = 0;
        if ((quotes | state.inside | state.has_closed) != 0) {
            delimiters &= ~state.step(quotes);
            const uint64_t behind = state.behind() & valid;
            const uint64_t misplaced = state.misplaced(quotes, delimiters);
            if ((misplaced | (behind & ~(quotes | delimiters))) != 0) return CROWS_IRREGULAR;
            doubled = behind & state.opening;
            all_doubled |= doubled;
        } else {
            state.may_open = delimiters >> 63;
        }
        if (count + static_cast<size_t>(__builtin_popcountll(delimiters)) >= capacity) {
            return CROWS_TOO_MANY;
        }
        const uint32_t base = static_cast<uint32_t>(at);
        uint64_t seen = 0;
        while (delimiters != 0) {
            const uint64_t before = (delimiters & -delimiters) - 1;
            if ((doubled & before & ~seen) != 0) mark = CROWS_DOUBLED;
            seen = before;
            ends[count++] = (base + static_cast<uint32_t>(__builtin_ctzll(delimiters))) | mark;
            mark = 0;
            delimiters &= delimiters - 1;
        }
        if ((doubled & ~seen) != 0) mark = CROWS_DOUBLED;
    }
    if (state.inside != 0) return CROWS_IRREGULAR;
    if (count >= capacity) return CROWS_TOO_MANY;
    ends[count++] = static_cast<uint32_t>(length) | mark;
    *content = (nul != 0 ? CROWS_HAS_NUL : 0) | (high != 0 ? CROWS_HAS_HIGH_BYTE : 0)
        | (all_doubled != 0 ? CROWS_HAS_DOUBLED_QUOTE : 0);
    return static_cast<int>(count);
}
