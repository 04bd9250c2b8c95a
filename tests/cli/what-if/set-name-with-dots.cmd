printf 'components: {"api.v2": 99.9%%}' | slacalc --set api.v2.slo=99% -
