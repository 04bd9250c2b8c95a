cd ../../../examples && slacalc -f sarif --strict two-providers.yaml | sed -n '/"invocations"/,$p'
