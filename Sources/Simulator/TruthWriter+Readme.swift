extension TruthWriter {
    static let readme = """
        # Truth of a simulated company

        Written beside the exports, never read by `journey` itself. Records are named as in the
        exports: `source` and the source's own id.

        | file | columns | one row is |
        |---|---|---|
        | `records.csv` | `source,channel,record_id,true_person,true_session,role` | a record: web event (`messageId`), chat, call (`linkedid`), order, account of the customer master |
        | `identifiers.csv` | `source,record_id,kind,value,place,seen_at,seen_until,corrupted,shared` | an identifier that a record carries |
        | `contacts.csv` | `source,record_id,direction,outcome,started_at,ended_at,topic` | a chat or a customer's call, with its outcome in the words of the definitions |
        | `causes.csv` | `chat_id,call_id,cause` | a call that followed a chat |
        | `clicks.csv` | `event_id,call_id` | a click on the telephone number and the call that came of it |
        | `malformed.csv` | `file,line,why` | a line that breaks its format; lines count from 1 |

        - `true_person`: `P…` customers, `E…` employees; empty for bots and internal calls.
        - `true_session`: one person on one browser with no gap over 30 minutes; web only.
        - `role`: `customer`, `test` (employees trying things out), `bot`, `internal`.
        - `value` is normalised: e-mail in lower case, telephone number in E.164.
        - `place`: `field`, or `text` for values that stand only in what was said.
        - `seen_at`, `seen_until`: time of the record; for numbers of the customer master the time
          in which the number was theirs.
        - `corrupted`: not a value of that person (typing error, placeholder, forgotten sign-out).
        - `shared`: several people use the value (family tablet, shop-floor browser, desk,
          switchboard, family telephone, placeholder).
        - `cause`: `transfer` (click to call; the call's user field is `chat:` and the chat's id),
          `instructed` (the agent asked for it; also a new try after not getting through), `token` (a code of the chat stands in the call's
          user field as `ref:` and the code, or the call comes from a number left in the chat),
          `same_issue` (the chat or a call after it left it open), `other` (by coincidence, within
          24 hours).
        - A branch whose call records have 16 columns gives its calls no id; there `record_id` is
          `branch-row-` and a number.

        """
}
