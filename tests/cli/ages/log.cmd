# What is noticed only after a time is not replayed.
printf 'component,start,end\nprices,2026-03-01 10:00,2026-03-01 11:00\n' | slacalc --log - ../../../examples/bridged.yaml
