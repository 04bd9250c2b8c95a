slacalc --log incidents.csv --from 2026-04-01 shop.yaml
slacalc --log incidents.csv --to 2026-01-01 shop.yaml
slacalc --log incidents.csv --from 2026-04-01 --to 2026-03-01 shop.yaml
slacalc --log incidents.csv --from 2026-4-1 shop.yaml
slacalc --log incidents.csv --period 12h shop.yaml
slacalc --log incidents.csv --period 1d --from 1970-01-01 --to 2099-01-01 shop.yaml
slacalc --from 2026-03-01 shop.yaml
slacalc --log incidents.csv --down db-a shop.yaml
slacalc --log incidents.csv -f dot shop.yaml
slacalc --log - - <shop.yaml
