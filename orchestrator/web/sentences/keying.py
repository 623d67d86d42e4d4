"""What became of a document on its way into the ERP, and why keying waits."""

from orchestrator.phrases import phrase

KEYING = (
    phrase("It was keyed and read back."),
    phrase("It was already in the ERP, keyed by an earlier attempt."),
    phrase("The ERP has it: it had been posted before contact was lost."),
    phrase(
        "The ERP already has {supplier} {number} as {what}, which this farm did not key; compare the two, then "
        "reject this one or correct its number."
    ),
    phrase("The ERP does not have it posted ({why}); it is keyed again."),
    phrase("The ERP gets time to settle first."),
    phrase("The ERP fails at this document, though others were keyed since; key it by hand. {detail}"),
    phrase("Its outcome could not be made out: {error}"),
    phrase("It is tried again."),
    phrase("Document {id} is ready but has no order; send it back to be judged."),
    phrase("Two searches in the ERP gave different answers; asking again later."),
    phrase("It was submitted {count} times, and the ERP did not take it: {why}"),
    phrase("Keying failed {count} times: {why}"),
    phrase("The bot was held up between its intent and the click, and did not click."),
    phrase("The bot was stopped."),
    phrase("its bot ended"),
    phrase("A bot is keying it."),
    phrase("It is being submitted."),
    phrase("The lease on document {id} is over."),
    phrase("The posted invoice in the ERP"),
    phrase("Keying waits."),
    phrase("Whether the ERP has it is not known; the ERP will be asked."),
    phrase("Its bot ended before submitting anything; it is keyed again."),
    phrase("Its process ended."),
    phrase("Its bot ended while submitting; the ERP will be asked."),
    phrase("Its process ended in the middle of the work."),
    phrase("Document {id} went on."),
    phrase("It was tried {count} times without success: {why}"),
    phrase("no reason was given"),
    phrase("No reason was given."),
    phrase("The ERP does not answer since {since}; it is keyed when it is back."),
    phrase(
        "A page of the ERP changed ({detail}); it is keyed when the page shows all again, or when the adapter "
        "is mended and the lane resumed."
    ),
    phrase(
        "The ERP refused the login ({detail}); it is keyed when user and password are put right and the lane is "
        "resumed."
    ),
    phrase("The browser ended again and again since {since}; it is keyed when a new one stays."),
    phrase("The ERP account cannot be used ({detail}); it is keyed when that is put right and the lane is resumed."),
    phrase("Paused by {by} since {since}: {detail}"),
    phrase("Pausing a lane needs its reason; say why."),
    phrase("Lane {name} is not paused."),
)
