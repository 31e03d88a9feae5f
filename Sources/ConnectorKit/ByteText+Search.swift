import CJSON

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension ByteText {
    /// Where exactly this ASCII text first stands, from `start` on. Fast where its first character
    /// is rare.
    package static func firstIndex(
        of text: StaticString, in bytes: Bytes, from start: Int = 0
    ) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        let count = text.utf8CodeUnitCount
        let end = bytes.count - count
        var at = start
        while at <= end, let place = firstIndex(of: text.utf8Start[0], in: bytes, from: at) {
            if place > end { return nil }
            if memcmp(base + place, text.utf8Start, count) == 0 { return place }
            at = place + 1
        }
        return nil
    }

    /// Whether the bytes are valid UTF-8.
    package static func isUTF8(_ bytes: Bytes) -> Bool {
        guard let base = bytes.baseAddress else { return true }
        return cjson_is_utf8(base, bytes.count) == 1
    }
}
