# What a part with hours of its own pays back is not known; a warning names it, and nothing of it counts.
sed -e 's/hosting: {sla/hosting: {hours: "06:00-22:00", sla/' -e 's/^  portal:$/  portal:\n    hours: "06:00-22:00"/' ../../../examples/managed-service.yaml |
    slacalc --money - | grep -E 'recoverable|owed'
