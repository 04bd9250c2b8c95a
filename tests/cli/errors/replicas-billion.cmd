slacalc replicas-billion.yaml
