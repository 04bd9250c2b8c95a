slacalc --set desk.timezone=Europe/Londn contract.yaml
