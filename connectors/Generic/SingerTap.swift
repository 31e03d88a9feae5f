/// Taps whose streams need no mapping file.
///
/// The mappings are written in the language of mapping files, against the schemas that the taps
/// declare.
enum SingerTap: String, Sendable, CaseIterable {
    case zendeskChat = "zendesk-chat"
    case intercom
    case twilio

    var mapping: String {
        switch self {
        case .zendeskChat: Self.zendeskChatMapping
        case .intercom: Self.intercomMapping
        case .twilio: Self.twilioMapping
        }
    }

    private static let zendeskChatMapping = """
        streams:
          chats:
            record: chat
            fields:
              id: id
              updated_at: update_timestamp
              started_at: timestamp
              ended_at: end_timestamp
              duration: duration
              initiated_by:
                from: started_by
                values: {visitor: customer, agent: invite, trigger: trigger}
                otherwise: customer
              outcome:
                from: [type, missed]
                join: /
                values: {offline_msg*: offline_message, chat/true: missed}
                otherwise: derived
              queue: department_name
              first_response: response_time.first
              page: webpath[0].to
              rating: {from: rating, values: {good: good, bad: bad}}
              tags: tags
            turns:
              from: history
              only: {type: chat.msg}
              fields:
                at: timestamp
                text: msg
                author:
                  from: nick
                  values:
                    visitor*: customer
                    agent:trigger: bot
                    agent:system: system
                    agent:*: agent
                  otherwise: system
                agent: {from: nick, after: "agent:"}
            identifiers:
              - {kind: contact, from: id, role: issued}
              - {kind: visitor, from: visitor.id}
              - {kind: email, from: visitor.email}
              - {kind: phone, from: visitor.phone}
              - {kind: name, from: visitor.name}
          account: ignore
          agents: ignore
          bans: ignore
          departments: ignore
          goals: ignore
          shortcuts: ignore
          triggers: ignore
        """

    private static let intercomMapping = """
        streams:
          conversations:
            record: chat
            skip: {source.type: [email, phone_call, phone_switch]}
            fields:
              id: id
              updated_at: updated_at
              started_at: created_at
              answered_at: statistics.first_admin_reply_at
              ended_at: statistics.last_close_at
              last_human_at:
                from: [statistics.last_contact_reply_at, statistics.last_admin_reply_at]
                latest: true
              initiated_by:
                from: source.delivered_as
                values:
                  customer_initiated: customer
                  campaigns_initiated: trigger
                  automated: trigger
                  operator_initiated: trigger
                  admin_initiated: invite
                otherwise: customer
              queue: team_assignee_id
              agent: admin_assignee_id
              first_response: statistics.time_to_admin_reply
              page: source.url
              tags: tags[].name
              rating:
                from: conversation_rating.rating
                values: {1: bad, 2: bad, 3: bad, 4: good, 5: good}
            identifiers:
              - {kind: account, from: "contacts[0].external_id"}
              - {kind: visitor, from: "contacts[0].id"}
              - {kind: email, from: source.author.email,
                 when: {source.author.type: [user, lead, contact]}}
              - {kind: name, from: source.author.name,
                 when: {source.author.type: [user, lead, contact]}}
          contacts:
            record: customer
            skip: {external_id: ""}
            fields:
              account: external_id
              updated_at: updated_at
            identifiers:
              - {kind: visitor, from: id}
              - {kind: email, from: email}
              - {kind: phone, from: phone}
              - {kind: name, from: name}
          conversation_parts: ignore
          admins: ignore
          admin_list: ignore
          companies: ignore
          company_attributes: ignore
          company_segments: ignore
          contact_attributes: ignore
          segments: ignore
          tags: ignore
          teams: ignore
        """

    private static let twilioMapping = """
        streams:
          calls:
            record: leg
            fields:
              call_id: [parent_call_sid, sid]
              id: sid
              direction:
                from: direction
                values:
                  inbound: inbound
                  trunking-originating: inbound
                  outbound*: outbound
                  trunking-terminating: outbound
                otherwise: unknown
              started_at: {from: [start_time, date_created], format: [iso, rfc2822]}
              ended_at: {from: end_time, format: [iso, rfc2822]}
              updated_at: {from: date_updated, format: [iso, rfc2822]}
              talk: duration
              wait: {from: queue_time, unit: milliseconds}
              outcome:
                from: status
                values:
                  completed: handled
                  queued: open
                  ringing: open
                  in-progress: open
                otherwise: derived
              agent: {from: to, after: "client:"}
              dialled: to
            identifiers:
              - {kind: phone, from: from, direction: inbound}
              - {kind: name, from: caller_name, direction: inbound}
              - {kind: phone, from: to, direction: outbound, when: {parent_call_sid: ""}}
        """
}
