slacalc hours-timezone.yaml
