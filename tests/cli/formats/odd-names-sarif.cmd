slacalc -f sarif odd-names.yaml | sed -n '/"invocations"/,$p'
