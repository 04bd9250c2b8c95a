# What a vendor pays back once stands with each service that needs it; a note says that it cannot be added up.
sed 's/^components:/&\n  archive: {slo: 99.9%, mttr: 1h, depends_on: [hosting]}/' ../../../examples/managed-service.yaml |
    slacalc --money - | grep -E '^(portal|archive)|recoverable from'
