import JourneyModel
import Pipeline

/// What the page rules make of URLs.
enum PagePreview {
    static func rows(_ urls: [String]) -> Overview.Listing {
        let rules = PageRules()
        return Overview.Listing(
            columns: ["url", "page", "page_group", "language"],
            rows: urls.map { url in
                let page = rules.page(url)
                return [url, page?.url, page?.group, page?.language]
            })
    }
}
