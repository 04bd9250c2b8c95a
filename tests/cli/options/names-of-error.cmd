printf "components: {web: 99.95}" | slacalc --names -
