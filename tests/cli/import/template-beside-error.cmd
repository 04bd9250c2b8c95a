# A query may hold what looks like a template: then the error that is there is told.
printf 'apiVersion: openslo/v1\nkind: SLI\nmetadata: {name: a}\nspec: {query: "up[{{.window}}]"}\n---\nkind: [\n' | slacalc -
