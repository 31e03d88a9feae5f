import CJSON
import JourneyModel

/// Parses JSON records, one after the other, into the same buffers.
///
/// The whole record is checked: grammar, UTF-8, numbers, depth and NUL characters. Values point
/// into the parser, so they live until the next ``parse(_:)``.
package final class JSONParser {
    private let handle: OpaquePointer

    package init() {
        guard let handle = cjson_parser_new(Limits.jsonDepth) else {
            preconditionFailure("no memory for a JSON parser")
        }
        self.handle = handle
    }

    deinit { cjson_parser_free(handle) }

    /// The root of one record.
    ///
    /// A number that fits no 64-bit type becomes a string of its digits, half of a surrogate pair
    /// becomes U+FFFD: what is not read costs no record, and what is read says what it is.
    ///
    /// - Parameter record: ``Limits/readPadding`` bytes behind it are readable.
    package func parse(_ record: UnsafeRawBufferPointer) throws(Rejection) -> JSONValue {
        guard record.count <= Limits.recordBytes else { throw .tooLong }
        let (code, document) = parsed(record)
        if let value = Self.root(document) { return value }
        if code == CJSON_BAD_NUMBER || code == CJSON_BAD_STRING,
            let mended = JSONMending.mended(record)
        {
            let again = PaddedBytes(mended).withUnsafeBytes { parsed($0) }
            if let value = Self.root(again.document) { return value }
            throw Self.rejection(of: again.code, record)
        }
        throw Self.rejection(of: code, record)
    }

    /// Strings are copied into the parser, so the bytes may go.
    private func parsed(
        _ record: UnsafeRawBufferPointer
    ) -> (code: Int, document: cjson_document?) {
        guard let base = record.baseAddress else { return (Int(CJSON_NOT_JSON), nil) }
        var document = cjson_document()
        let bytes = base.assumingMemoryBound(to: UInt8.self)
        let code = cjson_parse(handle, bytes, record.count, &document)
        return (Int(code), Int(code) == Int(CJSON_OK) ? document : nil)
    }

    private static func root(_ document: cjson_document?) -> JSONValue? {
        guard let tape = document?.tape, let strings = document?.strings else { return nil }
        return JSONValue(tape: tape, strings: strings, index: 1)
    }

    private static func rejection(of code: Int, _ record: UnsafeRawBufferPointer) -> Rejection {
        switch code {
        case CJSON_TOO_DEEP:
            Rejection(
                .tooDeep,
                "The record nests deeper than \(Limits.jsonDepth) levels; send it flatter.")
        case CJSON_BAD_ENCODING:
            Rejection(.badEncoding, "The record is not valid UTF-8; export it as UTF-8.")
        case CJSON_NUL:
            Rejection(.nulByte, "The record holds a NUL character; remove it.")
        default:
            JSONMistake.first(in: record)?.rejection(in: record)
                ?? Rejection(
                    .notJSON, "The record is not one JSON value; look for a cut or merged line.")
        }
    }
}

extension Rejection {
    package static var tooLong: Rejection {
        Rejection(
            .tooLong,
            "The record is longer than \(Limits.recordBytes) bytes; split it or leave it out.")
    }
}
