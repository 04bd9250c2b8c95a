slacalc --set files.uses=gcp/cloud-storage --set mail.sla=99.5% --set queue.uses=gcp/pubsub --service shop shop.yaml
