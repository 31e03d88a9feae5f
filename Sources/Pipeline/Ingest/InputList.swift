/// A list of inputs in a file, as `ls` or `find -print0` write it.
package enum InputList {
    /// The paths of a list: one a line, or each before a NUL when the list holds one, so that a
    /// path may hold a line feed.
    ///
    /// - Throws: ``Failure`` (65) for a list that is no UTF-8.
    package static func paths(in bytes: [UInt8], name: String) throws(Failure) -> [String] {
        let separatedByNUL = bytes.contains(0)
        var paths: [String] = []
        for part in bytes.split(separator: separatedByNUL ? 0 : 0x0a) {
            let isFromWindows = !separatedByNUL && part.last == 0x0d
            let bytes = isFromWindows ? part.dropLast() : part
            guard let path = String(validating: bytes, as: UTF8.self) else {
                throw Failure(
                    exitCode: 65, message: "\(name) holds a path that is not UTF-8",
                    advice: "Rename the file, or write the list as UTF-8.")
            }
            if !path.isEmpty { paths.append(path) }
        }
        return paths
    }
}
