-- Takes out what was found in the messages of touched chats.

analyze touched_touchpoint;

delete from typed_evidence as e using touched_touchpoint as t
where t.touchpoint_key = e.touchpoint_key;
