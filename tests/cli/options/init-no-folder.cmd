slacalc --init -o "no such folder/x.yaml"
