# With both days, nothing needs to have happened: all is met.
printf '\357\273\277component,start,end\r\n' | slacalc --log - --from 2024-02-01 --to 2024-03-01 -s shop shop.yaml
