slacalc merge-key-of-list.yaml
