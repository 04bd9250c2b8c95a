# Figures of 2023-11-28 more than two years later, with a longer limit, and quietly; then the day before two years are
# over and the day after. Then a limit of just that age, and a day less; and all that is older than a month.
SOURCE_DATE_EPOCH=1768003200 slacalc --service files -f github shop.yaml
SOURCE_DATE_EPOCH=1768003200 slacalc --service files --max-age 3Y -f github shop.yaml
SOURCE_DATE_EPOCH=1768003200 slacalc --service files --max-age 30d --quiet shop.yaml
SOURCE_DATE_EPOCH=1764201600 slacalc --service files -f github shop.yaml
SOURCE_DATE_EPOCH=1764374400 slacalc --service files -f github shop.yaml
SOURCE_DATE_EPOCH=1768003200 slacalc --service files --max-age 774d -f github shop.yaml && echo "just as old"
SOURCE_DATE_EPOCH=1768003200 slacalc --service files --max-age 773d -f github shop.yaml
SOURCE_DATE_EPOCH=1768003200 slacalc --service shop --max-age 30d -f csv shop.yaml >$TMP/rows
