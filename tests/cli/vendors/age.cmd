# From the day on which it was read; ahead of it there is no age.
for day in 1701043200 1701129600 1701216000 1706400000 1706486400 1764201600 1764288000; do
    SOURCE_DATE_EPOCH=$day slacalc --max-age 100Y --service files shop.yaml | sed -n 's/^  source  *//p'
done
