"""The error root of `config`."""


class ConfigError(Exception):
    """A setting or a file that a user edits is wrong; the message names it and says what to write instead."""
