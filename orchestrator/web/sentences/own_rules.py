"""What is said of users' own rules and of rules put in force."""

from orchestrator.phrases import phrase

OWN_RULES = (
    phrase("It asks nothing of this document."),
    phrase("It holds."),
    phrase("Rule {rule} could not be worked out: {why}."),
    phrase("the document has no {name}"),
    phrase("it divides by zero"),
    phrase("{login} put the rules in force that let this document pass ({parts}); another person approves it."),
    phrase("The rules as they lay in the config folder when the farm was first started."),
    phrase("The files in the config folder were edited, or came with another version of the program."),
    phrase("A change of the rules needs its reason; say why."),
    phrase("These rules are in force already; nothing was changed."),
)
