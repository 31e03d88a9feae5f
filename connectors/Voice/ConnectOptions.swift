import ConnectorKit
import JourneyModel

/// The options of `amazon-connect`, checked: which contact attributes say who the customer is.
struct ConnectOptions: Sendable {
    /// Kinds of identifier that an attribute may hold.
    enum Role: String, CaseIterable, Sendable {
        case account, email, phone, browser, name, chat, code

        /// Names in use for it, folded.
        fileprivate var usual: Set<String> {
            switch self {
            case .account:
                [
                    "account", "accountid", "accountno", "accountnumber", "customer", "customerid",
                    "customerno", "customernumber", "crmid", "clientnumber", "memberid",
                    "membernumber", "userid", "kundennummer",
                ]
            case .email: ["email", "emailaddress", "customeremail", "mail"]
            case .phone:
                [
                    "phone", "phonenumber", "customerphone", "customerphonenumber", "telephone",
                    "callbacknumber", "mobile", "mobilenumber",
                ]
            case .browser:
                ["anonymousid", "visitorid", "clientid", "cookieid", "browserid", "deviceid"]
            case .name: ["customername", "name", "displayname", "fullname", "lastname"]
            case .chat: ["chatid", "chatcontactid", "chatsessionid"]
            case .code: ["code", "referencecode", "reference", "callcode"]
            }
        }
    }

    private var roles: [String: Role] = [:]
    /// The company's numbers in E.164.
    var ownNumbers: Set<String> = []

    static let known: [ConnectorDescription.Option] =
        Role.allCases.map { role in
            .init(role.rawValue, meaning(of: role))
        } + [.init("own_numbers", "comma list of the company's numbers; never a customer's")]

    private static func meaning(of role: Role) -> String {
        let what =
            switch role {
            case .account: "the customer's number"
            case .email: "the customer's e-mail address"
            case .phone: "the customer's telephone number"
            case .browser: "the id of the customer's browser"
            case .name: "the customer's name"
            case .chat: "the id of a chat that led to this contact"
            case .code: "a code quoted from another contact"
            }
        return "comma list of the attributes that hold \(what); else the usual names"
    }

    init(_ options: [String: String], region: String?) throws(SettingError) {
        let names = Self.known.map(\.name)
        if let unknown = options.keys.filter({ !names.contains($0) }).sorted().first {
            throw SettingError(
                "amazon-connect has no option \(unknown); it has \(names.joined(separator: ", "))",
                isUnknownOption: true)
        }
        for role in Role.allCases where options[role.rawValue] == nil {
            for name in role.usual { roles[name] = role }
        }
        for role in Role.allCases {
            for name in Self.list(options[role.rawValue]) { roles[Self.folded(name)] = role }
        }
        let normalizer = IdentifierNormalizer(region: region)
        for number in Self.list(options["own_numbers"]) {
            guard let e164 = normalizer.phone(number).e164 else {
                throw SettingError(
                    "own_numbers: \(number) is no telephone number; write +… or set --region")
            }
            ownNumbers.insert(e164)
        }
    }

    /// What an attribute of that name holds; `nil` for one that is not read.
    func role(of attribute: String) -> Role? { roles[Self.folded(attribute)] }

    private static func folded(_ name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    private static func list(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map { String($0).trimmingBlanks() }
            .filter { !$0.isEmpty }
    }
}
