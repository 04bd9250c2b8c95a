# fish completion for slacalc

# Prints the names of the components in the files on the command line.
function __slacalc_names
    set -l words (commandline -o)
    set -l models
    for word in $words[2..-1]
        set word (string replace -r '^~/' "$HOME/" -- $word)
        if test -e "$word"
            set -a models $word
        end
    end
    if set -q models[1]
        $words[1] --names -- $models 2>/dev/null
    end
end

# Prints NAME.KEY= for every name, the forms that --set takes.
function __slacalc_assignments
    for name in (__slacalc_names)
        for key in slo measured mtbf mttr sla ola objective replicas quorum across beta depends_on owner description source as_of \
                hours maintenance timezone period uses condition credits credit_cap fee claim_within evidence
            echo "$name.$key="
        end
    end
end

complete -c slacalc -l init -d 'Write a small model to start from'
complete -c slacalc -s f -l format -x -a 'table markdown csv json junit sarif github html dot mermaid openpsa' -d 'Format of the report'
complete -c slacalc -s o -l output -r -F -d 'Write the report there'
complete -c slacalc -s s -l service -x -a '(__slacalc_names)' -d 'Report this component'
complete -c slacalc -s p -l period -x -a '1w 30d 1M 1Q 1Y' -d 'Downtime budgets over this'
complete -c slacalc -s b -l basis -x -a 'slo measured sla all' -d 'Figure taken as the level'
complete -c slacalc -l require -x -a '(__slacalc_names | string replace -r "\$" =)' -d 'Check this promise too'
complete -c slacalc -l set -x -a '(__slacalc_assignments)' -d 'What if the model said so'
complete -c slacalc -l down -x -a '(__slacalc_names)' -d 'What if this component is down'
complete -c slacalc -l mttr -x -a '15m 1h 4h' -d 'What if outages lasted so long where none is said'
complete -c slacalc -l beta -x -a '1% 5% 10%' -d 'What if so much had a cause in common'
complete -c slacalc -l against -r -F -d 'What the model changes in this older one'
complete -c slacalc -l plan -d 'The cheapest options that keep every promise'
complete -c slacalc -l log -r -F -d 'What really happened, as CSV'
complete -c slacalc -l from -x -d 'With --log, the first day that counts'
complete -c slacalc -l to -x -d 'With --log, the first day that does not count'
complete -c slacalc -l print-measured -d 'What --log says of each component, as an overlay'
complete -c slacalc -l unresolved -x -a 'error warn 99.9%' -d 'What references to nothing become'
complete -c slacalc -l slo-pick -x -a 'min max' -d 'Which of several objectives counts'
complete -c slacalc -l slo-as -x -a 'objective own' -d 'The SLO of a service with dependencies'
complete -c slacalc -l print-model -d 'The model with all that was imported'
complete -c slacalc -l max-nodes -x -a '500k 20M 100M' -d 'Limit of effort, then intervals'
complete -c slacalc -l depth -x -a '1 2 3' -d 'Levels below the services'
complete -c slacalc -l all -d 'All of it, not only what needs attention'
complete -c slacalc -l group-by -x -a owner -d 'Verdicts and downtime by owner'
complete -c slacalc -l time-limit -x -a '1 10 60' -d 'Limit of time, then intervals'
complete -c slacalc -l max-age -x -a '6M 1Y 2Y 5Y' -d 'Warn of older figures'
complete -c slacalc -l gaps -d 'What backs each promise, and what it lacks'
complete -c slacalc -l why -d 'What brings each service down'
complete -c slacalc -l need -d 'What each part must deliver for the promises'
complete -c slacalc -l outages -d 'How often each service is down, for how long, and why'
complete -c slacalc -l min-kept -x -a '90% 95% 99%' -d 'Keep each promise in so many periods'
complete -c slacalc -l money -d 'Credits owed and recoverable, expected'
complete -c slacalc -l top -x -a '10 100 0' -d 'So many rows of --why and --need'
complete -c slacalc -l names -d 'Only the names of the components'
complete -c slacalc -l vendors -d 'Published SLAs that have every word given'
complete -c slacalc -l strict -d 'A promise must be guaranteed and have no gap'
complete -c slacalc -l exit-zero -d 'Exit 0 though a promise is broken'
complete -c slacalc -l color -x -a 'auto always never' -d Colours
complete -c slacalc -l trace -d 'What the evaluation does, on standard error'
complete -c slacalc -s v -l verbose -d 'Name each file of a folder that is not read'
complete -c slacalc -s q -l quiet -d 'No report, only the exit status and errors'
complete -c slacalc -s h -l help -d 'The options that are used daily'
complete -c slacalc -n '__fish_contains_opt -s h help' -f -a all -d 'All options, by group'
complete -c slacalc -s V -l version -d 'The version'
