slacalc several-documents.yaml
