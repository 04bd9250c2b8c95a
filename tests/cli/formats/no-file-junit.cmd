# What only the command line says is found where the component is defined; standard input is no file.
cd ../../../examples && slacalc -f junit --require internet-access=99.9999% --set data-centre.sla=99% --set data-centre.slo=99.9% two-providers.yaml
slacalc -f junit - <two-providers.yaml --require internet-access=99.9999%
