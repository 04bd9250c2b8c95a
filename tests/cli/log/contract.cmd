slacalc --log contract.csv -f json contract.yaml | sed -n '/^  "log"/,$p'
