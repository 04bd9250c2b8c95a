cd ../limits && slacalc -f sarif --max-nodes 1 ../input/shared-zone.yaml | sed -n '/"invocations"/,$p'
