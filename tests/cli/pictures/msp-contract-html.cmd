. ./stand-in.sh
cd ../../../examples && stand_in 'exit 1' && slacalc -f html msp-contract.yaml
