. ./estate.sh
estate | slacalc -f mermaid --service service-11 --service service-12 - | grep -e flowchart -e rest -e limit -e 'class '
estate | slacalc -f mermaid - | grep -e flowchart -e rest -e limit -e 'class '
