cd ../limits && slacalc -f junit --max-nodes 1 ../input/shared-zone.yaml
