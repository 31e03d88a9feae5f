import ConnectorKit
import JourneyModel
import Testing

@Suite struct `Mistakes in JSON` {
    private func rejection(_ text: String) -> Rejection? {
        PaddedBytes(Array(text.utf8)).withUnsafeBytes { bytes in
            do throws(Rejection) {
                _ = try JSONParser().parse(bytes)
                return nil
            } catch {
                return error
            }
        }
    }

    @Test(arguments: [
        (#"{"a":01}"#, 6, "begins with 0"), (#"{"a":[1,-007]}"#, 9, "begins with 0"),
        (#"{"a":+1}"#, 6, "begins with +"), (#"{"a":.5}"#, 6, "begins with a point"),
        (#"{"a":1.}"#, 6, "ends with a point"), (#"{"a":1e}"#, 6, "exponent"),
        (#"{"a":-}"#, 6, "sign"), (#"{"a":-Infinity}"#, 6, "Infinity"),
        (#"{"a":12ab}"#, 6, "no digit"), (#"{"a":1e400,"b":01}"#, 16, "begins with 0"),
    ])
    func `of a number are said with their place`(text: String, column: Int, words: String) {
        let rejection = rejection(text)

        #expect(rejection?.reason == .badNumber)
        #expect(rejection?.message.hasPrefix("At column \(column) of the record ") == true)
        #expect(rejection?.message.contains(words) == true, "\(rejection?.message ?? "")")
    }

    @Test(arguments: [
        (#"{"a":1,}"#, 7, "comma stands behind"), (#"{"a":1 "b":2}"#, 8, "comma is missing"),
        (#"{"a" 1}"#, 6, "colon"), (#"{a:1}"#, 2, "name"), (#"{'a':1}"#, 2, "name"),
        (#"{"a":'b'}"#, 6, "double quotes"), (#"{"a":True}"#, 6, "word"),
        (#"{"a":NaN}"#, 6, "word"), (#"{"a":}"#, 6, "value is missing"),
        (#"{"a":[1}"#, 8, "bracket"), (#"{"a":1}{"b":2}"#, 8, "two records"),
        (#"{"a":"\x"}"#, 7, "backslash"), (#"{"a":"\u12"}"#, 7, "hexadecimal"),
        ("{\"a\":\"x\ty\"}", 8, "tab"), (#"{"a":[1,2"#, 10, "too early"),
        (#"{"a":"b"#, 6, "never closed"), ("", 1, "too early"),
    ])
    func `of the grammar are said with their place`(text: String, column: Int, words: String) {
        let rejection = rejection(text)

        #expect(rejection?.reason == .notJSON)
        #expect(
            rejection?.message.hasPrefix("At column \(column) of the record ") == true,
            "\(rejection?.message ?? "")")
        #expect(rejection?.message.contains(words) == true, "\(rejection?.message ?? "")")
    }

    @Test func `in a record over several lines are said with the line`() {
        let message = rejection("{\n  \"a\": 1\n  \"b\": 2\n}")?.message

        #expect(
            message?.hasPrefix("At line 3, column 3 of the record ") == true, "\(message ?? "")")
    }

    @Test func `quote nothing of the record`() {
        let message = rejection(#"{"phone":0301234567,"name":"Ann"}"#)?.message ?? ""

        #expect(!message.contains("030") && !message.contains("Ann"), "\(message)")
    }
}
