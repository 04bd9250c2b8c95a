slacalc -f csv -s zonal advice-common.yaml
