import Foundation
import FoundationXML

/// A drawing read back by an independent parser.
struct Drawing {
    struct Element {
        var name: String
        var attributes: [String: String]
        var text = ""

        func number(_ name: String) -> Double? { attributes[name].flatMap(Double.init) }
    }

    private(set) var elements: [Element]

    /// `nil` when the text is not well-formed XML.
    init?(_ svg: String) {
        let reader = Reader()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = reader
        guard parser.parse() else { return nil }
        elements = reader.elements
    }

    func all(_ name: String, kind: String? = nil) -> [Element] {
        elements.filter { $0.name == name && (kind == nil || $0.attributes["class"] == kind) }
    }

    /// What a reader sees.
    var texts: [String] { all("text").map(\.text) }

    /// Left, top, width and height of the canvas.
    var viewBox: [Double] {
        elements.first?.attributes["viewBox"]?.split(separator: " ").compactMap { Double($0) } ?? []
    }

    private final class Reader: NSObject, XMLParserDelegate {
        var elements: [Element] = []
        private var open: [Int] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
            qualifiedName: String?, attributes: [String: String]
        ) {
            open.append(elements.count)
            elements.append(Element(name: name, attributes: attributes))
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
            qualifiedName: String?
        ) {
            open.removeLast()
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) {
            if let last = open.last { elements[last].text += string }
        }
    }
}
