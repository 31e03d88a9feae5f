/// A page view as the enricher writes it.
enum SnowplowSample {
    static let row = """
        shop\tweb\t2024-03-04 09:15:04.120\t2024-03-04 09:15:02.802\t2024-03-04 09:15:02.411\tpage\
        _view\tc6ef3124-b53a-4b13-a233-0088f79dcbcb\t\tsp1\tjs-3.23.1\tssc-3.1.0-kinesis\tsnowplow\
        -enrich-4.2.0\tC-204\t203.0.113.0\t\t2f1a6f0e-5c83-4b0e-9d7c-1f6a3e5b7c90\t3\tecdff4d0-917\
        5-40ac-a8bb-325c49733607\tDE\t\t\t\t\t\t\t\t\t\t\thttps://shop.test/contact?utm_campaign=s\
        pring\tContact\thttps://shop.test/\thttps\tshop.test\t443\t/contact\tutm_campaign=spring\t\
        \t\t\t\t\t\t\tinternal\t\t\t\t\t\t\tspring\t{"schema":"iglu:com.snowplowanalytics.snowplow\
        /contexts/jsonschema/1-0-1","data":[{"schema":"iglu:com.snowplowanalytics.snowplow/web_pag\
        e/jsonschema/1-0-0","data":{"id":"8fbf5a3e-6a1c-4a9b-9d7e-0e9a4c4bb2f1"}}]}\t\t\t\t\t\t\t\
        \t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\tMozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/\
        537.36 Chrome/120.0 Safari/537.36\t\t\t\t\t\tde-DE\t\t\t\t\t\t\t\t\t\t1\t\t\t1280\t720\t\t\
        \tEurope/Berlin\t\t\t1920\t1080\tUTF-8\t\t\t\t\t\t\t\t\t\t\t\t\t\t2024-03-04 09:15:02.530\
        \t\t\t{"schema":"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1","data":[{"\
        schema":"iglu:com.iab.snowplow/spiders_and_robots/jsonschema/1-0-0","data":{"spiderOrRobot\
        ":false,"category":"BROWSER","reason":"PASSED_ALL","primaryImpact":"NONE"}}]}\t61f4b2c5-9a\
        0d-4b5b-8f11-6f0d6c1e2a77\t2024-03-04 09:15:02.683\tcom.snowplowanalytics.snowplow\tpage_v\
        iew\tjsonschema\t1-0-0\te3dbfa9cca0412c3d4052863cefb547f\t
        """
}
