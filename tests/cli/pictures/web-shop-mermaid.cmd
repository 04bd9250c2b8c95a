cd ../../../examples && slacalc -f mermaid web-shop.yaml
