# Rows of one component that overlap count as one, with the larger loss where both are; the note says so. A row without
# length, or without a loss, counts for nothing.
printf 'component,start,end,loss\ndb-a,2026-03-01 10:00,2026-03-01 12:00,\n"db-b",2026-03-01 10:30,2026-03-01 11:30,20%%\ndb-b,2026-03-01 11:00,2026-03-01 13:00,10%%\ndb-a,2026-03-02 10:00,2026-03-02 10:00,\ndb-a,2026-03-02 10:00,2026-03-02 11:00,0%%\n' |
    slacalc --log - -s shop shop.yaml
