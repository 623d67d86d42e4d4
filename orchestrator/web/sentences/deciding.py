"""What approval, orders and decisions say."""

from orchestrator.phrases import phrase

DECIDING = (
    phrase("A contract: read and filed; nothing is keyed from it."),
    phrase("{gross} {currency} is over the limit of {limit} {currency}."),
    phrase("{gross} {currency} from {supplier} is within the limit of {limit} {currency}."),
    phrase("An account was only learned from earlier lines; the approval policy leaves that to a person."),
    phrase("The approval policy leaves each {kind} to a person."),
    phrase("The approval policy leaves everything of supplier {supplier} to a person."),
    phrase("The approval policy has no limit for {currency}."),
    phrase("A gross total of {gross} {currency} is not approved automatically."),
    phrase("Not every rule passed: {rules}."),
    phrase("The document was not judged by any rule."),
    phrase("It waits for a bot."),
    phrase("It waits to be read."),
    phrase("It was split; reject its parts first ({parts})."),
    phrase("A decision needs its reason; say why."),
    phrase("Document {id} is {stage}; it waits for no approval."),
    phrase("Document {id} has no order; try it again instead."),
    phrase("Document {id} is {stage} and cannot be rejected now."),
    phrase("Document {id} is {stage}; there is nothing to try again."),
    phrase("Document {id} was never read; try it again instead."),
    phrase("It cannot be keyed as it is: {why}"),
    phrase("The ERP's suppliers must be read first."),
    phrase("From a document of kind {kind} nothing is keyed."),
    phrase("The document has {lines} lines, but {coded} are coded; code them again."),
    phrase("Line {number} has neither a total nor a quantity with a unit price."),
)
