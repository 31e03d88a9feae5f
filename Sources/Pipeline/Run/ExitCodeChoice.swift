/// The exit code of a run of several steps.
package enum ExitCodeChoice {
    /// The gravest first: a defect before settings, settings before what a retry may mend.
    private static let order: [Int32] = [70, 78, 77, 73, 74, 75, 66, 65, 1]

    /// - Parameter codes: Of the steps; 0 for those that went well.
    package static func of(_ codes: [Int32]) -> Int32 {
        let codes = codes.map(settled)
        if let signal = codes.first(where: { $0 > 128 }) { return signal }
        return order.first(where: codes.contains) ?? 0
    }

    /// Usage that is wrong in a file is a setting that is wrong, and what is no code is a defect.
    static func settled(_ code: Int32) -> Int32 {
        if code == 64 { return 78 }
        return code == 0 || code > 128 || order.contains(code) ? code : 70
    }
}
