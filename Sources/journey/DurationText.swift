import ArgumentParser
import Pipeline

/// Durations as options take them.
enum DurationText {
    static func seconds(_ text: String, of option: String) throws -> Int {
        guard let seconds = DurationWords.seconds(text) else {
            throw ValidationError("\(option) \(text): \(DurationWords.form)")
        }
        return seconds
    }
}
