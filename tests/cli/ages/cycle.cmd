# Neither what stands in a cycle nor what is told apart by too many times has ages.
slacalc cycle.yaml
slacalc too-many.yaml
