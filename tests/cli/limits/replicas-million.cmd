slacalc replicas-million.yaml
