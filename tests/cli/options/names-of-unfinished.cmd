printf 'components: {web: , "two\\nlines": 1, "a b": {depends_on: [nobody]}}' | slacalc --names -
