/// A drawing under construction: elements in the order they are painted.
///
/// It has no scripts, ids, style elements or style attributes, so that any number of drawings can
/// stand in one page under a content security policy that forbids inline styles.
package struct SVG: Sendable {
    /// A rectangle in the units of the `viewBox`, y downwards.
    package struct Box: Sendable, Hashable {
        package var x: Double
        package var y: Double
        package var width: Double
        package var height: Double

        package var right: Double { x + width }
        package var bottom: Double { y + height }
    }

    package let width: Double
    package var height: Double

    private var body = ""

    package init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    /// Paints one element.
    ///
    /// - Parameters:
    ///   - tooltip: Shown on hovering; the place for what a label had to cut off.
    ///   - text: The content of a text element.
    package mutating func add(
        _ name: String, _ attributes: KeyValuePairs<String, any SVGValue>,
        tooltip: String = "", text: String = ""
    ) {
        body += "<\(name)"
        for (key, value) in attributes {
            let escaped = Self.escape(value.svgText)
            if !escaped.isEmpty { body += " \(key)=\"\(escaped)\"" }
        }
        if tooltip.isEmpty && text.isEmpty {
            body += "/>\n"
        } else {
            let title = tooltip.isEmpty ? "" : "<title>\(Self.escape(tooltip))</title>"
            body += ">\(title)\(Self.escape(text))</\(name)>\n"
        }
    }

    /// The finished document.
    ///
    /// - Parameters:
    ///   - style: A style sheet to carry along, for a file that stands alone.
    package func document(title: String, description: String, style: String = "") -> String {
        let box = "0 0 \(width.svgText) \(height.svgText)"
        let font = "system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"
        let sheet = style.isEmpty ? "" : "<style>\(Self.escape(style))</style>\n"
        return """
            <svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="\(box)" width="100%" \
            role="img" font-family="\(font)" aria-label="\(Self.escape(title))">
            <title>\(Self.escape(title))</title>
            <desc>\(Self.escape(description))</desc>
            \(sheet)<rect width="\(width.svgText)" height="\(height.svgText)" \
            fill="\(Palette.paper)"/>
            \(body)</svg>

            """
    }

    /// Text that is safe as content and in a quoted attribute.
    ///
    /// Characters that XML 1.0 cannot carry even when escaped become U+FFFD, and so do the marks
    /// that reverse the reading direction of what follows them.
    package static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\t", "\n", "\r": escaped += " "
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}",
                "\u{2066}"..."\u{2069}", "\u{FFFE}", "\u{FFFF}":
                escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
