-- title:      Credits of every touch
-- answers:    What does each chat, call and campaign session get of each conversion?
-- grain:      one row a conversion, a model and a touch
-- date:       conversion time
-- param:      $1 certainty
-- param:      $2 lookback, from the touch to the conversion
-- param:      $3 since, inclusive
-- param:      $4 until, exclusive
-- param:      $5 models
-- refuses:    any
-- column:     conversion_source text, source of the conversion
-- column:     conversion_id text, the source's own id of it
-- column:     model text, how the conversion is shared out
-- column:     touch_channel text, chat, voice or web
-- column:     touch_source text, source of the touch
-- column:     touch_id text, the source's own id of it
-- column:     touched_at text, UTC
-- column:     credit number, what the touch gets, 0 to 1
-- column:     amount_credited number, net of refunds
-- column:     currency text, ISO 4217

select
    v.source as conversion_source,
    v.record_id as conversion_id,
    touch.model,
    touch.touch_channel,
    touch.touch_source,
    touch.touch_id,
    utc_text(touch.touched_at) as touched_at,
    touch.credit,
    trim_scale(round(touch.credit * v.amount, 4)) as amount_credited,
    v.currency
from conversion_touch($1, $2::interval, $5::text[]) as touch
inner join conversion_fact as v on v.conversion_key = touch.conversion_key
where ($3::timestamptz is null or v.converted_at >= $3::timestamptz)
    and ($4::timestamptz is null or v.converted_at < $4::timestamptz)
order by
    touch.touched_at, (touch.touch_source || ':' || touch.touch_id) collate "C",
    v.source || ':' || v.record_id, touch.model collate "C";
