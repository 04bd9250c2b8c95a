# An empty list takes a maintenance back.
slacalc -s desk --set desk.maintenance=[] maintenance.yaml
