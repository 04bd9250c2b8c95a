# Of many rows that count for nothing the first five are shown, and the rest are counted.
{
    echo component,start,end
    for i in 1 2 3 4 5 6 7; do echo db-a,2026-03-01 10:0$i,2026-03-01 10:0$i; done
} | slacalc --log - -s shop shop.yaml >/dev/null
