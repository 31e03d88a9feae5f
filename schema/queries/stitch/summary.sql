-- answers: What did this stitch do?

select
    (select count(*) from solved) as solved,
    (select count(*) from person_of) as touchpoints,
    (select count(*) from web_session) as sessions,
    (select count(*) from person) as persons,
    (select count(*) from identifier_verdict where verdict = 'generic') as generic_values,
    (select count(*) from refused_link) + (select count(*) from refused_merge) as refused_links,
    (select coalesce(max(n), 0) from (
        select count(*) as n from solved group by block
    ) as b) as largest_block,
    (select count(*) from person_alias) as aliases,
    (select count(*) from excluded_touchpoint) as excluded,
    (select count(*) from relation) as households;
