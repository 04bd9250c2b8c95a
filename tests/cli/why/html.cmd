slacalc --why -f html failover.yaml | sed -n '/In which ways/,/what each event/Ip'
