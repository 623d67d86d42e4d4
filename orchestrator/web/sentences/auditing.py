"""What checking, anchoring, exporting and erasing say."""

from orchestrator.phrases import phrase

AUDITING = (
    phrase("Erased."),
    phrase("Document {id} was erased; nothing more becomes of it."),
    phrase("Document {id} was erased on {day} already."),
    phrase("Document {id} is {stage}; reject it first, then it can be erased."),
    phrase("Document {id} must be kept until {day}. Where the law says that it must go before, force it."),
    phrase("An erasure needs its reason; say why."),
    phrase("Its retention period is over."),
    phrase("The entry's personal data was changed after it was written."),
    phrase("The entry's personal data is missing, and nothing says that it was erased."),
    phrase("There is personal data that belongs to no entry of the history."),
    phrase("The anchor of {time} has another entry {number}: the history was rewritten."),
    phrase(
        "The anchor of {time} has entry {number}, which is not here: the history was turned back or cut off after "
        "entry {last}."
    ),
    phrase("The anchor of {time} over entry {number} is missing from {place}."),
    phrase("Line {number} of {place} is not an anchor; it was changed."),
    phrase("Line {number} of {place} was changed, or was not sealed with this farm's key."),
    phrase("The time stamp {place} cannot be read ({why})."),
    phrase("The time stamp {place} does not hold: {error}"),
    phrase("The time-stamping authority {place} does not answer ({why})."),
    phrase("The time-stamping authority {place} gave no stamp that holds: {error}"),
    phrase("No folder for anchors is set: BOTFARM_ANCHOR_FOLDER."),
    phrase("The anchor cannot be written to {place} ({why})."),
    phrase("The anchors in {place} cannot be read ({why})."),
    phrase("There are no anchors in {place}."),
    phrase("{place} is larger than {size} MB; it is not a file of anchors."),
    phrase("The history has no entry in these days."),
    phrase("The bundle cannot be written to {place} ({why})."),
    phrase("entry {number}"),
    phrase("entry {number} with a time stamp"),
    phrase("{count} documents due, {erased} erased"),
)
