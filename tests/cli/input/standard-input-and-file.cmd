printf "components: {web: {depends_on: [website]}}" | slacalc ../../../examples/minimal.yaml -
