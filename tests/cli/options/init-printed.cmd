slacalc --init -o - | cmp - ../../../src/share/slacalc/starter.yaml && slacalc --init -o - | slacalc -q -
