slacalc -o no-such-folder/report ../../../examples/minimal.yaml
