# A part that may be down has to have an mttr where outages are asked for; and mttrs that cannot be.
cd "$TMP" || exit
cat >lacks.yaml <<'END'
components:
  a: 99.9%
  b: {slo: 99%, mttr: 1h}
  never: 100%
  s: {depends_on: [a, b, never]}
END
slacalc --outages lacks.yaml
echo $?
slacalc --outages -f json lacks.yaml
echo $?
slacalc -q --outages lacks.yaml
echo $?
slacalc --plan --outages lacks.yaml
echo $?
sed 's/99%/98%/' lacks.yaml >older.yaml
slacalc --against older.yaml --outages lacks.yaml
echo $?
slacalc --mttr 1h --outages lacks.yaml | grep outages
cat >wrong.yaml <<'END'
mttr: 0h
components:
  a: {slo: 99.9%, mttr: 0s}
  b: {slo: 99.9%, mttr: soon}
  c: {mtbf: 100h}
  d: {mttr: 1h, depends_on: a}
  e: {mttr: 1h}
END
slacalc wrong.yaml
echo $?
printf 'overlay: true\nmttr: 1h\ncomponents: {a: {slo: 99%%}}\n' >overlay.yaml
printf 'components: {a: 99.9%%, b: {mttr: 1h, depends_on: a}}\n' >model.yaml
slacalc model.yaml overlay.yaml
echo $?
slacalc model.yaml | tail -3
slacalc --mttr 0 model.yaml
slacalc --mttr 0h model.yaml
slacalc --mttr long model.yaml
slacalc --print-model --mttr 1h model.yaml
echo $?
