cd ../limits && slacalc -f markdown --max-nodes 1 ../input/shared-zone.yaml
