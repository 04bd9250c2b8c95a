slacalc -f csv - <<'END' | cut -d , -f 2,26,30,31
components:
  web: {slo: 99%, replicas: 3, quorum: 2, beta: 2%}
  shop: {sla: 99.8%, depends_on: web}
END
