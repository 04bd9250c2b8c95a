# A printed model has the same level in the decimals that lead back to it.
slacalc --print-model levels-fractions.yaml && slacalc -q levels-fractions.yaml -r downtime=4h/Q -r counts=9995/10000
