cd ../../../examples && slacalc -f mermaid --depth 1 kafka.yaml
