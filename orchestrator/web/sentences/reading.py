"""Why a file cannot be read, and what was doubtful in reading it."""

from orchestrator.phrases import phrase

READING = (
    phrase("The PDF is encrypted and needs a password. Please send it without one."),
    phrase("The PDF is damaged and cannot be opened. Please ask the sender for it again."),
    phrase("The image is damaged and cannot be opened. Please scan or send it again."),
    phrase("The PDF has no page that can be read. Please send it again."),
)
