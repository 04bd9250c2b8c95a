for header in 'component,begin,end' 'component;start;end' 'component,start,end,start' 'service,start,end' '"component,start'; do
    printf '%s\ndb-a,2026-03-01 10:00,\n' "$header" | slacalc --log - shop.yaml
done
printf '' | slacalc --log - shop.yaml
printf 'component,start,end\n' | slacalc --log - shop.yaml
slacalc --log nothing-here.csv shop.yaml
