"""What approvals in steps, people's limits and delegations say."""

from orchestrator.phrases import phrase

APPROVING = (
    phrase("The approval policy's rule “{rule}” applies."),
    phrase("An alert is open: {alerts}."),
    phrase("A person entered the bank account, and nobody else has approved it yet."),
    phrase("Everything is signed already."),
    phrase("{login} has signed this document already; another person signs the next step."),
    phrase("{gross} {currency} is over what {login} may approve ({limit} {currency})."),
    phrase("It waits for {who}; {login} is none of them."),
    phrase("Signed by {login}; it waits for {who}."),
    phrase("{login} may not approve any more; nobody can sign in their place."),
    phrase("Nobody stands in for themselves; name somebody else."),
    phrase("Nobody takes the place of another by themselves; {login} has to give it."),
    phrase("Its end comes after its beginning and after now, and within {days} days."),
    phrase("There is no delegation {number} that could be taken back."),
    phrase("{login} is locked out."),
    phrase("{login} may not approve; it takes the role of an approver."),
    phrase("No approval is asked for {id}: nothing can be keyed from it. {why}"),
    phrase("It was not read."),
)
