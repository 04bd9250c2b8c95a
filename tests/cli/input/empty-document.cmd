slacalc empty-document.yaml
