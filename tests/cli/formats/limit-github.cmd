cd ../limits && slacalc -f github --max-nodes 1 ../input/shared-zone.yaml
