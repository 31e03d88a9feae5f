-- ask: detail certainty=possible
-- Two certain persons of one probable one; and two probable persons of one possible one.
select chat('1', 'a', '2026-03-02 09:00Z', '2026-03-02 09:10Z');
select call('1', 'b', '2026-03-02 10:00Z', '2026-03-02 10:05Z');
update person_of set probable_person = key_of('ab'), possible_person = key_of('ab'),
    basis = 'probable', probability = case channel when 'chat' then 0.97 else 0.93 end
where certain_person in (key_of('a'), key_of('b'));
select chat('2', 'c', '2026-03-02 09:00Z', '2026-03-02 09:10Z');
select call('2', 'd', '2026-03-02 10:00Z', '2026-03-02 10:05Z');
update person_of set possible_person = key_of('cd'), basis = 'possible', probability = 0.7
where certain_person in (key_of('c'), key_of('d'));
