/// Places of the columns of an enriched event that are read, from 0.
enum SnowplowColumn {
    static let count = 131

    static let platform = 1
    static let collectorTime = 3
    static let createdTime = 4
    static let event = 5
    static let eventID = 6
    static let userID = 12
    static let domainUserID = 15
    static let networkUserID = 17
    static let pageURL = 29
    static let pageTitle = 30
    static let pageReferrer = 31
    static let pageScheme = 32
    static let pageHost = 33
    static let pagePath = 35
    static let pageQuery = 36
    static let mktSource = 48
    static let mktCampaign = 51
    static let contexts = 52
    static let structCategory = 53
    static let structAction = 54
    static let structLabel = 55
    static let structProperty = 56
    static let unstructEvent = 58
    static let transactionOrder = 59
    static let transactionTotal = 61
    static let itemOrder = 67
    static let userAgent = 77
    static let browserType = 81
    static let language = 83
    static let deviceType = 101
    static let isMobile = 102
    static let transactionCurrency = 108
    static let sentTime = 119
    static let referrerUserID = 120
    static let derivedContexts = 122
    static let domainSessionID = 123
    static let derivedTime = 124
    static let eventName = 126
    static let trueTime = 130
}
