-- title:   Conversions
-- answers: What is known of each order, lead or goal?
-- grain:   one row a conversion

select row_to_json(r)::text as line
from (
    select
        'conversion' as row, s.name || ':' || v.conversion_id as record,
        utc_text(v.version) as version, utc_text(v.converted_at) as converted_at, v.amount,
        v.refunded, v.currency, v.sales_channel, v.status, v.goal
    from conversion as v
    inner join source as s on s.source_id = v.source_id
) as r
