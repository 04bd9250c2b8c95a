# Whoever has no model yet, or one in which nothing is, learns how to start.
slacalc no-such-model.yaml
: | slacalc -
echo '# nothing' | slacalc -
echo 'web: 99%' | slacalc -
echo 'title: Shop' | slacalc -
echo 'web' | slacalc -
# With a second file at hand there is a model.
slacalc no-such-model.yaml ../../../examples/minimal.yaml
