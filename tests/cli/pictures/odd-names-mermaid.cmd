slacalc -f mermaid odd-names.yaml
