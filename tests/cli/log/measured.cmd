# Replicas by themselves, beside what takes all of them; outages that are partial, that go on in the next row, that never
# end; and components without any.
printf 'component,start,end,loss\nweb#1,2026-03-01 00:00,2026-03-01 12:00,\nweb,2026-03-01 06:00,2026-03-01 18:00,\nsearch,2026-03-05 00:00,2026-03-06 00:00,50%%\ndb-a,2026-03-10 00:00,2026-03-10 01:00,\ndb-a,2026-03-10 01:00,2026-03-10 03:00,\ndb-b,2026-03-31 12:00,,\ndesk,2026-02-01 00:00,,\n' >"$TMP/log.csv"
slacalc --log "$TMP/log.csv" --from 2026-03-01 --to 2026-04-01 --print-measured shop.yaml
slacalc --print-measured shop.yaml
slacalc --log "$TMP/log.csv" --print-measured -f json shop.yaml
printf 'component,start,end\n' | slacalc --log - --from 2026-03-01 --to 2026-04-01 --print-measured shop.yaml >"$TMP/none.yaml"
slacalc -q shop.yaml "$TMP/none.yaml"
