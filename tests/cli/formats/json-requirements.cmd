slacalc -f json --beta 1% json-requirements.yaml 2>/dev/null | sed -n '/^      "requirements"/,/^      \]/p'
