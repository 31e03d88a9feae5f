/// Something that can stand as an attribute of a drawing.
package protocol SVGValue {
    var svgText: String { get }
}

extension String: SVGValue {
    package var svgText: String { self }
}

extension Int: SVGValue {
    package var svgText: String { String(self) }
}

extension Double: SVGValue {
    /// Two decimals without trailing zeros; never scientific notation, which some readers refuse.
    package var svgText: String {
        guard isFinite else { return "0" }
        let hundredths = Int((min(max(self, -1e7), 1e7) * 100).rounded())
        let whole = hundredths.magnitude / 100
        let rest = hundredths.magnitude % 100
        let sign = hundredths < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        if rest % 10 == 0 { return "\(sign)\(whole).\(rest / 10)" }
        return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}
