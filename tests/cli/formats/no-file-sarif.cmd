# What only the command line says is found where the component is defined; standard input is no file.
cd ../../../examples && slacalc -f sarif --require internet-access=99.9999% --set data-centre.sla=99% --set data-centre.slo=99.9% two-providers.yaml | sed -n '/"invocations"/,$p'
slacalc -f sarif - <two-providers.yaml --require internet-access=99.9999% | sed -n '/"invocations"/,$p'
