slacalc --set desk.maintenance=24x7 contract.yaml
