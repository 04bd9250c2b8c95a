# Numbers, levels, durations, dates and names of a million characters; a message shows the beginning of them.
cd "$TMP"
long=$(head -c 1000000 /dev/zero | tr '\0' 9)
cat >huge.yaml <<END
title: t$long
components:
  a: {slo: 0.$long, owner: x$long}
  b: {slo: 99%, replicas: $long}
  c: 1$long%
  d: {depends_on: y$long}
  e: {mtbf: ${long}h, mttr: 1h$long}
  f: {sla: 99%, as_of: 2026-$long, hours: Mon-$long, timezone: z$long}
  ? n$long
  : {depends_on: [{any: a, b: 1}]}
END
slacalc huge.yaml 2>errors
status=$?
cut -c1-120 errors
exit $status
