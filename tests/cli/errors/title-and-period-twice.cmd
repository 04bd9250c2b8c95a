slacalc title-and-period-twice.yaml title-and-period-twice.second.yaml
