import JourneyModel
import Testing

@Suite struct `Page rules` {
    @Test(arguments: [
        (
            "https://WWW.Shop.Example:443/Product/12345?utm_source=x#top",
            "www.shop.example/Product/:id"
        ),
        ("http://shop.example:80/", "shop.example/"),
        ("http://shop.example", "shop.example/"),
        ("http://shop.example:8080/a/", "shop.example:8080/a"),
        ("https://shop.example/index.html", "shop.example/"),
        ("https://shop.example/a/index.HTML", "shop.example/a"),
        ("https://shop.example/a//b/", "shop.example/a/b"),
        ("//shop.example/a", "shop.example/a"),
        ("shop.example/a", "shop.example/a"),
        ("https://ann:secret@shop.example/a", "shop.example/a"),
        ("https://shop.example/o/3fa85f64-5717-4562-b3fc-2c963f66afa6/x", "shop.example/o/:id/x"),
        ("https://shop.example/r/d41d8cd98f00b204e9800998ecf8427e", "shop.example/r/:id"),
        (
            "https://shop.example/category/summer-dresses-for-women",
            "shop.example/category/summer-dresses-for-women"
        ),
        ("https://shop.example/%7Eann/%e4%b8%ad%2f", "shop.example/~ann/%E4%B8%AD%2F"),
        ("https://shop.example/app#/cart/77", "shop.example/app#/cart/:id"),
        ("https://shop.example/#!/help?x=1", "shop.example/#/help"),
        ("/help/contact", "/help/contact"),
    ])
    func `keep what names a page and nothing else`(url: String, page: String) {
        #expect(PageRules().page(url)?.url == page)
    }

    @Test(arguments: [
        ("https://shop.example/de/hilfe", "shop.example/hilfe", "de"),
        ("https://shop.example/en-GB/", "shop.example/", "en-gb"),
        ("https://shop.example/tv/", "shop.example/tv", nil),
    ])
    func `take a language in front out of the path`(url: String, page: String, language: String?) {
        #expect(PageRules().page(url)?.url == page)
        #expect(PageRules().page(url)?.language == language)
    }

    @Test(arguments: [
        ("https://shop.example/", "/"), ("https://shop.example/help", "/help"),
        ("https://shop.example/product/9", "/product/*"),
        ("https://shop.example/#/cart/1", "/cart/*"),
    ])
    func `group by the first segment`(url: String, group: String) {
        #expect(PageRules().page(url)?.group == group)
    }

    @Test func `keep listed query keys in one order`() {
        let rules = PageRules(queryKeys: ["tab", "page"])

        #expect(
            rules.page("https://s.example/a?tab=2&x=1&page=3")?.url == "s.example/a?page=3&tab=2")
    }

    @Test(arguments: [
        "", "mailto:a@b.example", "javascript:void(0)", "about:blank", "https://", "nothing",
    ])
    func `know what is no page`(url: String) {
        #expect(PageRules().page(url) == nil)
    }

    @Test func `cut what is too long between characters`() {
        let page = PageRules().page("https://s.example/" + String(repeating: "ä", count: 2_000))

        #expect((page?.url.utf8.count ?? 0) <= PageRules.longestPage)
        #expect(page?.url.hasSuffix("ä") == true)
    }

    @Test func `give the same page for their own result`() {
        for url in [
            "https://shop.example/de/a/12/?x", "http://s.example:80/%41", "s.example/#/r/5",
        ] {
            let once = PageRules().page(url)?.url ?? ""
            #expect(PageRules().page(once)?.url == once)
        }
    }
}
