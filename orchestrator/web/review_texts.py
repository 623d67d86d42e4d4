"""What the review's script says, and the keys that it heeds: by name, in English, told in the reader's language."""

from orchestrator.phrases import phrase

TEXTS: dict[str, str] = {
    "to_check": phrase("{count} left"),
    "all_checked": phrase("all checked; save with Enter"),
    "mark_open": phrase("To check"),
    "mark_changed": phrase("Corrected"),
    "mark_sure": phrase("Confirmed"),
    "mark_read": phrase("As read"),
    "was": phrase("was: {text}"),
    "sure": phrase("{percent} % sure"),
    "missing": phrase("Nothing was read here."),
    "line": phrase("Line"),
    "cell": phrase("Line {number}, {column}"),
    "remove_line": phrase("Remove this line"),
    "remove_line_number": phrase("Remove line {number}"),
    "line_removed": phrase("Line {number} was removed; Ctrl+Z brings it back."),
    "too_many_lines": phrase("More than {most} lines do not fit here."),
    "pasted": phrase("Lines pasted: {count}."),
    "pasted_heading": phrase("Lines pasted: {count}. The row of headings was left out."),
    "page_of": phrase("Page {number} of {count}"),
    "no_pages": phrase("There is no picture of this document."),
    "as_text": phrase("The original as text"),
    "page_not_drawn": phrase("The page cannot be drawn. Download the original from the document's page."),
    "draft_back": phrase("What you typed here before is back."),
    "draft_older": phrase("The document has changed since you typed this; compare before saving."),
    "edited_by": phrase("{name} edits this document since {since}. You can look, or take over."),
    "nothing_waits": phrase("Nothing waits for you now."),
    "next_lost": phrase(
        "The next document cannot be fetched: the farm does not answer. What you saved is kept here and sent later."
    ),
    "nothing_to_save": phrase("Nothing was confirmed or corrected yet, so there is nothing to save."),
    "still_open": phrase("Not checked yet: {count}. Save again to save all the same."),
    "nothing_to_undo": phrase("There is nothing to undo."),
    "nothing_to_redo": phrase("There is nothing to redo."),
    "undone": phrase("Undone."),
    "redone": phrase("Done again."),
    "saving": phrase("{title}: being saved …"),
    "saved": phrase("{title}: saved."),
    "saving_undone": phrase("The saving was undone."),
    "not_saved": phrase("{title} was not saved: {reason}"),
    "open_again": phrase("Open it again"),
    "lost": phrase(
        "The farm does not answer. What you typed is kept in this browser and tried again until it is saved. "
        "Documents that wait for it: {count}."
    ),
    "loggedout": phrase("You are no longer logged in. What you typed is kept in this browser and saved once you are."),
    "not_reached": phrase("The farm does not answer. Nothing was done; please try again."),
    "turned": phrase("The page is turned and is being read anew."),
    "begins": phrase("begins on page {number}"),
    "asked": phrase("{by} asks {of}:"),
    "answered": phrase("{of} answers:"),
    "answer": phrase("Answer"),
}

KEYS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("Enter", "Tab"), phrase("Confirm, and go to the next field to check; after the last to Save")),
    (("Shift+Enter", "Shift+Tab"), phrase("Back to the field before")),
    (("Ctrl+Enter",), phrase("Save from anywhere, and go to the next document")),
    (("Esc",), phrase("The value as it was read")),
    (("Ctrl+Z", "Ctrl+Y"), phrase("Undo, redo")),
    (("Alt+↓", "Ctrl+Space"), phrase("Take what the sums suggest; again for the next suggestion")),
    (("Alt+PageUp", "Alt+PageDown"), phrase("Page before, page after")),
    (("Alt++", "Alt+−", "Alt+0"), phrase("Larger, smaller, whole width or whole page")),
    (("Alt+L",), phrase("To the lines")),
    (("Alt+Insert", "Alt+Delete"), phrase("In the lines: add a line, remove it")),
    (("Alt+N",), phrase("Skip to the next document")),
    (("Alt+A", "Alt+Q", "Alt+R"), phrase("Set aside, ask a colleague, reject")),
    (("Alt+U",), phrase("Undo the last saving")),
    (("Alt+O",), phrase("Take over from who else edits it")),
    (("F1", "?"), phrase("These keys")),
)
