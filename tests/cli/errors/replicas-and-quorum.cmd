slacalc replicas-and-quorum.yaml
