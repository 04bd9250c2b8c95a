slacalc anchors-and-merge-keys.yaml
